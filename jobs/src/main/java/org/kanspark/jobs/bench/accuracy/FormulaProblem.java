package org.kanspark.jobs.bench.accuracy;

import java.nio.file.Path;
import java.util.Collections;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.kanspark.jobs.data.GeneratedRows;

/**
 * Draws points uniformly from a cube and computes a formula at them.
 *
 * @param function Spark SQL expression over x1, x2, …, and {@link AssociatedLegendre}
 * @param features number of arguments
 * @param lower lower end of each argument's range
 * @param upper upper end of each argument's range
 * @param trainRows number of training rows
 * @param testRows number of test rows, which follow the training rows in the generator's sequence
 */
record FormulaProblem(
    String function, int features, double lower, double upper, int trainRows, int testRows)
    implements Problem {
  private static final int PARTITIONS = 8;

  @Override
  public @Nullable String file() {
    return null;
  }

  @Override
  public Rows rows(SparkSession spark, Path folder, long seed) {
    AssociatedLegendre.register(spark);
    double[][] ranges =
        Collections.nCopies(features, new double[] {lower, upper}).toArray(double[][]::new);
    GeneratedRows source = GeneratedRows.of(function, ranges).withLabel(LABEL).withSeed(seed);
    return new Rows(
        vectors(source, source.rows(spark, 0, trainRows, PARTITIONS)),
        vectors(source, source.rows(spark, trainRows, testRows, PARTITIONS)));
  }

  private static Dataset<Row> vectors(GeneratedRows source, Dataset<Row> rows) {
    return Problem.assemble(rows, source.arguments().toArray(String[]::new));
  }
}
