package org.kanspark.kernel.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes formulas over x and y whose values are moderate on [0.5, 2]. */
final class RandomFormulas {
  static final FormulaFunction SIN = function("sin", Math::sin);
  static final FormulaFunction ATAN = function("atan", Math::atan);
  private final Random random;

  RandomFormulas(long seed) {
    random = new Random(seed);
  }

  static FormulaFunction function(String name, java.util.function.DoubleUnaryOperator value) {
    FunctionTemplates templates =
        new FunctionTemplates(
            name + "({x})", "\\" + name + "({x})", name + "({x})", "Math." + name + "({x})", null);
    return new FormulaFunction() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public double value(double x) {
        return value.applyAsDouble(x);
      }

      @Override
      public String print(Notation notation, String argument) {
        return templates.print(name, notation, argument);
      }
    };
  }

  Expression next(int depth) {
    if (depth == 0) {
      return switch (random.nextInt(4)) {
        case 0 -> Expression.constant(random.nextGaussian());
        case 1 -> Expression.constant(random.nextInt(7) - 3);
        case 2 -> Expression.variable("x");
        default -> Expression.variable("y");
      };
    }
    return switch (random.nextInt(6)) {
      case 0, 1 -> Expression.sum(several(depth));
      case 2, 3 -> Expression.product(several(depth));
      case 4 -> Expression.call(random.nextBoolean() ? SIN : ATAN, next(depth - 1));
      default -> {
        double[] exponents = {2, 3, -1, -2, 0.5, -0.5, 1.5};
        // A positive base: 1.5 and more.
        Expression base = Expression.affine(0.5, Expression.call(ATAN, next(depth - 1)), 2.5);
        yield Expression.power(base, exponents[random.nextInt(exponents.length)]);
      }
    };
  }

  private List<Expression> several(int depth) {
    List<Expression> parts = new ArrayList<>();
    for (int i = 0; i < 2 + random.nextInt(2); i++) {
      parts.add(next(depth - 1));
    }
    return parts;
  }
}
