package org.kanspark.kernel.formula;

/**
 * Writes Spark SQL. Every literal is a DOUBLE, every variable a quoted column. Negative powers stay
 * powers: a division by zero would end the query (ANSI mode), {@code pow(0, -1)} is infinite.
 */
final class SqlSyntax extends Syntax {
  /** Longer repetitions of an argument are replaced by a bound variable. */
  private static final int REPETITION = 160;

  private static final String BOUND = "t";

  SqlSyntax(Names names) {
    super(names);
  }

  /** Quotes a column's name. */
  static String column(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  @Override
  Notation notation() {
    return Notation.SQL;
  }

  @Override
  Printed number(double value) {
    return Printed.atom(literal(value));
  }

  private static String literal(double value) {
    return Numbers.write(value, "E", "") + "D";
  }

  @Override
  Printed power(Expression base, double exponent) {
    String text = print(base).text();
    return Printed.atom(
        exponent == 0.5 ? "sqrt(" + text + ")" : "pow(" + text + ", " + literal(exponent) + ")");
  }

  /** Binds a long argument to a name, by a lambda over an array of one, rather than repeat it. */
  @Override
  String call(FormulaFunction function, Printed argument) {
    int uses = function.uses(notation());
    if (uses <= 1 || uses * argument.text().length() <= REPETITION) {
      return super.call(function, argument);
    }
    String body = function.print(notation(), BOUND);
    return "element_at(transform(array("
        + argument.text()
        + "), "
        + BOUND
        + " -> "
        + body
        + "), 1)";
  }

  @Override
  String times(Printed left, Printed right) {
    return at(Printed.PRODUCT, left) + " * " + at(Printed.POWER, right);
  }

  @Override
  String parentheses(String text) {
    return "(" + text + ")";
  }

  @Override
  Printed quotient(Printed numerator, Printed denominator) {
    throw new IllegalStateException("SQL keeps negative powers");
  }

  @Override
  boolean hasQuotient() {
    return false;
  }
}
