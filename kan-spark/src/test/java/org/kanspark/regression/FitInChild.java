package org.kanspark.regression;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.kanspark.spark.TestSpark;

/** Fits one fixed model under the master given and writes its export: a process of its own. */
public final class FitInChild {
  private FitInChild() {}

  /** Takes master, localMaxMB and the file to write. */
  public static void main(String[] args) throws Exception {
    try (SparkSession session =
        SparkSession.builder()
            .master(args[0])
            .config("spark.ui.enabled", "false")
            .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .getOrCreate()) {
      Dataset<Row> train =
          TestSpark.frame(
              TestSpark.deal(TestSpark.wave(2000), 3, 1, 0, 2, 5, 1, 4), TestSpark.SCHEMA);
      KANRegressor regressor =
          new KANRegressor("kan").setMaxIter(20).setLocalMaxMB(Double.parseDouble(args[1]));
      Files.writeString(Path.of(args[2]), regressor.fit(train).exportJson());
    }
  }
}
