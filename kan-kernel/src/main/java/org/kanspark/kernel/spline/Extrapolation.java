package org.kanspark.kernel.spline;

/**
 * Says how a spline continues outside the range {@code [a, b]} of its knots. The base function of
 * an edge is not concerned: it always sees the true input.
 */
public enum Extrapolation {
  /** Continues along the tangent at the nearer end: {@code s(a) + s'(a) (x - a)}. */
  LINEAR("linear"),
  /** Keeps the value at the nearer end. */
  CONSTANT("constant"),
  /**
   * Sums the basis functions of the full knot vector and nothing else, so that the spline fades to
   * 0 over {@code k} intervals; this is what pykan does.
   */
  ZERO("zero");

  private final String label;

  Extrapolation(String label) {
    this.label = label;
  }

  /** Returns the name used in settings and in exported models: {@code linear}, and so on. */
  public String label() {
    return label;
  }

  /**
   * Finds the extrapolation of a name as {@link #label()} gives it.
   *
   * @throws IllegalArgumentException if the name is none of {@code linear}, {@code constant},
   *     {@code zero}
   */
  public static Extrapolation parse(String name) {
    for (Extrapolation candidate : values()) {
      if (candidate.label.equals(name)) {
        return candidate;
      }
    }
    throw new IllegalArgumentException(
        "extrapolation '" + name + "': accepted are linear, constant, zero");
  }
}
