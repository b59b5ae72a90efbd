package org.kanspark.kernel.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kanspark.kernel.formula.FunctionTemplates;
import org.kanspark.kernel.formula.NotExpressibleException;
import org.kanspark.kernel.formula.Notation;

class SymbolicFunctionTest {

  static List<SymbolicFunction> functions() {
    return SymbolicLibrary.standard().functions();
  }

  private static double[] points(SymbolicFunction function) {
    double[] ends = new FunctionSamples(5).arguments(function);
    double[] points = new double[41];
    for (int i = 0; i < points.length; i++) {
      points[i] = ends[0] + (ends[1] - ends[0]) * (i + 0.37) / (points.length + 1);
    }
    return points;
  }

  @ParameterizedTest
  @MethodSource("functions")
  void derivativeIsThatOfTheValue(SymbolicFunction function) {
    double h = 1e-4;
    for (double x : points(function)) {
      if (Math.abs(x) < 3 * h) {
        continue;
      }
      double wide = (function.value(x + 2 * h) - function.value(x - 2 * h)) / (4 * h);
      double narrow = (function.value(x + h) - function.value(x - h)) / (2 * h);
      double expected = (4 * narrow - wide) / 3;
      double scale = Math.abs(expected) + Math.abs(function.value(x)) + 1e-3;
      assertThat(function.derivative(x)).as("at %s", x).isCloseTo(expected, within(1e-7 * scale));
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void symmetryAndPeriodHold(SymbolicFunction function) {
    for (double x : points(function)) {
      double value = function.value(x);
      double tolerance = 1e-12 * (1 + Math.abs(value));
      if (function.symmetry() == Symmetry.EVEN) {
        assertThat(function.value(-x)).isEqualTo(value);
      } else if (function.symmetry() == Symmetry.ODD) {
        assertThat(function.value(-x)).isEqualTo(-value);
      }
      double period = function.period();
      if (period > 0) {
        assertThat(function.value(x + period)).isCloseTo(value, within(10 * tolerance));
      }
      if (function.isAntiperiodic()) {
        assertThat(function.value(x + period / 2)).isCloseTo(-value, within(10 * tolerance));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void redundancyHolds(SymbolicFunction function) {
    double[] x = points(function);
    double k = 1.7;
    double[] changed = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      changed[i] =
          switch (function.redundancy()) {
            case SCALE -> function.value(k * x[i]);
            case SHIFT -> function.value(k + x[i]);
            case BOTH -> function.value(k * x[i] + 3);
            case NONE -> function.value(x[i]);
          };
    }
    // An affine map of values keeps ratios of differences.
    double f0 = function.value(x[0]);
    double slope = (changed[20] - changed[0]) / (function.value(x[20]) - f0);
    for (int i = 0; i < x.length && Double.isFinite(slope); i++) {
      double expected = changed[0] + slope * (function.value(x[i]) - f0);
      assertThat(changed[i]).isCloseTo(expected, within(1e-9 * (1 + Math.abs(expected))));
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void equivalencesHold(SymbolicFunction function) {
    if (function.equivalence().isEmpty()) {
      assertThat(function.family()).isEqualTo(function);
      return;
    }
    Equivalence same = function.equivalence().get();
    for (double x : points(function)) {
      double base = same.base().value(same.innerScale() * x + same.innerShift());
      assertThat(function.value(x))
          .isCloseTo(
              same.outerScale() * base + same.outerShift(), within(1e-14 * (2 + Math.abs(base))));
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void isFiniteInItsDomainAndNotBeyond(SymbolicFunction function) {
    Domain domain = function.domain();
    for (double x = -4.03; x < 4; x += 0.01) {
      if (domain.containsInterval(x, x)) {
        assertThat(function.value(x)).as("at %s", x).isFinite();
      } else {
        assertThat(Double.isFinite(function.value(x))).as("at %s", x).isFalse();
      }
    }
    if (domain.lower() > Double.NEGATIVE_INFINITY) {
      assertThat(Double.isFinite(function.value(domain.lower()))).isEqualTo(domain.lowerIncluded());
    }
  }

  @Test
  void domainsKnowTheirPolesAndDescribeThemselves() {
    Domain tan = Domain.allBut(Math.PI / 2, Math.PI);
    assertThat(tan.containsInterval(-1.5, 1.5)).isTrue();
    assertThat(tan.containsInterval(1.5, 1.6)).isFalse();
    assertThat(tan.containsInterval(-20, -10)).isFalse();
    assertThat(tan.containsInterval(4.8, 7.8)).isTrue();
    Domain inverse = Domain.allBut(0, 0);
    assertThat(inverse.containsInterval(-2, -1)).isTrue();
    assertThat(inverse.containsInterval(-2, 0)).isFalse();
    assertThat(inverse.containsInterval(2, 1)).isFalse();
    assertThat(inverse.describe()).isEqualTo("x != 0");
    assertThat(Domain.above(0, false).describe()).isEqualTo("x > 0");
    assertThat(Domain.between(-1, true, 1, true).describe()).isEqualTo("-1 <= x <= 1");
    assertThat(Domain.all().describe()).isEqualTo("any x");
    assertThatThrownBy(() -> Domain.between(1, true, 1, true)).hasMessageContaining("empty domain");
  }

  @Test
  void travelsToOtherProcesses() throws Exception {
    for (SymbolicFunction function : functions()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(function);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        SymbolicFunction copy = (SymbolicFunction) in.readObject();
        assertThat(copy).isEqualTo(function).hasSameHashCodeAs(function);
        assertThat(copy.value(0.4)).isEqualTo((Double) function.value(0.4));
      }
    }
  }

  @Test
  void ownFunctionsHaveTheFormsTheyAreGiven() {
    SymbolicFunction bump =
        SymbolicFunction.builder(
                "lorentz", x -> 1 / (1 + x * x), x -> -2 * x / ((1 + x * x) * (1 + x * x)))
            .symmetry(Symmetry.EVEN)
            .build();
    assertThat(bump.print(Notation.TEXT, "u")).isEqualTo("lorentz(u)");
    assertThatThrownBy(() -> bump.print(Notation.SQL, "u"))
        .isInstanceOf(NotExpressibleException.class)
        .hasMessageContaining("'lorentz' cannot be written in Spark SQL");
    SymbolicFunction printed =
        SymbolicFunction.builder("lorentz", x -> 1 / (1 + x * x), x -> 0)
            .templates(
                new FunctionTemplates(
                    "(1/(1 + {p}^2))", "L", "pow(1D + {p} * {p}, -1D)", null, null))
            .build();
    assertThat(printed.print(Notation.SQL, "a + b")).isEqualTo("pow(1D + (a + b) * (a + b), -1D)");
    assertThat(printed.uses(Notation.SQL)).isEqualTo(2);
  }

  @Test
  void refusesDescriptionsThatContradictThemselves() {
    assertThatThrownBy(() -> SymbolicFunction.builder(" ", x -> x, x -> 1))
        .hasMessageContaining("needs a name");
    assertThatThrownBy(() -> SymbolicFunction.builder("f", x -> x, x -> 1).complexity(-1))
        .hasMessageContaining("complexity -1");
    assertThatThrownBy(
            () ->
                SymbolicFunction.builder("f", x -> x, x -> 1)
                    .redundancy(Redundancy.SCALE)
                    .domain(Domain.above(1, true))
                    .build())
        .hasMessageContaining("domain that scales, not x >= 1");
  }
}
