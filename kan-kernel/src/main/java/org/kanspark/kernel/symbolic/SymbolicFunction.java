package org.kanspark.kernel.symbolic;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.formula.Expression;
import org.kanspark.kernel.formula.FormulaFunction;
import org.kanspark.kernel.formula.FunctionTemplates;
import org.kanspark.kernel.formula.Notation;

/**
 * Describes a function that an edge may be replaced by: its values, where it is defined, how
 * complex it counts, how it is written.
 *
 * <p>Build one's own with {@link #builder}. Two functions are equal if their names are: models
 * store names, and find the function again in a {@link SymbolicLibrary}.
 */
public final class SymbolicFunction implements FormulaFunction, Serializable {
  private final String name;
  private final List<String> aliases;
  private final int complexity;
  private final RealFunction value;
  private final RealFunction derivative;
  private final Domain domain;
  private final Symmetry symmetry;
  private final Redundancy redundancy;
  private final double period;
  private final boolean antiperiodic;
  private final boolean oscillating;
  private final boolean step;
  private final boolean kinked;
  private final double reach;
  private final double exponent;
  private final @Nullable Equivalence equivalence;
  private final FunctionTemplates templates;

  SymbolicFunction(SymbolicFunctionBuilder builder) {
    name = builder.name;
    aliases = builder.aliases;
    complexity = builder.complexity;
    value = builder.value;
    derivative = builder.derivative;
    domain = builder.domain;
    symmetry = builder.symmetry;
    redundancy = builder.redundancy;
    period = builder.period;
    antiperiodic = builder.antiperiodic;
    oscillating = builder.oscillating;
    step = builder.step;
    kinked = builder.kinked;
    reach = builder.reach;
    exponent = builder.exponent;
    equivalence = builder.equivalence;
    templates = builder.templates;
  }

  /**
   * Starts the description of a function.
   *
   * @param name unique in its library; not blank
   * @param value NaN outside the domain; the same bits for the same x, so no {@link Math#exp} and
   *     its like, but {@link StrictMath}
   * @param derivative 0 at jumps and kinks, or a one-sided value
   */
  public static SymbolicFunctionBuilder builder(
      String name, RealFunction value, RealFunction derivative) {
    return new SymbolicFunctionBuilder(name, value, derivative);
  }

  @Override
  public String name() {
    return name;
  }

  /** Returns other names under which a library finds the function. */
  public List<String> aliases() {
    return aliases;
  }

  /**
   * Returns the price of the function in a ranking: 0 for constants alone, 1 for a straight line, 2
   * and up for all others.
   */
  public int complexity() {
    return complexity;
  }

  @Override
  public double value(double x) {
    return value.at(x);
  }

  /** Computes the first derivative. */
  public double derivative(double x) {
    return derivative.at(x);
  }

  /** Returns where the function is defined and finite. */
  public Domain domain() {
    return domain;
  }

  /** Returns what f(-x) is. */
  public Symmetry symmetry() {
    return symmetry;
  }

  /** Returns which of a and b are redundant in {@code c f(a x + b) + d}. */
  public Redundancy redundancy() {
    return redundancy;
  }

  /** Returns the period; 0 if there is none. */
  public double period() {
    return period;
  }

  /** Tells whether half a period changes the sign alone. */
  public boolean isAntiperiodic() {
    return antiperiodic;
  }

  /** Tells whether there are many extrema without a period. */
  boolean isOscillating() {
    return oscillating;
  }

  /** Tells whether the function is constant between jumps. */
  public boolean isStep() {
    return step;
  }

  /** Tells whether the function consists of straight lines. */
  boolean isKinked() {
    return kinked;
  }

  /** Returns the size of arguments beyond which the shape is simple. */
  double reach() {
    return reach;
  }

  /** Returns the function this one is another form of, if any. */
  public Optional<Equivalence> equivalence() {
    return Optional.ofNullable(equivalence);
  }

  /** Returns the function that stands for all which are the same up to a, b, c and d. */
  public SymbolicFunction family() {
    return equivalence == null ? this : equivalence.base();
  }

  /** Returns the function of an expression: a power where it is one, else a call. */
  public Expression of(Expression argument) {
    if (complexity == 0) {
      return Expression.constant(value(0));
    }
    return Double.isNaN(exponent)
        ? Expression.call(this, argument)
        : Expression.power(argument, exponent);
  }

  @Override
  public String print(Notation notation, String argument) {
    return templates.print(name, notation, argument);
  }

  @Override
  public int uses(Notation notation) {
    return templates.uses(notation);
  }

  @Override
  public Optional<String> javaHelper() {
    return Optional.ofNullable(templates.javaHelper());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SymbolicFunction function && name.equals(function.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
