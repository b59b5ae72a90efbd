package org.kanspark.kernel.symbolic;

import java.util.ArrayList;
import java.util.List;

/** Maps to arguments of functions that are defined on the whole line. */
final class LineMaps {
  private LineMaps() {}

  /** One parameter, beta; alpha is 0. */
  static final class Slope extends ArgumentMap {
    private static final double LEAST = 0.02;
    private static final double MOST = 60;
    private static final double RATIO = 1.25;

    Slope() {
      super(1, LEAST);
    }

    @Override
    void argument(double[] p, double[] out) {
      out[ALPHA] = 0;
      out[BETA] = p[0];
      out[2] = 0;
      out[3] = 1;
    }

    @Override
    double[][] grid(NormalizedCurve curve) {
      List<double[]> points = new ArrayList<>();
      for (double beta = LEAST; beta < MOST; beta *= RATIO) {
        points.add(new double[] {beta});
        points.add(new double[] {-beta});
      }
      return points.toArray(double[][]::new);
    }

    @Override
    double spacing(double[] p, int parameter) {
      return (RATIO - 1) * Math.abs(p[0]);
    }
  }

  /** One parameter p: the argument is 0 at u = sinh(p), and beta is 1 or -1. */
  static final class Root extends ArgumentMap {
    private static final double MOST = 6;
    private static final double STEP = 0.1;
    private final SymbolicFunction function;
    private final int direction;

    Root(SymbolicFunction function, int direction) {
      super(1, STEP);
      this.function = function;
      this.direction = direction;
    }

    @Override
    void argument(double[] p, double[] out) {
      out[ALPHA] = -direction * StrictMath.sinh(p[0]);
      out[BETA] = direction;
      out[2] = -direction * StrictMath.cosh(p[0]);
      out[3] = 0;
    }

    @Override
    double[][] grid(NormalizedCurve curve) {
      if (!function.isStep() && !function.isKinked()) {
        return singles(steps(-MOST, MOST, STEP));
      }
      // Positions of a jump between the same two points are one; a kink outside leaves a line.
      List<double[]> points = new ArrayList<>();
      for (int m = 1; m < curve.size(); m++) {
        double u = 0.5 * (curve.u()[m - 1] + curve.u()[m]);
        points.add(new double[] {StrictMath.log(u + StrictMath.sqrt(u * u + 1))});
      }
      return points.toArray(double[][]::new);
    }
  }

  /** Two parameters: alpha and beta themselves. */
  static final class Plane extends ArgumentMap {
    /** Steps of the argument, for waves of unit wave number. */
    private static final double WAVE_STEP = 0.5;

    private static final double MOST_PERIODS = 16;
    private static final double MOST_OSCILLATIONS = 40;

    /** How far from 0 the middle of a decaying wave is looked for, beyond half its length. */
    private static final double DECAY = 12;

    private static final double LEAST = 0.1;
    private static final double MOST = 64;
    private final SymbolicFunction function;
    private final int direction;

    Plane(SymbolicFunction function, int direction) {
      super(2, WAVE_STEP);
      this.function = function;
      this.direction = direction;
    }

    @Override
    void argument(double[] p, double[] out) {
      out[ALPHA] = p[0];
      out[BETA] = p[1];
      out[2] = 1;
      out[3] = 0;
      out[4] = 0;
      out[5] = 1;
    }

    @Override
    double[][] grid(NormalizedCurve curve) {
      List<double[]> points = new ArrayList<>();
      double most = most();
      double period = function.period();
      double length = function.isAntiperiodic() ? 0.5 * period : period;
      for (double beta = LEAST * unit(); beta <= most; beta += betaStep(beta)) {
        double step = alphaStep(beta);
        double end = beta + (function.isOscillating() ? DECAY : function.reach());
        double[] alphas = period > 0 ? steps(0, length - step, step) : steps(-end, end, step);
        for (double alpha : alphas) {
          points.add(new double[] {alpha, direction * beta});
        }
      }
      return points.toArray(double[][]::new);
    }

    private double unit() {
      return function.period() > 0 ? function.period() / (2 * Math.PI) : 1;
    }

    private double most() {
      if (function.period() > 0) {
        return 0.5 * MOST_PERIODS * function.period();
      }
      return function.isOscillating() ? MOST_OSCILLATIONS : MOST;
    }

    private boolean isWave() {
      return function.isOscillating() || function.period() > 0;
    }

    private double alphaStep(double beta) {
      if (isWave()) {
        return decays(beta) ? 2 * WAVE_STEP : WAVE_STEP * unit();
      }
      return Math.max(0.4, beta / 12);
    }

    /** Grows with beta; for waves no further than an end can be told from its neighbours. */
    private double betaStep(double beta) {
      double most = decays(beta) ? 1.5 * WAVE_STEP : WAVE_STEP * unit();
      return isWave() ? Math.min(0.6 * beta, most) : 0.4 * beta;
    }

    /** Tells whether a decaying wave is long enough to find its middle from afar. */
    private boolean decays(double beta) {
      return function.isOscillating() && beta > 5;
    }

    @Override
    double spacing(double[] p, int parameter) {
      double beta = Math.abs(p[1]);
      return parameter == 0 ? alphaStep(beta) : betaStep(beta);
    }
  }
}
