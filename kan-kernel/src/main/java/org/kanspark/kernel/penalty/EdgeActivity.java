package org.kanspark.kernel.penalty;

import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;

/**
 * Measures the activity of the spline edges of one layer at given parameters: {@code V = s / (d +
 * 0.1)}, where s is the standard deviation of the edge over the rows and d that of its input.
 * (pykan's {@code edge_forward_spline_n}; symbolic and dead edges have none.)
 *
 * <p>Deviations are {@code sqrt(variance + 1e-8)}: at 0 the square root has no derivative.
 */
final class EdgeActivity {
  private static final double INPUT_OFFSET = 0.1;
  static final double LEAST_VARIANCE = 1e-8;

  private final KanNetwork network;
  private final int l;
  private final KanLayer layer;
  private final LayerGrams grams;
  private final double weightSum;
  final double[] activity;
  final double[] deviation;
  final double[] mean;
  final double[] inputDeviation;
  final double[] inputMean;

  EdgeActivity(KanNetwork network, int l, double[] parameters, ActivationSums sums) {
    this.network = network;
    this.l = l;
    this.layer = network.layer(l);
    this.grams = sums.layer(l);
    this.weightSum = sums.weightSum();
    int edges = layer.inputs() * layer.sums();
    this.activity = new double[edges];
    this.deviation = new double[edges];
    this.mean = new double[edges];
    this.inputDeviation = new double[layer.inputs()];
    this.inputMean = new double[layer.inputs()];
    for (int i = 0; i < layer.inputs(); i++) {
      inputMean[i] = grams.inputSum(i) / weightSum;
      double variance = grams.inputSquares(i) / weightSum - inputMean[i] * inputMean[i];
      inputDeviation[i] = Math.sqrt(Math.max(0.0, variance) + LEAST_VARIANCE);
      double[] product = new double[grams.features(i)];
      for (int j = 0; j < layer.sums(); j++) {
        if (isMeasured(i, j)) {
          measure(i, j, parameters, product);
        }
      }
    }
  }

  private void measure(int i, int j, double[] parameters, double[] product) {
    int e = i * layer.sums() + j;
    mean[e] = centredProduct(i, j, parameters, product);
    double variance = 0.0;
    for (int f = 0; f < product.length; f++) {
      variance = Math.fma(product[f], parameters[parameter(i, f, j)], variance);
    }
    deviation[e] = Math.sqrt(Math.max(0.0, variance) + LEAST_VARIANCE);
    activity[e] = deviation[e] / (inputDeviation[i] + INPUT_OFFSET);
  }

  /** Returns whether an edge is a live spline or line. */
  boolean isMeasured(int input, int sum) {
    return layer.input(input).kind() != InputSpline.Kind.NONE && layer.isSpline(input, sum);
  }

  private int parameter(int input, int feature, int sum) {
    return network.offset(l, input) + feature * layer.sums() + sum;
  }

  /**
   * Computes the product of the centred Gram matrix with an edge's parameters; returns its mean.
   */
  private double centredProduct(int i, int j, double[] parameters, double[] product) {
    double total = 0.0;
    for (int f = 0; f < product.length; f++) {
      total = Math.fma(grams.featureSum(i, f), parameters[parameter(i, f, j)], total);
    }
    double edgeMean = total / weightSum;
    for (int f = 0; f < product.length; f++) {
      double sum = 0.0;
      for (int g = 0; g < product.length; g++) {
        if (grams.overlap(i, f, g)) {
          sum = Math.fma(grams.product(i, f, g), parameters[parameter(i, g, j)], sum);
        }
      }
      product[f] = (sum - grams.featureSum(i, f) * edgeMean) / weightSum;
    }
    return edgeMean;
  }

  /** Returns the derivative of an edge's activity by its variance. */
  double byVariance(int input, int sum) {
    return 0.5 / (deviation[input * layer.sums() + sum] * (inputDeviation[input] + INPUT_OFFSET));
  }

  /** Returns the derivative of an edge's activity by the variance of its input. */
  double byInputVariance(int input, int sum) {
    double whole = inputDeviation[input] + INPUT_OFFSET;
    return -0.5 * activity[input * layer.sums() + sum] / (whole * inputDeviation[input]);
  }

  /**
   * Adds the gradient by the parameters of this layer of a function of the activities.
   *
   * @param byActivity its derivatives by the activities, inputs x sums
   */
  void addGradient(double[] byActivity, double[] parameters, double[] gradient) {
    for (int i = 0; i < layer.inputs(); i++) {
      double[] product = new double[grams.features(i)];
      for (int j = 0; j < layer.sums(); j++) {
        if (isMeasured(i, j)) {
          centredProduct(i, j, parameters, product);
          double factor = 2 * byActivity[i * layer.sums() + j] * byVariance(i, j);
          for (int f = 0; f < product.length; f++) {
            int p = parameter(i, f, j);
            gradient[p] = Math.fma(factor, product[f], gradient[p]);
          }
        }
      }
    }
  }

  /** Receives the entries of a symmetric matrix over the parameters, each pair once. */
  interface MatrixEntries {
    void add(int row, int column, double value);
  }

  /**
   * Adds the curvature that bounds a function of the activities from above near here: the centred
   * Gram matrix of each edge times its derivative by the variance, where that is positive.
   */
  void addCurvature(double[] byActivity, MatrixEntries matrix) {
    for (int i = 0; i < layer.inputs(); i++) {
      int features = grams.features(i);
      for (int f = 0; f < features; f++) {
        for (int g = f; g < features; g++) {
          double centred =
              (grams.product(i, f, g) - grams.featureSum(i, f) * grams.featureSum(i, g) / weightSum)
                  / weightSum;
          addEntry(byActivity, i, f, g, centred, matrix);
        }
      }
    }
  }

  private void addEntry(
      double[] byActivity, int i, int f, int g, double centred, MatrixEntries matrix) {
    for (int j = 0; j < layer.sums(); j++) {
      double slope = byActivity[i * layer.sums() + j];
      if (slope > 0 && isMeasured(i, j)) {
        double value = 2 * slope * byVariance(i, j) * centred;
        matrix.add(parameter(i, f, j), parameter(i, g, j), value);
      }
    }
  }
}
