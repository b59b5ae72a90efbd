package org.kanspark.kernel.formula;

import java.util.ArrayList;
import java.util.List;
import org.kanspark.kernel.formula.Expression.Call;
import org.kanspark.kernel.formula.Expression.Constant;
import org.kanspark.kernel.formula.Expression.Power;
import org.kanspark.kernel.formula.Expression.Product;
import org.kanspark.kernel.formula.Expression.Sum;
import org.kanspark.kernel.formula.Expression.Variable;

/** Prints expressions by the rules common to all notations; subclasses say how each piece looks. */
abstract class Syntax {
  private final Names names;

  Syntax(Names names) {
    this.names = names;
  }

  abstract Notation notation();

  /** Writes a number that is not negative. */
  abstract Printed number(double value);

  /** Writes a power whose exponent is neither 0 nor 1. */
  abstract Printed power(Expression base, double exponent);

  abstract String times(Printed left, Printed right);

  abstract String parentheses(String text);

  /** Writes a quotient, or returns false from {@link #hasQuotient}. */
  abstract Printed quotient(Printed numerator, Printed denominator);

  /** Tells whether negative powers are written as quotients. */
  abstract boolean hasQuotient();

  String call(FormulaFunction function, Printed argument) {
    return function.print(notation(), argument.text());
  }

  final Printed print(Expression expression) {
    if (expression instanceof Constant constant) {
      return constant.value() < 0
          ? new Printed("-" + number(-constant.value()).text(), Printed.SUM)
          : number(constant.value());
    } else if (expression instanceof Variable variable) {
      return Printed.atom(names.of(variable.name()));
    } else if (expression instanceof Sum sum) {
      return sum(sum.terms());
    } else if (expression instanceof Product product) {
      return product(product.factors());
    } else if (expression instanceof Power power) {
      return power.exponent() < 0 && hasQuotient()
          ? product(List.of(power))
          : power(power.base(), power.exponent());
    }
    Call call = (Call) expression;
    return Printed.atom(call(call.function(), print(call.argument())));
  }

  private Printed sum(List<Expression> terms) {
    StringBuilder text = new StringBuilder();
    for (Expression term : terms) {
      boolean negative = isNegative(term);
      Printed printed = print(negative ? Expression.product(-1, term) : term);
      if (!text.isEmpty()) {
        text.append(negative ? " - " : " + ");
      } else if (negative) {
        text.append('-');
      }
      text.append(printed.level() == Printed.SUM ? parentheses(printed.text()) : printed.text());
    }
    return new Printed(text.toString(), Printed.SUM);
  }

  private static boolean isNegative(Expression term) {
    Expression first = term instanceof Product product ? product.factors().get(0) : term;
    return first instanceof Constant constant && constant.value() < 0;
  }

  private Printed product(List<Expression> factors) {
    List<Printed> above = new ArrayList<>();
    List<Printed> below = new ArrayList<>();
    boolean negative = false;
    boolean one = false;
    for (Expression factor : factors) {
      if (factor instanceof Constant constant) {
        negative ^= constant.value() < 0;
        double size = Math.abs(constant.value());
        if (size == 1) {
          one = true;
        } else {
          above.add(number(size));
        }
      } else if (hasQuotient() && factor instanceof Power power && power.exponent() < 0) {
        below.add(print(Expression.power(power.base(), -power.exponent())));
      } else {
        above.add(print(factor));
      }
    }
    if (above.isEmpty() && (one || !below.isEmpty())) {
      above.add(number(1));
    }
    Printed result = joined(above);
    if (!below.isEmpty()) {
      result = quotient(result, joined(below));
    }
    return negative ? new Printed("-" + result.text(), Printed.SUM) : result;
  }

  private Printed joined(List<Printed> factors) {
    Printed result = factors.get(0);
    for (int i = 1; i < factors.size(); i++) {
      result = new Printed(times(result, factors.get(i)), Printed.PRODUCT);
    }
    return result;
  }

  /** Returns the text, in parentheses if its operation binds less tightly than the level. */
  final String at(int level, Printed printed) {
    return printed.level() < level ? parentheses(printed.text()) : printed.text();
  }
}
