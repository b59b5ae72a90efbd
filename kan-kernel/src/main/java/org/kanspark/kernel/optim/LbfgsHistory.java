package org.kanspark.kernel.optim;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the newest correction pairs (s, y) = (change of x, change of gradient) and applies the
 * inverse Hessian they stand for.
 *
 * <pre>
 * Nocedal, Wright: Numerical Optimization, 2nd ed., algorithm 7.4 (two-loop recursion).
 * </pre>
 */
final class LbfgsHistory {

  /**
   * A pair is kept only if s.y exceeds this part of |s| |y|. On a quadratic of condition number c
   * the cosine of s and y is about 2 / sqrt(c) or more, so pairs are lost from c = 4e24 on only;
   * and the rounding error of s.y, typically 1e-16 sqrt(n) |s| |y|, is well below this bound, so
   * that the sign of a kept s.y is the true one.
   */
  private static final double MIN_COSINE = 1e-12;

  private final int capacity;
  private final int size;
  private final List<Pair> pairs = new ArrayList<>(); // oldest first
  private final double[] alpha;
  private final double[] work;
  private @Nullable Pair spare;

  LbfgsHistory(int capacity, int size) {
    this.capacity = capacity;
    this.size = size;
    this.alpha = new double[capacity];
    this.work = new double[size];
  }

  /** Takes over the newest of the given pairs, as far as there is room for them. */
  void restore(double[][] steps, double[][] gradientChanges) {
    for (int i = 0; i < steps.length; i++) {
      Pair pair = takeSpare();
      System.arraycopy(steps[i], 0, pair.s, 0, size);
      System.arraycopy(gradientChanges[i], 0, pair.y, 0, size);
      keepIfCurved(pair);
    }
  }

  /**
   * Adds the pair of two consecutive points in place of the oldest one.
   *
   * @return false if the pair was left out, because the function does not curve upwards between the
   *     points as far as double precision can tell
   */
  boolean add(double[] newX, double[] oldX, double[] newGradient, double[] oldGradient) {
    Pair pair = takeSpare();
    DenseVectors.subtract(newX, oldX, pair.s);
    DenseVectors.subtract(newGradient, oldGradient, pair.y);
    return keepIfCurved(pair);
  }

  boolean isEmpty() {
    return pairs.isEmpty();
  }

  void clear() {
    pairs.clear();
  }

  /**
   * Overwrites {@code out} with the quasi-Newton direction -H g.
   *
   * <p>H grows from H0 = gamma P by the kept pairs; gamma = s.y / y.Py of the newest pair, 1
   * without pairs; P is the identity if there is no preconditioner.
   */
  void direction(double[] gradient, @Nullable Preconditioner preconditioner, double[] out) {
    System.arraycopy(gradient, 0, work, 0, size);
    for (int i = pairs.size() - 1; i >= 0; i--) {
      Pair pair = pairs.get(i);
      alpha[i] = DenseVectors.dot(pair.s, work) / pair.sy;
      DenseVectors.addScaled(-alpha[i], pair.y, work);
    }
    applyInitial(preconditioner, out);
    for (int i = 0; i < pairs.size(); i++) {
      Pair pair = pairs.get(i);
      double beta = DenseVectors.dot(pair.y, out) / pair.sy;
      DenseVectors.addScaled(alpha[i] - beta, pair.s, out);
    }
    DenseVectors.scale(-1.0, out, out);
  }

  /** Returns copies of the steps s, oldest first. */
  double[][] copyOfSteps() {
    return pairs.stream().map(pair -> pair.s.clone()).toArray(double[][]::new);
  }

  /** Returns copies of the gradient changes y, oldest first. */
  double[][] copyOfGradientChanges() {
    return pairs.stream().map(pair -> pair.y.clone()).toArray(double[][]::new);
  }

  private void applyInitial(@Nullable Preconditioner preconditioner, double[] out) {
    Pair newest = pairs.isEmpty() ? null : pairs.get(pairs.size() - 1);
    if (preconditioner == null) {
      double gamma = newest == null ? 1.0 : newest.sy / newest.yy;
      DenseVectors.scale(gamma, work, out);
      return;
    }
    double gamma = 1.0;
    if (newest != null) {
      preconditioner.apply(newest.y, out);
      gamma = newest.sy / DenseVectors.dot(newest.y, out);
    }
    preconditioner.apply(work, out);
    DenseVectors.scale(gamma, out, out);
  }

  private boolean keepIfCurved(Pair pair) {
    if (!pair.measure()) {
      spare = pair;
      return false;
    }
    if (pairs.size() == capacity) {
      spare = pairs.remove(0);
    }
    pairs.add(pair);
    return true;
  }

  private Pair takeSpare() {
    Pair pair = spare;
    spare = null;
    return pair == null ? new Pair(size) : pair;
  }

  private static final class Pair {
    final double[] s;
    final double[] y;
    double sy;
    double yy;

    Pair(int size) {
      s = new double[size];
      y = new double[size];
    }

    /** Computes the products and tells whether they can be divided by. */
    boolean measure() {
      sy = DenseVectors.dot(s, y);
      yy = DenseVectors.dot(y, y);
      double lengths = Math.sqrt(DenseVectors.dot(s, s)) * Math.sqrt(yy);
      return sy > MIN_COSINE * lengths && sy >= Double.MIN_NORMAL;
    }
  }
}
