package org.kanspark.kernel.formula;

/** Lists the languages a formula can be printed in. */
public enum Notation {
  /** {@code 2.5*sin(x1)^2 - 1}: read by SymPy, R, most calculators and spreadsheets. */
  TEXT("plain text"),
  /** LaTeX, for mathematical mode. */
  LATEX("LaTeX"),
  /** An expression of Spark SQL over columns of type double; every literal is a double. */
  SQL("Spark SQL"),
  /** An expression of Java over variables of type double. */
  JAVA("Java");

  private final String title;

  Notation(String title) {
    this.title = title;
  }

  /** Returns the name for messages. */
  public String title() {
    return title;
  }
}
