package org.kanspark.jobs.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.kanspark.jobs.error.UserError;
import org.kanspark.jobs.report.Comparison;
import org.kanspark.jobs.report.Scores;

/**
 * Fits, scores and weighs models, one after the other.
 *
 * @param train cached vectors to fit to, and to time scoring on
 * @param test cached vectors to be right about
 * @param scores how right
 */
record Measurement(Dataset<Row> train, Dataset<Row> test, PeerScores scores) {
  private static final double WARM_UP_ROWS = 2000;
  private static final long WARM_UP_SEED = 0;

  interface Fit {
    Object to(Dataset<Row> rows);
  }

  /**
   * Fits to about two thousand sampled rows and forgets the result, so that the measured fit does
   * not pay for loading and compiling its classes.
   */
  static void warmUp(Fit fit, Dataset<Row> vectors) {
    double fraction = Math.min(1, WARM_UP_ROWS / vectors.count());
    try {
      fit.to(vectors.sample(fraction, WARM_UP_SEED));
    } catch (RuntimeException e) {
      // A sample may lack a class; what is wrong with the rows shows in the fit to all of them.
      System.getLogger(Measurement.class.getName())
          .log(System.Logger.Level.DEBUG, "no warm-up: {0}", e.getMessage());
    }
  }

  /**
   * Measures models.
   *
   * @throws UserError if one of them refuses the rows
   * @throws IOException if one cannot be saved
   */
  List<Comparison.Entry> of(List<Contender> contenders, ScratchFolder folder) throws IOException {
    List<Contender.Fitted> fitted = new ArrayList<>();
    for (Contender contender : contenders) {
      fitted.add(fit(contender));
    }
    List<Transformer> models = fitted.stream().map(Contender.Fitted::model).toList();
    double[] speeds = ScoringRace.rowsPerSecond(models, train, train.count());
    List<Comparison.Entry> entries = new ArrayList<>();
    for (int m = 0; m < speeds.length; m++) {
      Scores right = scores.of(models.get(m).transform(test));
      entries.add(
          new Comparison.Entry(
              contenders.get(m).name(),
              fitted.get(m).settings(),
              right,
              fitted.get(m).seconds(),
              speeds[m],
              contenders.get(m).size(models.get(m), folder)));
    }
    return entries;
  }

  private Contender.Fitted fit(Contender contender) {
    if (contender.warmsUp()) {
      warmUp(contender::fit, train);
    }
    try {
      return contender.fit(train);
    } catch (IllegalArgumentException e) {
      throw new UserError(contender.name() + ": " + e.getMessage(), e);
    }
  }
}
