package org.kanspark.jobs.bench.accuracy;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.kanspark.jobs.config.InputSettings;
import org.kanspark.jobs.data.ColumnNames;
import org.kanspark.jobs.data.RowSource;

/**
 * Reads a table of numbers and divides it as {@code kan train} does by default: a fifth of the rows
 * for the test, by their hash with seed 0.
 *
 * @param file csv file in the data folder
 * @param label column to predict; all others are features
 * @param features number of them
 */
record TableProblem(String file, String label, int features) implements Problem {
  private static final double TEST_FRACTION = 0.2;

  @Override
  public Rows rows(SparkSession spark, Path folder, long seed) {
    InputSettings settings =
        new InputSettings(
            folder.resolve(file).toString(),
            null,
            "csv",
            true,
            label,
            List.of("*"),
            List.of(),
            null,
            TEST_FRACTION,
            null,
            0,
            null,
            true);
    RowSource source = RowSource.open(spark, settings);
    String[] inputs =
        source.roles().features().stream().map(ColumnNames::inPipeline).toArray(String[]::new);
    Dataset<Row> test = source.division().test();
    if (test == null) {
      throw new IllegalStateException("a test fraction of 0.2 leaves test rows");
    }
    return new Rows(vectors(source.division().train(), inputs), vectors(test, inputs));
  }

  private Dataset<Row> vectors(Dataset<Row> rows, String[] inputs) {
    return Problem.assemble(rows.withColumnRenamed(ColumnNames.inPipeline(label), LABEL), inputs);
  }
}
