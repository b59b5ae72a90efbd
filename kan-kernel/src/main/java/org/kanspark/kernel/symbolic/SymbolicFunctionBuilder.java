package org.kanspark.kernel.symbolic;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.formula.FunctionTemplates;

/**
 * Describes a {@link SymbolicFunction} step by step. What is left out is: complexity 3, the whole
 * line as domain, no symmetry, no period, no form in SQL and Java.
 */
public final class SymbolicFunctionBuilder {
  final String name;
  final RealFunction value;
  final RealFunction derivative;
  List<String> aliases = List.of();
  int complexity = 3;
  Domain domain = Domain.all();
  Symmetry symmetry = Symmetry.NONE;
  Redundancy redundancy = Redundancy.NONE;
  double period;
  boolean antiperiodic;
  boolean oscillating;
  boolean step;
  boolean kinked;
  double reach = 5;
  double exponent = Double.NaN;
  @Nullable Equivalence equivalence;
  FunctionTemplates templates;

  SymbolicFunctionBuilder(String name, RealFunction value, RealFunction derivative) {
    if (name.isBlank() || name.contains(",")) {
      throw new IllegalArgumentException(
          "'" + name + "': a function needs a name, without a comma");
    }
    this.name = name.trim();
    this.value = value;
    this.derivative = derivative;
    templates = FunctionTemplates.named(this.name);
  }

  /** Sets other names under which a library finds the function. */
  public SymbolicFunctionBuilder aliases(String... names) {
    aliases = List.of(names);
    return this;
  }

  /**
   * Sets the complexity.
   *
   * @param complexity 0 or more
   */
  public SymbolicFunctionBuilder complexity(int complexity) {
    if (complexity < 0) {
      throw new IllegalArgumentException("complexity " + complexity + ": choose 0 or more");
    }
    this.complexity = complexity;
    return this;
  }

  /** Sets where the function is defined and finite. */
  public SymbolicFunctionBuilder domain(Domain domain) {
    this.domain = domain;
    return this;
  }

  /** Sets what f(-x) is; fits then keep a positive. */
  public SymbolicFunctionBuilder symmetry(Symmetry symmetry) {
    this.symmetry = symmetry;
    return this;
  }

  /**
   * Sets which parameters are redundant. {@link Redundancy#SCALE} needs the domain to be the line,
   * or to end or have its pole at 0.
   */
  public SymbolicFunctionBuilder redundancy(Redundancy redundancy) {
    this.redundancy = redundancy;
    return this;
  }

  /**
   * Sets the period.
   *
   * @param period above 0
   * @param antiperiodic whether {@code f(x + period/2) = -f(x)}
   */
  public SymbolicFunctionBuilder period(double period, boolean antiperiodic) {
    this.period = period;
    this.antiperiodic = antiperiodic;
    return this;
  }

  /** Says that there are many extrema, about one every 3, without a period. */
  public SymbolicFunctionBuilder oscillating() {
    oscillating = true;
    return this;
  }

  /** Says that the function is constant but for jumps. */
  public SymbolicFunctionBuilder step() {
    step = true;
    return this;
  }

  /** Says that the function consists of two straight lines that meet at 0. */
  public SymbolicFunctionBuilder kinked() {
    kinked = true;
    return this;
  }

  /**
   * Sets the size of arguments beyond which the function is simple: nearly constant, linear, or a
   * power.
   *
   * @param reach above 0
   */
  public SymbolicFunctionBuilder reach(double reach) {
    this.reach = reach;
    return this;
  }

  /** Says that the function is another one up to an affine map of argument and value. */
  public SymbolicFunctionBuilder equivalence(Equivalence equivalence) {
    this.equivalence = equivalence;
    return this;
  }

  /** Sets how the function is written. */
  public SymbolicFunctionBuilder templates(FunctionTemplates templates) {
    this.templates = templates;
    return this;
  }

  /** Says that the function is a power of x, and is to be written so. */
  SymbolicFunctionBuilder exponent(double exponent) {
    this.exponent = exponent;
    return this;
  }

  /**
   * Builds the function.
   *
   * @throws IllegalArgumentException if the redundancy does not go with the domain
   */
  public SymbolicFunction build() {
    if (redundancy == Redundancy.SCALE) {
      for (Domain branch : domain.branches()) {
        boolean scales = branch.equals(Domain.all()) || branch.lower() == 0 || branch.upper() == 0;
        boolean unbounded = Double.isInfinite(branch.lower()) || Double.isInfinite(branch.upper());
        if (!scales || !unbounded) {
          throw new IllegalArgumentException(
              name + ": Redundancy.SCALE needs a domain that scales, not " + domain.describe());
        }
      }
    }
    return new SymbolicFunction(this);
  }
}
