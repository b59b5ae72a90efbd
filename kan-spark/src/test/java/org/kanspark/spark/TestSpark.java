package org.kanspark.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/** Shares one embedded Spark among the tests of this module, and makes DataFrames for them. */
public final class TestSpark {
  /** Columns features, label and w. */
  public static final StructType SCHEMA =
      new StructType(
          new StructField[] {
            new StructField("features", SQLDataTypes.VectorType(), true, Metadata.empty()),
            new StructField("label", DataTypes.DoubleType, true, Metadata.empty()),
            new StructField("w", DataTypes.DoubleType, true, Metadata.empty())
          });

  private TestSpark() {}

  /** Returns the session, local[2] unless a test has started another. */
  public static SparkSession session() {
    Option<SparkSession> running = SparkSession.getDefaultSession();
    return running.isDefined() ? running.get() : start();
  }

  private static SparkSession start() {
    return SparkSession.builder()
        .master("local[2]")
        .appName("kan-spark tests")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/kan-warehouse")
        .getOrCreate();
  }

  /** Returns the context of {@link #session}. */
  public static JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(session().sparkContext());
  }

  /** Cancels a job group, not its future jobs, and waits until its jobs have ended. */
  public static void cancelGroup(String group) {
    SparkContext spark = session().sparkContext();
    int[] doomed = spark.statusTracker().getJobIdsForGroup(group);
    spark.cancelJobGroup(group);
    awaitEndOf(doomed);
  }

  static void awaitEndOf(int[] jobs) {
    SparkContext spark = session().sparkContext();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (System.nanoTime() < end) {
      int[] active = spark.statusTracker().getActiveJobIds();
      if (Arrays.stream(jobs).noneMatch(job -> Arrays.stream(active).anyMatch(a -> a == job))) {
        return;
      }
      Thread.onSpinWait();
    }
  }

  /** Makes a DataFrame with exactly these rows in each partition. */
  public static Dataset<Row> frame(List<List<Row>> partitions, StructType schema) {
    List<List<Row>> shipped = partitions.stream().<List<Row>>map(ArrayList::new).toList();
    return session()
        .createDataFrame(
            context().parallelize(shipped, shipped.size()).flatMap(List::iterator), schema);
  }

  /** Makes a row of dense features, a label and a weight. */
  public static Row row(double label, double weight, double... features) {
    return RowFactory.create(Vectors.dense(features), label, weight);
  }

  /** Makes n rows of y = exp(cos(pi x1) + x2^2) on a quasi-random set, weight 1. */
  public static List<Row> wave(int n) {
    List<Row> rows = new ArrayList<>();
    for (int r = 1; r <= n; r++) {
      double x1 = fraction(r * 0.7548776662466927);
      double x2 = fraction(r * 0.5698402909980532);
      rows.add(row(Math.exp(Math.cos(Math.PI * x1) + x2 * x2), 1.0, x1, x2));
    }
    return rows;
  }

  /** Deals rows out to partitions in consecutive runs; partitions whose share is 0 stay empty. */
  public static List<List<Row>> deal(List<Row> rows, int... shares) {
    int total = Arrays.stream(shares).sum();
    List<List<Row>> partitions = new ArrayList<>();
    int from = 0;
    int seen = 0;
    for (int share : shares) {
      seen += share;
      int to = (int) ((long) rows.size() * seen / total);
      partitions.add(rows.subList(from, to));
      from = to;
    }
    return partitions;
  }

  private static double fraction(double x) {
    return x - Math.floor(x);
  }
}
