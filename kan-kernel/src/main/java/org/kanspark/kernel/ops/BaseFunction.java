package org.kanspark.kernel.ops;

import java.util.Arrays;
import java.util.Locale;

/** Names the function b of an edge {@code phi(x) = w * b(x) + s(x)}. */
public enum BaseFunction {
  /** {@code x / (1 + exp(-x))}. */
  SILU,
  /** {@code x}. */
  IDENTITY,
  /** No base function: the edge is its spline. */
  NONE;

  /** Returns the name used in settings and files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns b(x); 0 for {@link #NONE}. */
  public double value(double x) {
    return switch (this) {
      case SILU -> Silu.value(x);
      case IDENTITY -> x;
      case NONE -> 0.0;
    };
  }

  /**
   * Finds a base function by its label.
   *
   * @throws IllegalArgumentException naming what is accepted
   */
  public static BaseFunction parse(String label) {
    for (BaseFunction function : values()) {
      if (function.label().equals(label)) {
        return function;
      }
    }
    throw new IllegalArgumentException(
        "base function '"
            + label
            + "' is unknown, accepted: "
            + String.join(", ", Arrays.stream(values()).map(BaseFunction::label).toList()));
  }
}
