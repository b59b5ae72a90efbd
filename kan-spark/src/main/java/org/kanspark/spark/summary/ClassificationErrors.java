package org.kanspark.spark.summary;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.data.Aggregator;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.model.Predictor;
import org.kanspark.spark.predict.ClassChoice;

/**
 * Counts predictions by true and predicted class, weighted, and sums the logarithms of the
 * probabilities of the true classes. Metrics are those of MLlib's {@code MulticlassMetrics}.
 */
public final class ClassificationErrors implements Aggregator<ClassificationErrors> {
  private static final long serialVersionUID = 1L;

  /** Least probability that the logarithmic loss is taken of, as MLlib's evaluator does. */
  private static final double LEAST_PROBABILITY = 1e-15;

  private transient @Nullable KanModel model;
  private transient @Nullable Predictor predictor;
  private final double[] thresholds;
  private final int classes;
  private final double[] confusion;
  private final @Nullable RocCurve roc;
  private transient double[] values = new double[0];
  private long rows;
  private double weightSum;
  private double logLossSum;

  ClassificationErrors(KanModel model, double[] thresholds) {
    this.model = model;
    this.thresholds = thresholds;
    this.classes = model.classes();
    this.confusion = new double[classes * classes];
    this.roc = classes == 2 ? new RocCurve() : null;
  }

  @Override
  public void add(RowBlock block) {
    KanModel measured = Objects.requireNonNull(model, "model");
    if (predictor == null) {
      predictor = measured.newBatchPredictor();
    }
    int outputs = measured.network().outputs();
    if (values.length < outputs * block.rows()) {
      values = new double[outputs * block.rows()];
    }
    predictor.values(block, values);
    double[] raw = new double[classes];
    double[] probabilities = new double[classes];
    for (int r = 0; r < block.rows(); r++) {
      for (int n = 0; n < outputs; n++) {
        raw[classes - outputs + n] = values[n * block.rows() + r];
      }
      if (roc != null) {
        raw[0] = -raw[1];
        roc.add(raw[1], block.labels()[r] == 1, block.weight(r));
      }
      measured.link().probabilities(raw, probabilities);
      count((int) block.labels()[r], raw, probabilities, block.weight(r));
    }
    rows += block.rows();
  }

  private void count(int label, double[] raw, double[] probabilities, double weight) {
    int predicted = ClassChoice.of(raw, probabilities, thresholds);
    confusion[label * classes + predicted] += weight;
    weightSum += weight;
    logLossSum -= weight * StrictMath.log(Math.max(LEAST_PROBABILITY, probabilities[label]));
  }

  @Override
  public void finish() {
    model = null;
    predictor = null;
    values = new double[0];
  }

  @Override
  public void merge(ClassificationErrors other) {
    rows += other.rows;
    weightSum += other.weightSum;
    logLossSum += other.logLossSum;
    for (int p = 0; p < confusion.length; p++) {
      confusion[p] += other.confusion[p];
    }
    if (roc != null && other.roc != null) {
      roc.merge(other.roc);
    }
  }

  /** Returns the number of rows of weight greater than 0. */
  public long rows() {
    return rows;
  }

  /** Returns the sum of the weights. */
  public double weightSum() {
    return weightSum;
  }

  /** Returns the number of classes. */
  public int classes() {
    return classes;
  }

  /** Returns the weight of the rows of a class for which a class is predicted. */
  public double count(int label, int predicted) {
    return confusion[label * classes + predicted];
  }

  /** Returns the share of rows whose class is predicted. */
  public double accuracy() {
    double right = 0.0;
    for (int k = 0; k < classes; k++) {
      right += count(k, k);
    }
    return right / weightSum;
  }

  /** Returns the mean negative logarithm of the probability of the true class. */
  public double logLoss() {
    return logLossSum / weightSum;
  }

  /** Returns the weight of a class among the labels. */
  public double labelled(int label) {
    double sum = 0.0;
    for (int k = 0; k < classes; k++) {
      sum += count(label, k);
    }
    return sum;
  }

  private double predicted(int label) {
    double sum = 0.0;
    for (int k = 0; k < classes; k++) {
      sum += count(k, label);
    }
    return sum;
  }

  /** Returns the share of the predictions of a class that are right, 0 where there are none. */
  public double precision(int label) {
    return share(count(label, label), predicted(label));
  }

  /** Returns the share of the rows of a class that are predicted, 0 where there are none. */
  public double recall(int label) {
    return share(count(label, label), labelled(label));
  }

  /** Returns the share of the rows of other classes for which this one is predicted. */
  public double falsePositiveRate(int label) {
    return share(predicted(label) - count(label, label), weightSum - labelled(label));
  }

  /** Returns the weighted harmonic mean of precision and recall of a class. */
  public double fMeasure(int label, double beta) {
    double b = beta * beta;
    double p = precision(label);
    double r = recall(label);
    return share((1 + b) * p * r, b * p + r);
  }

  private static double share(double part, double whole) {
    return whole > 0 ? part / whole : 0.0;
  }

  /**
   * Returns the area under the ROC curve of the score of class 1.
   *
   * @throws IllegalStateException if there are not two classes
   */
  public double areaUnderRoc() {
    if (roc == null) {
      throw new IllegalStateException("there are " + classes + " classes, a ROC curve needs 2");
    }
    return roc.area();
  }
}
