package org.kanspark.jobs.data;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.kanspark.jobs.error.UserError;
import org.kanspark.jobs.session.SparkFailures;

/**
 * Computes rows of a formula at uniformly distributed points, any number of them, without storing
 * any. Row i is a function of the seed and i alone, so the same rows come out on any number of
 * cores and partitions.
 *
 * <pre>{@code
 * Dataset<Row> train =
 *     GeneratedRows.of("exp(cos(pi()*x1)+pow(x2,2))", new double[] {0, 1}, new double[] {0, 1})
 *         .withSeed(1)
 *         .rows(spark, 0, 800, 8); // columns x1, x2, y
 * }</pre>
 */
public final class GeneratedRows {
  private final String function;
  private final List<double[]> ranges;
  private final long seed;
  private final String label;

  private GeneratedRows(String function, List<double[]> ranges, long seed, String label) {
    this.function = function;
    this.ranges = ranges;
    this.seed = seed;
    this.label = label;
  }

  /**
   * Makes a source with seed 0 and label column y.
   *
   * @param function Spark SQL expression over x1, x2, …
   * @param ranges {lower, upper} of each of x1, x2, …
   */
  public static GeneratedRows of(String function, double[]... ranges) {
    return new GeneratedRows(function, List.of(ranges), 0, "y");
  }

  /** Returns a source with another seed. */
  public GeneratedRows withSeed(long newSeed) {
    return new GeneratedRows(function, ranges, newSeed, label);
  }

  /** Returns a source whose function's column has another name. */
  public GeneratedRows withLabel(String newLabel) {
    return new GeneratedRows(function, ranges, seed, newLabel);
  }

  /** Returns the names x1, x2, … of the arguments. */
  public List<String> arguments() {
    return IntStream.rangeClosed(1, ranges.size()).mapToObj(i -> "x" + i).toList();
  }

  /**
   * Returns rows {@code from} to {@code from + count - 1}.
   *
   * @param partitions number of partitions, each a run of consecutive rows
   * @return columns x1, x2, … and the label, all doubles
   * @throws UserError if the function is no Spark SQL expression over x1, x2, …, or is random
   */
  public Dataset<Row> rows(SparkSession spark, long from, long count, int partitions) {
    if (arguments().contains(label)) {
      throw new UserError("input.label = " + label + " is the name of an argument of the function");
    }
    StructType schema = new StructType();
    for (String argument : arguments()) {
      schema = schema.add(argument, DataTypes.DoubleType, false);
    }
    // Lambdas capture these, not this object.
    double[][] bounds = ranges.toArray(double[][]::new);
    long key = seed;
    Dataset<Row> points =
        spark
            .range(from, from + count, 1, partitions)
            .map((MapFunction<Long, Row>) row -> point(key, row, bounds), Encoders.row(schema));
    try {
      Column value = functions.expr("cast((" + function + ") as double)");
      Dataset<Row> rows = points.withColumn(label, value);
      if (!rows.queryExecution().analyzed().deterministic()) {
        throw new UserError(
            "input.generate.function = " + function + " gives other values each time it is read");
      }
      return rows;
    } catch (Exception e) { // Scala code throws checked exceptions without declaring them.
      if (!(e instanceof AnalysisException analysis)) {
        throw e;
      }
      throw new UserError(
          "input.generate.function = "
              + function
              + " is no Spark SQL expression over "
              + String.join(", ", arguments())
              + ": "
              + SparkFailures.plain(analysis.getSimpleMessage()),
          e);
    }
  }

  private static Row point(long seed, long row, double[][] bounds) {
    Object[] values = new Object[bounds.length];
    for (int i = 0; i < bounds.length; i++) {
      double u = uniform(seed, row * bounds.length + i);
      values[i] = bounds[i][0] + (bounds[i][1] - bounds[i][0]) * u;
    }
    return RowFactory.create(values);
  }

  /**
   * Returns one number of [0, 1): SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom
   * number generators, OOPSLA 2014) with the counter in place of its state.
   */
  static double uniform(long seed, long counter) {
    long golden = 0x9e3779b97f4a7c15L;
    return (mix(mix(seed + golden) + (counter + 1) * golden) >>> 11) * 0x1.0p-53;
  }

  private static long mix(long bits) {
    long z = bits;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
