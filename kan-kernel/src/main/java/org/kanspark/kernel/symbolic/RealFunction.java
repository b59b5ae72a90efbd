package org.kanspark.kernel.symbolic;

import java.io.Serializable;

/** Computes one number from another. Serialisable, so that it can travel to executors. */
@FunctionalInterface
public interface RealFunction extends Serializable {
  /** Computes the value at x. */
  double at(double x);
}
