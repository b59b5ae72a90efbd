package org.kanspark.kernel.interpret;

import java.io.Serializable;
import java.util.Arrays;
import org.kanspark.kernel.network.EdgeValues;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.spline.Knots;

/**
 * Sums values and squares of the inputs, edges and sums of one layer, about the values at the
 * centre of the network's inputs, so that small deviations of large values are not lost.
 */
final class LayerSums implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BINS = LayerStatistics.BINS;

  private final int inputs;
  private final int sums;
  private final double[] lower;
  private final double[] binsPerUnit;
  private final double[] min;
  private final double[] max;
  private final Moments inputMoments;
  private final Moments edgeMoments;
  private final Moments sumMoments;
  private final double[][] counts;
  private final double[] missing;

  /** Holds weighted sums of {@code value - centre} and of its square. */
  private static final class Moments implements Serializable {
    private static final long serialVersionUID = 1L;
    final double[] centre;
    final double[] first;
    final double[] second;

    Moments(int n) {
      centre = new double[n];
      first = new double[n];
      second = new double[n];
    }

    void add(int at, double value, double weight) {
      double difference = value - centre[at];
      first[at] = Math.fma(weight, difference, first[at]);
      second[at] = Math.fma(weight * difference, difference, second[at]);
    }

    void merge(Moments other) {
      for (int n = 0; n < first.length; n++) {
        first[n] += other.first[n];
        second[n] += other.second[n];
      }
    }

    double[] mean(double[] weights) {
      double[] mean = new double[first.length];
      Arrays.setAll(mean, n -> weights[n] > 0 ? centre[n] + first[n] / weights[n] : centre[n]);
      return mean;
    }

    double[] deviation(double[] weights) {
      double[] deviation = new double[first.length];
      for (int n = 0; n < first.length; n++) {
        double weight = weights[n] > 0 ? weights[n] : 1.0;
        double mean = first[n] / weight;
        deviation[n] = Math.sqrt(Math.max(0.0, second[n] / weight - mean * mean));
      }
      return deviation;
    }
  }

  LayerSums(KanLayer layer) {
    this.inputs = layer.inputs();
    this.sums = layer.sums();
    this.lower = new double[inputs];
    this.binsPerUnit = new double[inputs];
    for (int i = 0; i < inputs; i++) {
      Knots knots = layer.input(i).knots();
      lower[i] = knots.lower();
      binsPerUnit[i] = BINS / (knots.upper() - knots.lower());
    }
    this.min = new double[inputs];
    this.max = new double[inputs];
    Arrays.fill(min, Double.POSITIVE_INFINITY);
    Arrays.fill(max, Double.NEGATIVE_INFINITY);
    this.inputMoments = new Moments(inputs);
    this.edgeMoments = new Moments(inputs * sums);
    this.sumMoments = new Moments(sums);
    this.counts = new double[inputs][BINS];
    this.missing = new double[inputs];
  }

  /** Takes the values at a row as the centres. */
  void centreAt(double[] x, int capacity, EdgeValues edges, int l) {
    double[] values = new double[sums];
    for (int i = 0; i < inputs; i++) {
      inputMoments.centre[i] = x[i * capacity];
      edges.load(l, i, 0, values);
      System.arraycopy(values, 0, edgeMoments.centre, i * sums, sums);
      for (int j = 0; j < sums; j++) {
        sumMoments.centre[j] += values[j];
      }
    }
  }

  /**
   * Adds a row.
   *
   * @param x inputs, that of the row at {@code i * capacity + r}
   * @param edges values of edges
   * @param l index of the layer
   * @param weight weight of the row
   * @param values scratch, one number a sum
   * @param total scratch, one number a sum
   */
  void add(
      double[] x,
      int capacity,
      int r,
      EdgeValues edges,
      int l,
      double weight,
      double[] values,
      double[] total) {
    Arrays.fill(total, 0, sums, 0.0);
    for (int i = 0; i < inputs; i++) {
      if (edges.isMissing(l, i, r)) {
        missing[i] += weight;
      } else {
        addInput(i, x[i * capacity + r], weight);
      }
      edges.load(l, i, r, values);
      for (int j = 0; j < sums; j++) {
        edgeMoments.add(i * sums + j, values[j], weight);
        total[j] += values[j];
      }
    }
    for (int j = 0; j < sums; j++) {
      sumMoments.add(j, total[j], weight);
    }
  }

  private void addInput(int i, double at, double weight) {
    min[i] = Math.min(min[i], at);
    max[i] = Math.max(max[i], at);
    inputMoments.add(i, at, weight);
    int bin = (int) ((at - lower[i]) * binsPerUnit[i]);
    counts[i][Math.max(0, Math.min(BINS - 1, bin))] += weight;
  }

  void merge(LayerSums other) {
    inputMoments.merge(other.inputMoments);
    edgeMoments.merge(other.edgeMoments);
    sumMoments.merge(other.sumMoments);
    for (int i = 0; i < inputs; i++) {
      min[i] = Math.min(min[i], other.min[i]);
      max[i] = Math.max(max[i], other.max[i]);
      missing[i] += other.missing[i];
      for (int bin = 0; bin < BINS; bin++) {
        counts[i][bin] += other.counts[i][bin];
      }
    }
  }

  LayerStatistics statistics(double weight) {
    double[] present = new double[inputs];
    for (int i = 0; i < inputs; i++) {
      present[i] = weight - missing[i];
      if (min[i] > max[i]) {
        // Missing everywhere: an input without a value has no range either.
        min[i] = inputMoments.centre[i];
        max[i] = inputMoments.centre[i];
      }
    }
    double[] all = new double[Math.max(sums, inputs * sums)];
    Arrays.fill(all, weight);
    return new LayerStatistics(
        min,
        max,
        inputMoments.mean(present),
        inputMoments.deviation(present),
        counts,
        edgeMoments.mean(all),
        edgeMoments.deviation(all),
        sumMoments.deviation(all));
  }
}
