package org.kanspark.kernel.formula;

import java.util.ArrayList;
import java.util.List;
import org.kanspark.kernel.formula.Expression.Call;
import org.kanspark.kernel.formula.Expression.Constant;
import org.kanspark.kernel.formula.Expression.Power;
import org.kanspark.kernel.formula.Expression.Product;
import org.kanspark.kernel.formula.Expression.Sum;

/** Builds expressions in their simplest form, changing values by rounding alone. */
final class Simplifier {
  private Simplifier() {}

  static Expression sum(List<Expression> terms) {
    List<Expression> flat = new ArrayList<>();
    double constant = 0;
    for (Expression term : flatten(terms, true)) {
      if (term instanceof Constant number) {
        if (Double.isFinite(constant + number.value())) {
          constant += number.value();
        } else {
          flat.add(number);
        }
      } else {
        flat.add(term);
      }
    }
    if (constant != 0 || flat.isEmpty()) {
      flat.add(Expression.constant(constant));
    }
    return flat.size() == 1 ? flat.get(0) : new Sum(flat);
  }

  static Expression product(List<Expression> factors) {
    List<Expression> flat = new ArrayList<>();
    double constant = 1;
    for (Expression factor : flatten(factors, false)) {
      if (factor instanceof Constant number) {
        if (number.value() == 0) {
          return Expression.constant(0);
        }
        double folded = constant * number.value();
        if (Double.isFinite(folded) && Math.abs(folded) >= Double.MIN_NORMAL) {
          constant = folded;
        } else {
          flat.add(number);
        }
      } else {
        flat.add(factor);
      }
    }
    if (constant != 1 || flat.isEmpty()) {
      flat.add(0, Expression.constant(constant));
    }
    return flat.size() == 1 ? flat.get(0) : new Product(flat);
  }

  private static List<Expression> flatten(List<Expression> parts, boolean sums) {
    List<Expression> flat = new ArrayList<>();
    for (Expression part : parts) {
      boolean same = sums ? part instanceof Sum : part instanceof Product;
      if (same) {
        flat.addAll(flatten(part.parts(), sums));
      } else {
        flat.add(part);
      }
    }
    return flat;
  }

  static Expression power(Expression base, double exponent) {
    if (exponent == 1) {
      return base;
    }
    if (exponent == 0) {
      return Expression.constant(1);
    }
    if (base instanceof Constant number) {
      double value = StrictMath.pow(number.value(), exponent);
      if (Double.isFinite(value)) {
        return Expression.constant(value);
      }
    }
    if (base instanceof Power inner && isInteger(exponent) && isInteger(inner.exponent())) {
      return power(inner.base(), inner.exponent() * exponent);
    }
    return new Power(base, exponent);
  }

  private static boolean isInteger(double exponent) {
    return exponent == Math.rint(exponent);
  }

  static Expression call(FormulaFunction function, Expression argument) {
    if (argument instanceof Constant number) {
      double value = function.value(number.value());
      if (Double.isFinite(value)) {
        return Expression.constant(value);
      }
    }
    return new Call(function, argument);
  }

  /** Multiplies the constant of a product of a constant and one sum into the sum. */
  static Expression distribute(Product product) {
    List<Expression> factors = product.factors();
    if (factors.size() == 2
        && factors.get(0) instanceof Constant number
        && factors.get(1) instanceof Sum sum) {
      List<Expression> terms = new ArrayList<>();
      for (Expression term : sum.terms()) {
        terms.add(Expression.product(number.value(), term));
      }
      return sum(terms);
    }
    return product;
  }
}
