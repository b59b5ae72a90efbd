package org.kanspark.kernel.formula;

/**
 * Holds a printed expression and how tightly its outermost operation binds.
 *
 * @param level one of the constants below
 */
record Printed(String text, int level) {
  /** Sums, and anything that begins with a minus sign. */
  static final int SUM = 1;

  static final int PRODUCT = 2;
  static final int POWER = 3;
  static final int ATOM = 4;

  static Printed atom(String text) {
    return new Printed(text, ATOM);
  }
}
