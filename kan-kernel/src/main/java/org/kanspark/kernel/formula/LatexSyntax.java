package org.kanspark.kernel.formula;

import java.util.Set;

/** Writes LaTeX for mathematical mode. */
final class LatexSyntax extends Syntax {
  private static final Set<String> GREEK =
      Set.of(
          "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
          "lambda", "mu", "nu", "xi", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi",
          "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi",
          "Psi", "Omega");

  LatexSyntax(Names names) {
    super(names);
  }

  /** Writes a variable: {@code x1} as x with an index, Greek letters by name, all else upright. */
  static String variable(String name) {
    if (GREEK.contains(name)) {
      return "\\" + name;
    }
    if (name.matches("[A-Za-z]")) {
      return name;
    }
    if (name.matches("[A-Za-z]_?[0-9]+")) {
      return name.charAt(0) + "_{" + name.replaceFirst("._?", "") + "}";
    }
    return "\\mathrm{" + escape(name) + "}";
  }

  static String escape(String name) {
    return name.replace("\\", "\\backslash ")
        .replaceAll("([#$%&_{}])", "\\\\$1")
        .replace("^", "\\wedge ")
        .replace("~", "\\sim ")
        .replace(" ", "\\ ");
  }

  @Override
  Notation notation() {
    return Notation.LATEX;
  }

  @Override
  Printed number(double value) {
    String text = Numbers.write(value, " \\cdot 10^{", "}");
    return text.contains("cdot") ? new Printed(text, Printed.PRODUCT) : Printed.atom(text);
  }

  @Override
  Printed power(Expression base, double exponent) {
    Printed printed = print(base);
    if (exponent == 0.5) {
      return Printed.atom("\\sqrt{" + printed.text() + "}");
    }
    // Forms of functions may be fractions or products.
    String inner =
        base instanceof Expression.Call ? parentheses(printed.text()) : at(Printed.ATOM, printed);
    String text = inner + "^{" + Numbers.text(exponent) + "}";
    return new Printed(text, Printed.POWER);
  }

  @Override
  String times(Printed left, Printed right) {
    String text = at(Printed.POWER, right);
    String between = Character.isDigit(text.charAt(0)) ? " \\cdot " : " ";
    return at(Printed.PRODUCT, left) + between + text;
  }

  @Override
  String parentheses(String text) {
    return "\\left(" + text + "\\right)";
  }

  @Override
  Printed quotient(Printed numerator, Printed denominator) {
    return new Printed(
        "\\frac{" + numerator.text() + "}{" + denominator.text() + "}", Printed.PRODUCT);
  }

  @Override
  boolean hasQuotient() {
    return true;
  }
}
