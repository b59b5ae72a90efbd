package org.kanspark.jobs.compare;

import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Fits an estimator that has its settings already. */
final class EstimatorContender implements Contender {
  private final String name;
  private final String settings;
  private final Estimator<?> estimator;
  private final boolean warmsUp;

  EstimatorContender(String name, String settings, Estimator<?> estimator, boolean warmsUp) {
    this.name = name;
    this.settings = settings;
    this.estimator = estimator;
    this.warmsUp = warmsUp;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean warmsUp() {
    return warmsUp;
  }

  @Override
  public Fitted fit(Dataset<Row> train) {
    long start = System.nanoTime();
    Transformer model = estimator.fit(train);
    return new Fitted(model, settings, Clock.secondsSince(start));
  }
}
