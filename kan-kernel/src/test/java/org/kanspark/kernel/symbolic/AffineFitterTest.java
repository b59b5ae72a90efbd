package org.kanspark.kernel.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kanspark.kernel.formula.Expression;

class AffineFitterTest {
  private static final SymbolicLibrary ALL = SymbolicLibrary.standard();

  static List<SymbolicFunction> shapes() {
    return ALL.functions().stream().filter(function -> function.complexity() > 0).toList();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void findsWhatTheCurveIs(SymbolicFunction function) {
    FunctionSamples samples = new FunctionSamples(11);
    for (int trial = 0; trial < 12; trial++) {
      FunctionSamples.Sample sample = samples.sample(function);
      AffineFit fit = AffineFitter.fit(sample.curve(), function);
      assertThat(fit.ok()).isTrue();
      assertThat(fit.unexplained()).as("%s gave %s", sample, fit).isLessThanOrEqualTo(1e-12);
      assertThat(fit.rmse()).isLessThanOrEqualTo(1e-6 * sample.curve().standardDeviation());
      double x = sample.curve().x()[7];
      assertThat(fit.value(x))
          .isCloseTo(sample.curve().y()[7], within(1e-5 * Math.abs(sample.c())));
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void formIsCanonical(SymbolicFunction function) {
    FunctionSamples samples = new FunctionSamples(12);
    for (int trial = 0; trial < 5; trial++) {
      AffineFit fit = AffineFitter.fit(samples.sample(function).curve(), function);
      if (function.symmetry() != Symmetry.NONE) {
        assertThat(fit.a()).isPositive();
      }
      if (function.redundancy() == Redundancy.SCALE) {
        assertThat(Math.abs(fit.a())).isEqualTo(1);
      } else if (function.redundancy() != Redundancy.NONE) {
        assertThat(fit.b()).isZero();
      }
      if (function.period() > 0) {
        assertThat(Math.abs(fit.b())).isLessThanOrEqualTo(function.period() / 2);
      }
      if (function.isAntiperiodic()) {
        assertThat(fit.c()).isPositive();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    // function, a, b, c, d of the curve, then of the fit
    "sin, -3, 0.5, -2, 1, 3, -0.5, 2, 1",
    "sin, 3, 20, 2, 1, 3, 1.1504440784612413, 2, 1",
    "cos, -3, 0.5, 2, 1, 3, -0.5, 2, 1",
    "x^2, -2, 3, 0.5, 0, 1, -1.5, 2, 0",
    "exp, 1.5, 2, 1, 4, 1.5, 0, 7.38905609893065, 4",
    "log, 2, 6, 3, 1, 1, 3, 3, 3.0794415416798357",
    "1/x, -2, -5, 1, 0, 1, 2.5, -0.5, 0",
    "sqrt, -4, 8, 1, 0, -1, 2, 2, 0",
    "tanh, -2, 1, 1, 0, 2, -1, -1, 0",
    "gaussian, -2, 1, 3, 0, 2, -1, 3, 0",
    "arcsin, -0.5, 0.2, 1, 0, 0.5, -0.2, -1, 0"
  })
  void equalCurvesGetTheSameParameters(
      String name,
      double a,
      double b,
      double c,
      double d,
      double fitA,
      double fitB,
      double fitC,
      double fitD) {
    SymbolicFunction function = ALL.get(name);
    Curve curve = FunctionSamples.curve(x -> c * function.value(a * x + b) + d, -1.2, 1.3, 120);
    AffineFit fit = AffineFitter.fit(curve, function);
    assertThat(fit.a()).isCloseTo(fitA, within(1e-9));
    assertThat(fit.b()).isCloseTo(fitB, within(1e-9));
    assertThat(fit.c()).isCloseTo(fitC, within(1e-8));
    assertThat(fit.d()).isCloseTo(fitD, within(1e-8));
  }

  @Test
  void functionsOfOneFamilyFitEquallyWell() {
    Random random = new Random(3);
    double[] x = new double[150];
    double[] y = new double[150];
    for (int m = 0; m < x.length; m++) {
      x[m] = random.nextDouble();
      y[m] = Math.cbrt(x[m] - 0.3) + 0.05 * random.nextGaussian();
    }
    Curve curve = Curve.of(x, y);
    for (SymbolicFunction function : ALL.functions()) {
      AffineFit fit = AffineFitter.fit(curve, function);
      AffineFit base = AffineFitter.fit(curve, function.family());
      assertThat(fit.rmse()).isCloseTo(base.rmse(), within(1e-10));
    }
  }

  @ParameterizedTest
  @CsvSource({"sqrt, 0, 3", "x^1.5, 0, 2", "arcsin, -1, 1", "arccosh, 1, 4", "x*log(x), 0, 1"})
  void reachesTheEndsOfClosedDomains(String name, double lower, double upper) {
    SymbolicFunction function = ALL.get(name);
    Curve curve = FunctionSamples.curve(function::value, lower, upper, 101);
    AffineFit fit = AffineFitter.fit(curve, function);
    assertThat(fit.unexplained()).isLessThan(1e-12);
    assertThat(fit.value(lower)).isCloseTo(function.value(lower), within(1e-7));
    assertThat(fit.value(upper)).isCloseTo(function.value(upper), within(1e-7));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void isFiniteOnTheWholeRangeWhateverTheCurve(SymbolicFunction function) {
    // Points in the middle only; a jump that invites poles and ends of domains near it.
    double[] x = new double[100];
    double[] y = new double[100];
    double[] weight = new double[100];
    for (int m = 0; m < x.length; m++) {
      x[m] = 900 + m / 99.0;
      y[m] = x[m] < 900.1 ? 40 : Math.sin(9 * x[m]);
      weight[m] = m % 5 == 0 ? 0 : 1;
    }
    Curve curve = new Curve(x, y, weight, 899, 902);
    AffineFit fit = AffineFitter.fit(curve, function);
    assertThat(fit.ok()).isTrue();
    assertThat(fit.r2()).isBetween(-1e-12, 1.0);
    double low = Math.min(fit.a() * 899 + fit.b(), fit.a() * 902 + fit.b());
    double high = Math.max(fit.a() * 899 + fit.b(), fit.a() * 902 + fit.b());
    assertThat(function.domain().containsInterval(low, high)).isTrue();
    for (int i = 0; i <= 3000; i++) {
      assertThat(fit.value(899 + i * 1e-3)).isFinite();
    }
  }

  @Test
  void aPoleOrALogarithmInsideTheRangeIsNoFit() {
    Curve curve = FunctionSamples.curve(x -> x, -1, 1, 50);
    AffineFit pole = AffineFitter.fit(curve, ALL.get("1/x"), 1, 0.5);
    assertThat(pole.ok()).isFalse();
    assertThat(pole.r2()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(AffineFitter.fit(curve, ALL.get("log"), 1, 0.5).ok()).isFalse();
    assertThat(AffineFitter.fit(curve, ALL.get("tan"), 2, 0).ok()).isFalse();
    assertThat(AffineFitter.fit(curve, ALL.get("log"), 1, 1.5).ok()).isTrue();
  }

  @Test
  void givenArgumentsAreKept() {
    Curve curve = FunctionSamples.curve(x -> 3 * Math.sin(2 * x + 1) - 4, -1, 1, 50);
    AffineFit fit = AffineFitter.fit(curve, ALL.get("sin"), 2, 1);
    assertThat(List.of(fit.a(), fit.b())).containsExactly(2.0, 1.0);
    assertThat(fit.c()).isCloseTo(3, within(1e-13));
    assertThat(fit.d()).isCloseTo(-4, within(1e-13));
  }

  @Test
  void isTheLeastSquaresFitByWeight() {
    // The straight line through weighted points, by the textbook.
    double[] x = {0, 1, 2, 3, 4};
    double[] y = {1, 2, 0, 5, 3};
    double[] weight = {1, 2, 0, 1, 4};
    AffineFit fit = AffineFitter.fit(new Curve(x, y, weight, 0, 4), ALL.get("x"));
    double meanX = (2 + 3 + 16) / 8.0;
    double meanY = (1 + 4 + 5 + 12) / 8.0;
    double products = 0;
    double squares = 0;
    for (int m = 0; m < 5; m++) {
      products += weight[m] * (x[m] - meanX) * (y[m] - meanY);
      squares += weight[m] * (x[m] - meanX) * (x[m] - meanX);
    }
    assertThat(fit.c()).isCloseTo(products / squares, within(1e-14));
    assertThat(fit.d()).isCloseTo(meanY - products / squares * meanX, within(1e-14));
  }

  @Test
  void noisyCurvesAreFittedNoWorseThanByTheTruth() {
    Random random = new Random(17);
    FunctionSamples samples = new FunctionSamples(18);
    for (SymbolicFunction function : shapes()) {
      FunctionSamples.Sample sample = samples.sample(function);
      Curve curve = sample.curve();
      double deviation = curve.standardDeviation();
      double[] y = curve.y().clone();
      for (int m = 0; m < y.length; m++) {
        y[m] += 0.02 * deviation * random.nextGaussian();
      }
      Curve noisy = new Curve(curve.x(), y, curve.weight(), curve.lower(), curve.upper());
      AffineFit truth = AffineFitter.fit(noisy, function, sample.a(), sample.b());
      AffineFit fit = AffineFitter.fit(noisy, function);
      assertThat(fit.rmse()).as("%s", function).isLessThanOrEqualTo(1.0001 * truth.rmse());
    }
  }

  @Test
  void pykansExampleIsFound() {
    // y = 5 sin(3x + 2) + 0.7 plus noise of 0.02: a, b, c, d within the noise.
    Random random = new Random(1);
    double[] x = new double[100];
    double[] y = new double[100];
    for (int m = 0; m < 100; m++) {
      x[m] = -1 + 2 * m / 99.0;
      y[m] = 5 * Math.sin(3 * x[m] + 2) + 0.7 + 0.02 * random.nextGaussian();
    }
    AffineFit fit = AffineFitter.fit(Curve.of(x, y), ALL.get("sin"));
    assertThat(fit.a()).isCloseTo(3, within(0.01));
    assertThat(fit.b()).isCloseTo(2, within(0.01));
    assertThat(fit.c()).isCloseTo(5, within(0.01));
    assertThat(fit.d()).isCloseTo(0.7, within(0.01));
    assertThat(fit.r2()).isGreaterThan(0.9999);
  }

  @Test
  void sameCurveInAnyOrderGivesTheSameBits() {
    FunctionSamples.Sample sample = new FunctionSamples(4).sample(ALL.get("tanh"));
    Curve curve = sample.curve();
    AffineFit first = AffineFitter.fit(curve, ALL.get("gaussian"));
    AffineFit second = AffineFitter.fit(curve, ALL.get("gaussian"));
    assertThat(second).isEqualTo(first);
  }

  @Test
  void aConstantCurveHasNoFit() {
    Curve curve = FunctionSamples.curve(x -> 2.5, -1, 1, 20);
    AffineFit fit = AffineFitter.fit(curve, ALL.get("sin"));
    assertThat(fit.ok()).isFalse();
    assertThat(fit.value(0.3)).isEqualTo(2.5);
  }

  @Test
  void ownFunctionsAreFittedToo() {
    SymbolicFunction below =
        SymbolicFunction.builder(
                "root", x -> StrictMath.sqrt(1 - x), x -> -0.5 / StrictMath.sqrt(1 - x))
            .domain(Domain.between(Double.NEGATIVE_INFINITY, false, 1, true))
            .build();
    Curve curve = FunctionSamples.curve(x -> 2 * Math.sqrt(5 - 3 * x) - 1, -2, 1.5, 100);
    assertThat(AffineFitter.fit(curve, below).unexplained()).isLessThan(1e-12);
  }

  @Test
  void fitsAreFormulas() {
    AffineFit fit = new AffineFit(ALL.get("x^2"), 1, -0.5, 2, 3, 0, 0, true);
    Expression formula = fit.of(Expression.variable("u"));
    assertThat(formula.value(name -> 1.5)).isEqualTo(fit.value(1.5)).isEqualTo(5);
    assertThat(fit.derivative(1.5)).isEqualTo(4);
    AffineFit constant = new AffineFit(ALL.get("0"), 1, 0, 0, 3, 0, 0, true);
    assertThat(constant.of(Expression.variable("u"))).isEqualTo(Expression.constant(3));
  }

  @Test
  void refusesCurvesThatAreNone() {
    double[] five = {0, 1, 2, 3, 4};
    double[] ones = {1, 1, 1, 1, 1};
    assertThatThrownBy(() -> new Curve(five, new double[4], ones, 0, 4))
        .hasMessageContaining("5 arguments, 4 values, 5 weights");
    assertThatThrownBy(() -> new Curve(five, five, ones, 3, 3))
        .hasMessageContaining("its input is constant");
    assertThatThrownBy(() -> new Curve(five, five, ones, 0, 3)).hasMessageContaining("Point 4");
    double[] broken = {0, 1, Double.NaN, 3, 4};
    assertThatThrownBy(() -> new Curve(five, broken, ones, 0, 4)).hasMessageContaining("Point 2");
    assertThatThrownBy(() -> new Curve(five, five, new double[5], 0, 4))
        .hasMessageContaining("must be above 0");
  }
}
