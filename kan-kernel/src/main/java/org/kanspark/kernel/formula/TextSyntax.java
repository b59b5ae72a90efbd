package org.kanspark.kernel.formula;

/** Writes plain text: {@code *}, {@code /}, {@code ^} and calls. */
final class TextSyntax extends Syntax {
  TextSyntax(Names names) {
    super(names);
  }

  @Override
  Notation notation() {
    return Notation.TEXT;
  }

  @Override
  Printed number(double value) {
    return Printed.atom(Numbers.text(value));
  }

  @Override
  Printed power(Expression base, double exponent) {
    Printed printed = print(base);
    if (exponent == 0.5) {
      return Printed.atom("sqrt(" + printed.text() + ")");
    }
    String size = Numbers.text(exponent);
    String raised = exponent < 0 ? "(" + size + ")" : size;
    return new Printed(at(Printed.ATOM, printed) + "^" + raised, Printed.POWER);
  }

  @Override
  String times(Printed left, Printed right) {
    return at(Printed.PRODUCT, left) + "*" + at(Printed.POWER, right);
  }

  @Override
  String parentheses(String text) {
    return "(" + text + ")";
  }

  @Override
  Printed quotient(Printed numerator, Printed denominator) {
    String text = at(Printed.PRODUCT, numerator) + "/" + at(Printed.POWER, denominator);
    return new Printed(text, Printed.PRODUCT);
  }

  @Override
  boolean hasQuotient() {
    return true;
  }
}
