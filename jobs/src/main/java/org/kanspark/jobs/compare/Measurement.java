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
 * @param rounds how often scoring is timed
 */
record Measurement(Dataset<Row> train, Dataset<Row> test, PeerScores scores, int rounds) {
  /** Few rows would time the start of a job; of many, copies would not fit into memory. */
  private static final int COPIES = 8;

  private static final int ENOUGH_ROWS = 500_000;
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
    try (CachedForms forms = new CachedForms()) {
      List<Contender.Fitted> fitted = new ArrayList<>();
      for (Contender contender : contenders) {
        fitted.add(fit(contender, form(contender, forms)));
      }
      double[] speeds = speeds(contenders, fitted, forms);
      List<Comparison.Entry> entries = new ArrayList<>();
      for (int m = 0; m < speeds.length; m++) {
        entries.add(entry(contenders.get(m), fitted.get(m), speeds[m], folder));
      }
      return entries;
    }
  }

  private Dataset<Row> form(Contender contender, CachedForms forms) {
    Dataset<Row> form = contender.form(train);
    return form == train ? train : forms.keep(form);
  }

  private double[] speeds(
      List<Contender> contenders, List<Contender.Fitted> fitted, CachedForms forms) {
    long rows = train.count();
    int copies = (int) Math.max(1, Math.min(COPIES, ENOUGH_ROWS / rows));
    Dataset<Row> many = forms.keep(repeated(train, copies));
    List<Dataset<Row>> scored = new ArrayList<>();
    for (Contender contender : contenders) {
      Dataset<Row> form = contender.form(many);
      scored.add(form == many ? many : forms.keep(form));
    }
    List<Transformer> models = fitted.stream().map(Contender.Fitted::model).toList();
    return ScoringRace.rowsPerSecond(models, scored, rows * copies, rounds);
  }

  private static Dataset<Row> repeated(Dataset<Row> rows, int copies) {
    Dataset<Row> repeated = rows;
    for (int copy = 1; copy < copies; copy++) {
      repeated = repeated.union(rows);
    }
    return repeated.coalesce(rows.javaRDD().getNumPartitions());
  }

  private Comparison.Entry entry(
      Contender contender, Contender.Fitted fitted, double speed, ScratchFolder folder)
      throws IOException {
    Scores right = scores.of(fitted.model().transform(contender.form(test)));
    return new Comparison.Entry(
        contender.name(),
        fitted.settings(),
        right,
        fitted.seconds(),
        speed,
        contender.size(fitted.model(), folder));
  }

  private static Contender.Fitted fit(Contender contender, Dataset<Row> vectors) {
    if (contender.warmsUp()) {
      warmUp(contender::fit, vectors);
    }
    try {
      return contender.fit(vectors);
    } catch (IllegalArgumentException e) {
      throw new UserError(contender.name() + ": " + e.getMessage(), e);
    }
  }
}
