package org.kanspark.kernel.symbolic;

import java.util.Random;

/** Makes curves of library functions over stretches of arguments where they have their shape. */
final class FunctionSamples {
  private final Random random;

  FunctionSamples(long seed) {
    random = new Random(seed);
  }

  private double between(double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  private double[] stretch(double lowest, double highest, double shortest, double longest) {
    double from = between(lowest, highest);
    return new double[] {from, from + between(shortest, longest)};
  }

  /** Returns an interval inside a bounded one, a fifth of it at least. */
  private double[] within(double lowest, double highest) {
    double shortest = (highest - lowest) / 5;
    double from = between(lowest, highest - shortest);
    return new double[] {from, between(from + shortest, highest)};
  }

  /** Returns two arguments of a function between which it shows its shape. */
  double[] arguments(SymbolicFunction function) {
    String name = function.name();
    return switch (name) {
      case "tan" -> within(-1.45, 1.45);
      case "arcsin", "arccos" -> within(-1, 1);
      case "arctanh", "log(1-x^2)" -> within(-0.98, 0.98);
      case "arccosh" -> stretch(1, 3, 0.5, 8);
      case "log", "sqrt", "x^1.5", "1/sqrt(x)", "1/x^1.5", "x*log(x)" -> stretch(0.02, 2, 0.5, 5);
      case "log1p" -> stretch(-0.98, 1, 0.5, 5);
      case "sin", "cos" -> stretch(-3, 3, 1, 45);
      case "j0", "sinc" -> {
        double from = between(-20, 10);
        yield new double[] {from, Math.max(from + 2, -10) + between(0, 30)};
      }
      case "exp", "expm1" -> stretch(-3, 0, 0.5, 5);
      case "abs", "relu", "sgn" -> new double[] {between(-4, -0.2), between(0.2, 4)};
      case "1/x", "1/x^2", "1/x^3", "1/x^4", "1/x^5" -> {
        double[] positive = stretch(0.1, 2, 0.5, 4);
        yield random.nextBoolean() ? positive : new double[] {-positive[1], -positive[0]};
      }
      default -> stretch(-3, 0.5, 1, 6);
    };
  }

  /** A curve that is exactly c f(a x + b) + d, on a random range with random weights. */
  record Sample(Curve curve, double a, double b, double c, double d) {}

  Sample sample(SymbolicFunction function) {
    double[] ends = arguments(function);
    boolean falling = random.nextBoolean();
    double lower = between(-5, 5);
    double upper = lower + between(0.2, 5);
    double first = falling ? ends[1] : ends[0];
    double last = falling ? ends[0] : ends[1];
    double a = (last - first) / (upper - lower);
    double b = first - a * lower;
    double c = (random.nextBoolean() ? 1 : -1) * Math.exp(1.5 * random.nextGaussian());
    double d = 3 * random.nextGaussian();
    int n = 100 + random.nextInt(101);
    double[] x = new double[n];
    double[] y = new double[n];
    double[] weight = new double[n];
    for (int m = 0; m < n; m++) {
      x[m] = lower + (upper - lower) * (m + 0.5) / n;
      y[m] = c * function.value(a * x[m] + b) + d;
      weight[m] = between(0.05, 1);
    }
    return new Sample(new Curve(x, y, weight, lower, upper), a, b, c, d);
  }

  /** A curve of n points on a range, of equal weights. */
  static Curve curve(RealFunction f, double lower, double upper, int n) {
    double[] x = new double[n];
    double[] y = new double[n];
    double[] weight = new double[n];
    for (int m = 0; m < n; m++) {
      x[m] = lower + (upper - lower) * m / (n - 1);
      y[m] = f.at(x[m]);
      weight[m] = 1;
    }
    return new Curve(x, y, weight, lower, upper);
  }
}
