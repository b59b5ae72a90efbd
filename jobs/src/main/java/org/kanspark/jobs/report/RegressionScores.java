package org.kanspark.jobs.report;

import java.util.List;
import org.kanspark.regression.KANRegressionSummary;

/**
 * Says how far predictions are from labels.
 *
 * @param rows number of rows of weight greater than 0
 * @param rmse root of the mean squared error, in units of the label
 * @param mae mean absolute error, in units of the label
 * @param r2 coefficient of determination
 */
public record RegressionScores(long rows, double rmse, double mae, double r2) implements Scores {

  @Override
  public List<Metric> metrics() {
    return List.of(
        new Metric("rmse", "RMSE", rmse, false),
        new Metric("mae", "MAE", mae, false),
        new Metric("r2", "R2", r2, true));
  }

  /** Takes the scores out of a summary, which reads its rows once if nobody asked before. */
  public static RegressionScores of(KANRegressionSummary summary) {
    return new RegressionScores(
        summary.numInstances(),
        summary.rootMeanSquaredError(),
        summary.meanAbsoluteError(),
        summary.r2());
  }
}
