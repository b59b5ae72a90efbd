package org.kanspark.kernel.penalty;

import org.kanspark.kernel.linalg.SymmetricMatrix;
import org.kanspark.kernel.network.KanNetwork;

/**
 * Draws all parameters of splines and base functions towards 0, the less the more rows there are:
 * the negative logarithm of a normal prior over the number of rows, {@code weight / rows * sum_l
 * precision_l / 2 * sum c^2}. Losses of classes need it: where classes can be told apart without
 * error they have no minimum.
 *
 * <p>The precision of a layer is its number of inputs, which makes the sums that its nodes are vary
 * by about 1 whatever its width. That of the last layer is a tenth of it: logits reach further.
 */
public final class Shrinkage {
  private static final double PRECISION_OF_OUTPUTS = 0.1;

  private final double[] factors;
  private final int[] ends;

  /**
   * Prepares the term of a network.
   *
   * @param weight factor of all of it, at least 0
   * @param network the network
   * @param rows number of rows it is trained on
   */
  public Shrinkage(double weight, KanNetwork network, long rows) {
    int depth = network.depth();
    this.factors = new double[depth];
    this.ends = new int[depth];
    for (int l = 0; l < depth; l++) {
      boolean last = l + 1 == depth;
      double precision = network.layer(l).inputs() * (last ? PRECISION_OF_OUTPUTS : 1.0);
      factors[l] = weight * precision / Math.max(1, rows);
      ends[l] = last ? network.symbolicOffset(0) : network.offset(l + 1, 0);
    }
  }

  /** Returns the value at a parameter vector. */
  double value(double[] parameters) {
    double value = 0.0;
    int p = 0;
    for (int l = 0; l < factors.length; l++) {
      double squares = 0.0;
      for (; p < ends[l]; p++) {
        squares = Math.fma(parameters[p], parameters[p], squares);
      }
      value += factors[l] / 2 * squares;
    }
    return value;
  }

  /** Adds the gradient at a parameter vector. */
  void addGradient(double[] parameters, double[] gradient) {
    int p = 0;
    for (int l = 0; l < factors.length; l++) {
      for (; p < ends[l]; p++) {
        gradient[p] = Math.fma(factors[l], parameters[p], gradient[p]);
      }
    }
  }

  /** Adds the second derivatives. */
  void addCurvature(SymmetricMatrix curvature) {
    int p = 0;
    for (int l = 0; l < factors.length; l++) {
      for (; p < ends[l]; p++) {
        curvature.add(p, p, factors[l]);
      }
    }
  }

  /** Returns the second derivative by each parameter of a layer. */
  public double curvature(int layer) {
    return factors[layer];
  }
}
