package org.kanspark.jobs.faults;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Makes rows of a wave on executors, in partitions of unlike size, one of them empty. */
final class TroubledRows {
  /** Rows of each partition. */
  private static final int[] ROWS = {300, 100, 0, 600, 200};

  private TroubledRows() {}

  static int partitions() {
    return ROWS.length;
  }

  /** Returns the rows; each reading of a partition meets the trouble that awaits it. */
  static Dataset<Row> frame(SparkSession spark, Trouble trouble) {
    List<Integer> numbers = IntStream.range(0, ROWS.length).boxed().toList();
    return spark.createDataFrame(
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(new ArrayList<>(numbers), ROWS.length)
            .mapPartitionsWithIndex((partition, ignored) -> read(trouble, partition), true),
        new StructType()
            .add("features", SQLDataTypes.VectorType())
            .add("label", DataTypes.DoubleType));
  }

  private static Iterator<Row> read(Trouble trouble, int partition) throws Exception {
    trouble.meet(partition);
    int from = IntStream.range(0, partition).map(p -> ROWS[p]).sum();
    return IntStream.range(from + 1, from + 1 + ROWS[partition])
        .mapToObj(TroubledRows::row)
        .iterator();
  }

  private static Row row(int number) {
    double x = fraction(number * 0.7548776662466927);
    double y = fraction(number * 0.5698402909980532);
    return RowFactory.create(Vectors.dense(x, y), Math.exp(Math.cos(Math.PI * x) + y * y));
  }

  private static double fraction(double x) {
    return x - Math.floor(x);
  }
}
