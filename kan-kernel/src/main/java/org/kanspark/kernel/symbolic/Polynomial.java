package org.kanspark.kernel.symbolic;

import org.kanspark.kernel.formula.Numbers;

/** Evaluates polynomials by Horner's rule, and writes them so for SQL and Java. */
final class Polynomial {
  private Polynomial() {}

  /** Computes {@code sum_i c_i w^i}. */
  static double value(double[] coefficients, double w) {
    double sum = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      sum = sum * w + coefficients[i];
    }
    return sum;
  }

  /**
   * Writes the polynomial, in parentheses.
   *
   * @param w the variable, in parentheses unless a single word
   * @param suffix of each number: "D" in SQL
   */
  static String text(double[] coefficients, String w, String suffix) {
    StringBuilder text = new StringBuilder();
    int last = coefficients.length - 1;
    for (int i = 0; i < last; i++) {
      text.append('(').append(number(coefficients[i], suffix)).append(" + ").append(w);
      text.append(" * ");
    }
    text.append('(').append(number(coefficients[last], suffix)).append(')');
    return text.append(")".repeat(last)).toString();
  }

  private static String number(double value, String suffix) {
    String text = Numbers.text(value);
    return (text.matches("-?[0-9]+") ? text + ".0" : text.replace('e', 'E')) + suffix;
  }
}
