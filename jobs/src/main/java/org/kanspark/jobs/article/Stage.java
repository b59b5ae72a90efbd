package org.kanspark.jobs.article;

import org.jspecify.annotations.Nullable;
import org.kanspark.jobs.report.RegressionScores;
import org.kanspark.regression.KANRegressionModel;
import org.kanspark.spark.summary.KANTrainingSummary;

/**
 * Describes the model at one point of the session.
 *
 * @param name of its pictures and in {@code metrics.json}
 * @param title what happened, for people
 * @param model the model
 * @param summary how it was trained; null if it was not, but pruned
 * @param train scores on the training rows
 * @param test scores on the test rows
 * @param svg the network, drawn
 */
record Stage(
    String name,
    String title,
    KANRegressionModel model,
    @Nullable KANTrainingSummary summary,
    RegressionScores train,
    RegressionScores test,
    String svg) {

  /** Returns the numbers of nodes, inputs first. */
  int[] widths() {
    return model.kanModel().network().widths();
  }

  /** Returns the number of live parameters. */
  int parameters() {
    return model.kanModel().network().liveParameterCount();
  }

  /** Returns the seconds of training; 0 for a model that was pruned. */
  double seconds() {
    return summary == null ? 0 : summary.seconds();
  }
}
