package org.kanspark.kernel.symbolic;

/** Tells which parameters of {@code c f(a x + b) + d} the others can replace. */
public enum Redundancy {
  /** None: all four change the curve. */
  NONE(2),
  /** The size of a: powers, absolute value, logarithm. Fits have |a| = 1. */
  SCALE(1),
  /** b: the exponential. Fits have b = 0 unless that would overflow. */
  SHIFT(1),
  /** Both a and b: straight lines and constants. Fits have a = 1, b = 0. */
  BOTH(0);

  private final int shapeParameters;

  Redundancy(int shapeParameters) {
    this.shapeParameters = shapeParameters;
  }

  /** Returns how many of a and b change the shape of the curve. */
  public int shapeParameters() {
    return shapeParameters;
  }
}
