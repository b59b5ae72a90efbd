package org.kanspark.kernel.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kanspark.kernel.formula.Expression;
import org.kanspark.kernel.formula.Expression.Call;
import org.kanspark.kernel.formula.Expression.Power;
import org.kanspark.kernel.formula.Expression.Product;
import org.kanspark.kernel.formula.Expression.Sum;
import org.kanspark.kernel.formula.Numbers;

/**
 * Rounds the numbers of a formula to significant digits, and leaves out terms that are smaller than
 * the last digit of the largest term of their sum at every one of some points.
 */
final class Rounding {
  private final int digits;
  private final List<Map<String, Double>> points;

  /**
   * Makes a rounding.
   *
   * @param digits 1 to 17
   * @param points values of all variables where terms are compared
   */
  Rounding(int digits, List<Map<String, Double>> points) {
    this.digits = digits;
    this.points = points;
  }

  Expression of(Expression expression) {
    return without(expression).rounded(digits);
  }

  private Expression without(Expression expression) {
    if (expression instanceof Sum sum) {
      return sum(sum.terms());
    } else if (expression instanceof Product product) {
      return Expression.product(product.factors().stream().map(this::without).toList());
    } else if (expression instanceof Power power) {
      return Expression.power(without(power.base()), exponent(power.exponent()));
    } else if (expression instanceof Call call) {
      return Expression.call(call.function(), without(call.argument()));
    }
    return expression;
  }

  /** Rounds the exponents that training has found; whole and half ones are the function's own. */
  private double exponent(double exponent) {
    boolean half = 2 * exponent == Math.rint(2 * exponent);
    return half ? exponent : Numbers.rounded(exponent, digits);
  }

  private Expression sum(List<Expression> terms) {
    double[] sizes = terms.stream().mapToDouble(this::size).toArray();
    double largest = 0;
    for (double size : sizes) {
      largest = Math.max(largest, size);
    }
    double least = 0.5 * StrictMath.pow(10, -digits) * largest;
    List<Expression> kept = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      if (!(sizes[i] < least)) {
        kept.add(without(terms.get(i)));
      }
    }
    return Expression.sum(kept);
  }

  /** Returns the largest size of a term at any point. */
  private double size(Expression term) {
    double size = 0;
    for (Map<String, Double> point : points) {
      double value = Math.abs(term.value(name -> point.getOrDefault(name, 0.0)));
      size = Math.max(size, Double.isNaN(value) ? Double.POSITIVE_INFINITY : value);
    }
    return size;
  }
}
