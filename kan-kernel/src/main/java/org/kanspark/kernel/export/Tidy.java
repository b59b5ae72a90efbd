package org.kanspark.kernel.export;

import java.util.ArrayList;
import java.util.List;
import org.kanspark.kernel.formula.Expression;
import org.kanspark.kernel.formula.Expression.Call;
import org.kanspark.kernel.formula.Expression.Constant;
import org.kanspark.kernel.formula.Expression.Power;
import org.kanspark.kernel.formula.Expression.Product;
import org.kanspark.kernel.formula.Expression.Sum;
import org.kanspark.kernel.formula.FormulaFunction;
import org.kanspark.kernel.symbolic.SymbolicFunction;
import org.kanspark.kernel.symbolic.SymbolicLibrary;
import org.kanspark.kernel.symbolic.Symmetry;

/**
 * Takes redundant numbers out of functions: {@code (2x + 6)^2} becomes {@code 4 (x + 3)^2}, {@code
 * exp(x + 1)} becomes {@code 2.718 exp(x)}, {@code sin(3.142 - x)} becomes {@code sin(x)}. Products
 * that a network makes of logarithms become products again: {@code exp(log(x) - 2 log(y))} is
 * {@code x / y^2}. Values change by rounding alone, where there were any.
 */
final class Tidy {
  /** Larger exponents stay inside the exponential. */
  private static final double LARGE_EXPONENT = 50;

  /** Powers as large may overflow where the exponential of their sum does not. */
  private static final double LARGE_POWER = 20;

  private static final SymbolicFunction EXP = SymbolicLibrary.standard().get("exp");
  private static final SymbolicFunction LOG = SymbolicLibrary.standard().get("log");
  private static final SymbolicFunction GAUSSIAN = SymbolicLibrary.standard().get("gaussian");

  private Tidy() {}

  static Expression of(Expression expression) {
    if (expression instanceof Sum) {
      return Expression.sum(parts(expression));
    } else if (expression instanceof Product) {
      return Expression.product(parts(expression)).distributed();
    } else if (expression instanceof Power power) {
      return power(of(power.base()), power.exponent());
    } else if (expression instanceof Call call) {
      return call(call, of(call.argument()));
    }
    return expression;
  }

  private static List<Expression> parts(Expression expression) {
    return expression.parts().stream().map(Tidy::of).toList();
  }

  private static Expression power(Expression base, double exponent) {
    if (exponent == 1) {
      return base;
    }
    double factor = factor(base);
    boolean whole = exponent == Math.rint(exponent);
    double power = StrictMath.pow(whole ? factor : Math.abs(factor), exponent);
    if (!Double.isFinite(power) || power == 0) {
      return Expression.power(base, exponent);
    }
    Expression rest = Expression.power(divided(base, whole ? factor : Math.abs(factor)), exponent);
    return Expression.product(power, rest);
  }

  private static Expression call(Call call, Expression argument) {
    FormulaFunction function = call.function();
    double factor = Math.abs(factor(argument));
    if (function == EXP) {
      return exponential(argument);
    } else if (function == GAUSSIAN) {
      return exponential(Expression.product(-1, power(argument, 2)));
    } else if (function == LOG && factor != 1) {
      return Expression.sum(
          Expression.call(function, divided(argument, factor)),
          Expression.constant(StrictMath.log(factor)));
    }
    return function instanceof SymbolicFunction symbolic
        ? symmetric(symbolic, argument)
        : Expression.call(function, argument);
  }

  /** Writes the exponential of a sum as a product: a number, powers, and one exponential. */
  private static Expression exponential(Expression argument) {
    List<Expression> factors = new ArrayList<>();
    List<Expression> exponents = new ArrayList<>();
    for (Expression term : argument instanceof Sum sum ? sum.terms() : List.of(argument)) {
      double factor = factor(term);
      Expression rest = divided(term, factor);
      if (term instanceof Constant number) {
        if (Math.abs(number.value()) >= LARGE_EXPONENT) {
          return Expression.call(EXP, argument);
        }
        factors.add(Expression.constant(StrictMath.exp(number.value())));
      } else if (rest instanceof Call call && call.function() == LOG) {
        if (Math.abs(factor) > LARGE_POWER) {
          return Expression.call(EXP, argument);
        }
        factors.add(power(call.argument(), factor));
      } else {
        exponents.add(term);
      }
    }
    if (!exponents.isEmpty()) {
      factors.add(Expression.call(EXP, Expression.sum(exponents)));
    }
    return Expression.product(factors);
  }

  /** Takes a sign out of a function that is odd or even, and half periods out of a sine. */
  private static Expression symmetric(SymbolicFunction function, Expression argument) {
    if (factor(argument) < 0 && function.symmetry() != Symmetry.NONE) {
      Expression positive = symmetric(function, divided(argument, -1));
      return function.symmetry() == Symmetry.ODD ? Expression.product(-1, positive) : positive;
    }
    if (function.isAntiperiodic()) {
      double half = function.period() / 2;
      double halves = Math.rint(constant(argument) / half);
      if (halves != 0) {
        Expression near = Expression.sum(argument, Expression.constant(-halves * half));
        return Expression.product(halves % 2 == 0 ? 1 : -1, Expression.call(function, near));
      }
    }
    return Expression.call(function, argument);
  }

  /** Returns the number at the end of a sum. */
  private static double constant(Expression expression) {
    List<Expression> parts = expression.parts();
    boolean ends = expression instanceof Sum && parts.get(parts.size() - 1) instanceof Constant;
    return ends ? ((Constant) parts.get(parts.size() - 1)).value() : 0;
  }

  /** Returns the number in front of a product, or of the first term of a sum. */
  private static double factor(Expression expression) {
    Expression first = expression instanceof Sum sum ? sum.terms().get(0) : expression;
    boolean scaled =
        first instanceof Product product && product.factors().get(0) instanceof Constant;
    return scaled ? ((Constant) first.parts().get(0)).value() : 1;
  }

  private static Expression divided(Expression expression, double factor) {
    if (factor == 1) {
      return expression;
    }
    List<Expression> terms = new ArrayList<>();
    for (Expression term : expression instanceof Sum sum ? sum.terms() : List.of(expression)) {
      boolean scaled =
          term instanceof Product product && product.factors().get(0) instanceof Constant;
      if (term instanceof Constant number) {
        terms.add(Expression.constant(number.value() / factor));
      } else if (scaled) {
        List<Expression> factors = new ArrayList<>(term.parts());
        factors.set(0, Expression.constant(((Constant) factors.get(0)).value() / factor));
        terms.add(Expression.product(factors));
      } else {
        terms.add(Expression.product(1 / factor, term));
      }
    }
    return Expression.sum(terms);
  }
}
