package org.kanspark.kernel.optim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Supplies functions with known minima and wrappers that record how they are called. */
final class TestFunctions {

  private TestFunctions() {}

  /**
   * Returns the extended Rosenbrock function: independent pairs (x0, x1), (x2, x3), ... each with
   * value 100 (x1 - x0^2)^2 + (1 - x0)^2; minimum 0 where all coordinates are 1.
   */
  static DifferentiableObjective extendedRosenbrock() {
    return (x, gradient) -> {
      double sum = 0.0;
      for (int i = 0; i < x.length; i += 2) {
        double valley = x[i + 1] - x[i] * x[i];
        double distance = 1.0 - x[i];
        sum += 100.0 * valley * valley + distance * distance;
        gradient[i] = -400.0 * x[i] * valley - 2.0 * distance;
        gradient[i + 1] = 200.0 * valley;
      }
      return sum;
    };
  }

  /** Returns the usual start of {@link #extendedRosenbrock}: (-1.2, 1, -1.2, 1, ...). */
  static double[] rosenbrockStart(int size) {
    double[] x = new double[size];
    for (int i = 0; i < size; i += 2) {
      x[i] = -1.2;
      x[i + 1] = 1.0;
    }
    return x;
  }

  /** A convex quadratic 1/2 (x - solution)' A (x - solution) with A = Q' diag(eigenvalues) Q. */
  static final class Quadratic implements DifferentiableObjective {
    final double[][] matrix;
    final double[] solution;

    private Quadratic(double[][] matrix, double[] solution) {
      this.matrix = matrix;
      this.solution = solution;
    }

    /** Eigenvalues spread geometrically over 1 ... condition, axes turned at random. */
    static Quadratic random(int size, double condition, long seed) {
      Random random = new Random(seed);
      double[][] matrix = new double[size][size];
      for (int i = 0; i < size; i++) {
        matrix[i][i] = Math.pow(condition, size == 1 ? 0.0 : (double) i / (size - 1));
      }
      for (int turn = 0; turn < 3; turn++) {
        reflect(matrix, random);
      }
      return new Quadratic(matrix, random.doubles(size, -2.0, 2.0).toArray());
    }

    /** Axes along the coordinates. */
    static Quadratic diagonal(double[] eigenvalues, double[] solution) {
      double[][] matrix = new double[eigenvalues.length][eigenvalues.length];
      for (int i = 0; i < eigenvalues.length; i++) {
        matrix[i][i] = eigenvalues[i];
      }
      return new Quadratic(matrix, solution);
    }

    /** Replaces A by R A R with the reflection R = I - 2 u u'. */
    private static void reflect(double[][] matrix, Random random) {
      int size = matrix.length;
      double[] u = random.doubles(size, -1.0, 1.0).toArray();
      double norm = Math.sqrt(Arrays.stream(u).map(v -> v * v).sum());
      double[] au = new double[size];
      double uau = 0.0;
      for (int i = 0; i < size; i++) {
        u[i] /= norm;
      }
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          au[i] += matrix[i][j] * u[j];
        }
        uau += u[i] * au[i];
      }
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          matrix[i][j] += -2.0 * u[i] * au[j] - 2.0 * au[i] * u[j] + 4.0 * uau * u[i] * u[j];
        }
      }
    }

    @Override
    public double evaluate(double[] x, double[] gradientOut) {
      double sum = 0.0;
      for (int i = 0; i < x.length; i++) {
        double row = 0.0;
        for (int j = 0; j < x.length; j++) {
          row += matrix[i][j] * (x[j] - solution[j]);
        }
        gradientOut[i] = row;
        sum += 0.5 * row * (x[i] - solution[i]);
      }
      return sum;
    }
  }

  /** Keeps a copy of every point asked for. */
  static final class Recorder implements DifferentiableObjective {
    final List<double[]> points = new ArrayList<>();
    private final DifferentiableObjective inner;

    Recorder(DifferentiableObjective inner) {
      this.inner = inner;
    }

    @Override
    public double evaluate(double[] x, double[] gradientOut) {
      points.add(x.clone());
      return inner.evaluate(x, gradientOut);
    }
  }

  /** Multiplies from the first component to the last, unlike the code under test. */
  static double dot(double[] a, double[] b) {
    double sum = 0.0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static double largestDifference(double[] a, double[] b) {
    double largest = 0.0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }

  static double[] filled(int size, double value) {
    double[] x = new double[size];
    Arrays.fill(x, value);
    return x;
  }
}
