package org.kanspark.kernel.symbolic;

/** Tells what {@code f(-x)} is. */
public enum Symmetry {
  /** Unrelated to f(x). */
  NONE,
  /** f(x). */
  EVEN,
  /** -f(x). */
  ODD
}
