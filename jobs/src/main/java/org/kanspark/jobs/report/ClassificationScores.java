package org.kanspark.jobs.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.kanspark.classification.KANClassificationSummary;

/**
 * Says how well classes are predicted.
 *
 * @param rows number of rows of weight greater than 0
 * @param accuracy share of rows whose class is predicted
 * @param logLoss mean negative logarithm of the probability of the true class
 * @param f1 harmonic mean of precision and recall, weighted by the rows of the classes
 * @param areaUnderRoc area under the ROC curve where there are two classes
 */
public record ClassificationScores(
    long rows, double accuracy, double logLoss, double f1, OptionalDouble areaUnderRoc)
    implements Scores {

  /** Takes the scores out of a summary, which reads its rows once if nobody asked before. */
  public static ClassificationScores of(KANClassificationSummary summary) {
    boolean binary = summary.labels().length == 2;
    return new ClassificationScores(
        summary.numInstances(),
        summary.accuracy(),
        summary.logLoss(),
        summary.weightedFMeasure(),
        binary ? OptionalDouble.of(summary.areaUnderROC()) : OptionalDouble.empty());
  }

  @Override
  public List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>();
    metrics.add(new Metric("accuracy", "accuracy", accuracy, true));
    metrics.add(new Metric("logLoss", "log loss", logLoss, false));
    metrics.add(new Metric("f1", "F1", f1, true));
    areaUnderRoc.ifPresent(area -> metrics.add(new Metric("areaUnderROC", "ROC", area, true)));
    return metrics;
  }
}
