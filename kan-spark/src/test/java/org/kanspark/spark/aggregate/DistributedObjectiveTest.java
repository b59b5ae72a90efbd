package org.kanspark.spark.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kanspark.kernel.data.LocalPassRunner;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.loss.SquaredLoss;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.train.GradientAggregator;
import org.kanspark.kernel.train.GradientTask;
import org.kanspark.kernel.train.Scaling;
import org.kanspark.regression.KANRegressor;
import org.kanspark.spark.TestSpark;
import org.kanspark.spark.block.RowBlocks;
import org.kanspark.spark.block.RowSchema;

/** Compares loss and gradient over partitions with the plain loop over the same rows. */
class DistributedObjectiveTest {
  private static final List<Row> ROWS =
      TestSpark.wave(1500).stream()
          .map(
              row ->
                  TestSpark.row(
                      row.getDouble(1), 0.25 + row.getDouble(1), row.<Vector>getAs(0).toArray()))
          .toList();

  private static GradientTask task;
  private static double weightSum;
  private static double lossSum;
  private static double[] gradientSum;
  private static double[] gradientMagnitude;

  @BeforeAll
  static void plainLoop() {
    Dataset<Row> frame = TestSpark.frame(List.of(ROWS), TestSpark.SCHEMA);
    KanModel model = new KANRegressor().setMaxIter(3).fit(frame).kanModel();
    task =
        new GradientTask(
            model.network(),
            model.parameters(),
            new Scaling(model.featureMap(), model.labelScale(), new SquaredLoss()));
    weightSum = 0;
    lossSum = 0;
    gradientSum = new double[model.network().parameterCount()];
    gradientMagnitude = new double[gradientSum.length];
    var predictor = model.newPredictor();
    double[] gradient = new double[gradientSum.length];
    for (Row row : ROWS) {
      double[] x = row.<Vector>getAs(0).toArray();
      double weight = row.getDouble(2);
      double error = (predictor.predict(x) - row.getDouble(1)) / model.labelScale().scale();
      lossSum += weight * error * error;
      weightSum += weight;
      RowBlock single =
          new RowBlock(1, 2, x, new double[] {row.getDouble(1)}, new double[] {weight});
      LocalPassRunner.aggregate(task, List.of(single)).meanLoss(gradient);
      for (int p = 0; p < gradient.length; p++) {
        gradientSum[p] += weight * gradient[p];
        gradientMagnitude[p] += Math.abs(weight * gradient[p]);
      }
    }
  }

  static Stream<Arguments> layouts() {
    return Stream.of(
            new int[] {1},
            new int[] {1, 1},
            new int[] {0, 1},
            new int[] {1, 0, 4, 0, 0, 2, 1},
            new int[] {0, 0, 0, 1, 0, 0, 0})
        .flatMap(shares -> Stream.of(Arguments.of(shares, true), Arguments.of(shares, false)));
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void equalsThePlainLoop(int[] shares, boolean deterministic) {
    Dataset<Row> frame = TestSpark.frame(TestSpark.deal(ROWS, shares), TestSpark.SCHEMA);
    RowSchema schema = RowSchema.of(frame.repartition(1), "features", "label", "w");
    JavaRDD<RowBlock> blocks = RowBlocks.of(frame, schema, 0.003).rdd();
    assertThat(blocks.getNumPartitions()).isEqualTo(shares.length);

    GradientAggregator sum = new SparkPassRunner(blocks, 2, deterministic).run(task, "objective");

    assertThat(Math.abs(sum.weightSum() - weightSum)).isLessThanOrEqualTo(1e-12 * weightSum);
    assertThat(Math.abs(sum.lossSum() - lossSum)).isLessThanOrEqualTo(1e-12 * lossSum);
    double[] gradient = new double[gradientSum.length];
    sum.meanLoss(gradient);
    for (int p = 0; p < gradient.length; p++) {
      assertThat(Math.abs(gradient[p] * sum.weightSum() - gradientSum[p]))
          .as("gradient component %d", p)
          .isLessThanOrEqualTo(1e-12 * gradientMagnitude[p]);
    }
  }
}
