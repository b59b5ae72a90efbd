package org.kanspark.kernel.interpret;

import java.io.Serializable;

/**
 * Holds what the training rows did in one layer, weighted.
 *
 * @param min smallest value of each input
 * @param max largest value of each input
 * @param mean mean of each input
 * @param deviation standard deviation of each input
 * @param counts weight of the rows in {@link #BINS} even bins between the ends of the input's
 *     knots, for each input; what lies outside is in the bins at the ends
 * @param edgeMean mean of each edge's values, row-major {@code inputs x sums}
 * @param edgeDeviation their standard deviation
 * @param sumDeviation standard deviation of each sum
 */
public record LayerStatistics(
    double[] min,
    double[] max,
    double[] mean,
    double[] deviation,
    double[][] counts,
    double[] edgeMean,
    double[] edgeDeviation,
    double[] sumDeviation)
    implements Serializable {
  /** Number of bins of the histogram of an input. */
  public static final int BINS = 64;

  /** Returns the number of inputs. */
  public int inputs() {
    return mean.length;
  }

  /** Returns the number of sums. */
  public int sums() {
    return sumDeviation.length;
  }

  /** Returns the standard deviation of an edge's values. */
  public double edgeDeviation(int input, int sum) {
    return edgeDeviation[input * sums() + sum];
  }
}
