package org.kanspark.kernel.formula;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Represents a formula as an immutable tree of sums, products, powers, functions, numbers and
 * variables.
 *
 * <p>The factory methods simplify as they build: sums and products are flattened, numbers folded, a
 * constant stands last in a sum and first in a product. Values change by rounding at most, and by
 * taking 0 times anything as 0.
 */
public sealed interface Expression {

  /** A finite number. */
  record Constant(double value) implements Expression {
    /** Checks that the number is finite. */
    public Constant {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("A formula cannot hold the number " + value);
      }
    }
  }

  /** A named input: any name, quoted or changed by printers where a language demands it. */
  record Variable(String name) implements Expression {}

  /** The sum of terms. */
  record Sum(List<Expression> terms) implements Expression {
    /** Copies the terms. */
    public Sum {
      terms = List.copyOf(terms);
    }
  }

  /** The product of factors. */
  record Product(List<Expression> factors) implements Expression {
    /** Copies the factors. */
    public Product {
      factors = List.copyOf(factors);
    }
  }

  /** A base to a constant power, by the rules of {@link StrictMath#pow}. */
  record Power(Expression base, double exponent) implements Expression {}

  /** A function of one argument. */
  record Call(FormulaFunction function, Expression argument) implements Expression {}

  /**
   * Returns a number.
   *
   * @throws IllegalArgumentException if it is not finite
   */
  static Expression constant(double value) {
    return new Constant(value == 0 ? 0 : value);
  }

  /** Returns a variable. */
  static Expression variable(String name) {
    return new Variable(name);
  }

  /** Returns the sum of terms; 0 if there are none. */
  static Expression sum(List<Expression> terms) {
    return Simplifier.sum(terms);
  }

  /** Returns the sum of two terms. */
  static Expression sum(Expression left, Expression right) {
    return Simplifier.sum(List.of(left, right));
  }

  /** Returns the product of factors; 1 if there are none. */
  static Expression product(List<Expression> factors) {
    return Simplifier.product(factors);
  }

  /** Returns a multiple of an expression. */
  static Expression product(double factor, Expression expression) {
    return Simplifier.product(List.of(constant(factor), expression));
  }

  /** Returns {@code scale * expression + shift}. */
  static Expression affine(double scale, Expression expression, double shift) {
    return sum(product(scale, expression), constant(shift));
  }

  /** Returns a power of an expression. */
  static Expression power(Expression base, double exponent) {
    return Simplifier.power(base, exponent);
  }

  /** Returns a function of an expression. */
  static Expression call(FormulaFunction function, Expression argument) {
    return Simplifier.call(function, argument);
  }

  /**
   * Computes the formula.
   *
   * @param variables gives the value of each variable by name
   */
  default double value(ToDoubleFunction<String> variables) {
    if (this instanceof Constant constant) {
      return constant.value();
    } else if (this instanceof Variable variable) {
      return variables.applyAsDouble(variable.name());
    } else if (this instanceof Sum sum) {
      double total = 0;
      for (Expression term : sum.terms()) {
        total += term.value(variables);
      }
      return total;
    } else if (this instanceof Product product) {
      double total = 1;
      for (Expression factor : product.factors()) {
        total *= factor.value(variables);
      }
      return total;
    } else if (this instanceof Power power) {
      return StrictMath.pow(power.base().value(variables), power.exponent());
    }
    Call call = (Call) this;
    return call.function().value(call.argument().value(variables));
  }

  /** Returns the parts one step down, in order. */
  default List<Expression> parts() {
    if (this instanceof Sum sum) {
      return sum.terms();
    } else if (this instanceof Product product) {
      return product.factors();
    } else if (this instanceof Power power) {
      return List.of(power.base());
    } else if (this instanceof Call call) {
      return List.of(call.argument());
    }
    return List.of();
  }

  /** Returns the names of the variables in order of appearance. */
  default Set<String> variables() {
    Set<String> names = new LinkedHashSet<>();
    collect(names);
    return names;
  }

  private void collect(Set<String> names) {
    if (this instanceof Variable variable) {
      names.add(variable.name());
    }
    for (Expression part : parts()) {
      part.collect(names);
    }
  }

  /** Builds the same kind of expression of other parts, simplified. */
  private Expression with(List<Expression> parts) {
    if (this instanceof Sum) {
      return Simplifier.sum(parts);
    } else if (this instanceof Product) {
      return Simplifier.product(parts);
    } else if (this instanceof Power power) {
      return Simplifier.power(parts.get(0), power.exponent());
    } else if (this instanceof Call call) {
      return Simplifier.call(call.function(), parts.get(0));
    }
    return this;
  }

  private List<Expression> each(UnaryOperator<Expression> change) {
    List<Expression> changed = new ArrayList<>();
    for (Expression part : parts()) {
      changed.add(change.apply(part));
    }
    return changed;
  }

  /** Returns the same formula with every number changed; exponents stay. */
  default Expression mapConstants(DoubleUnaryOperator change) {
    if (this instanceof Constant constant) {
      return constant(change.applyAsDouble(constant.value()));
    }
    return with(each(part -> part.mapConstants(change)));
  }

  /**
   * Returns the formula with numbers rounded; exponents stay.
   *
   * @param digits significant digits, 1 to 17; 17 changes nothing
   */
  default Expression rounded(int digits) {
    return mapConstants(value -> Numbers.rounded(value, digits));
  }

  /** Returns the formula with expressions in place of variables. */
  default Expression substitute(Function<String, Expression> replacement) {
    if (this instanceof Variable variable) {
      return replacement.apply(variable.name());
    }
    return with(each(part -> part.substitute(replacement)));
  }

  /**
   * Returns the formula with constant factors multiplied into sums: {@code 2*((x - 3)*0.5)} becomes
   * {@code x - 3}. It reads better; but {@code k*(x - m)} turned into {@code k*x - k*m} loses the
   * digits by which |m| exceeds the spread of x, so keep the original where exact values matter.
   */
  default Expression distributed() {
    Expression inner = with(each(Expression::distributed));
    return inner instanceof Product product ? Simplifier.distribute(product) : inner;
  }
}
