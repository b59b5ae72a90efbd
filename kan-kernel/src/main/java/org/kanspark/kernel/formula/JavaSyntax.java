package org.kanspark.kernel.formula;

import java.util.Set;

/** Writes Java over doubles. */
final class JavaSyntax extends Syntax {
  private static final Set<String> RESERVED =
      Set.of(
          ("abstract assert boolean break byte case catch char class const continue default do"
                  + " double else enum extends final finally float for goto if implements import"
                  + " instanceof int interface long native new package private protected public"
                  + " return short static strictfp super switch synchronized this throw throws"
                  + " transient try void volatile while true false null _ Math")
              .split(" "));

  JavaSyntax(Names names) {
    super(names);
  }

  static String variable(String name) {
    String word = Names.identifier(name);
    return RESERVED.contains(word) ? word + "_" : word;
  }

  @Override
  Notation notation() {
    return Notation.JAVA;
  }

  @Override
  Printed number(double value) {
    return Printed.atom(literal(value));
  }

  private static String literal(double value) {
    String text = Numbers.write(value, "e", "");
    return text.contains(".") || text.contains("e") ? text : text + ".0";
  }

  @Override
  Printed power(Expression base, double exponent) {
    String text = print(base).text();
    return Printed.atom(
        exponent == 0.5
            ? "Math.sqrt(" + text + ")"
            : "Math.pow(" + text + ", " + literal(exponent) + ")");
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
    String text = at(Printed.PRODUCT, numerator) + " / " + at(Printed.POWER, denominator);
    return new Printed(text, Printed.PRODUCT);
  }

  @Override
  boolean hasQuotient() {
    return true;
  }
}
