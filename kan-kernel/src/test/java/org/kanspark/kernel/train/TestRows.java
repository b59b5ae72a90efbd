package org.kanspark.kernel.train;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.kanspark.kernel.data.LocalPassRunner;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.network.KanNetwork;

/** Makes rows of formulas, trains on them and measures. */
final class TestRows {
  private TestRows() {}

  static RowBlock uniform(
      ToDoubleFunction<double[]> f, int inputs, double lower, double upper, int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] x = new double[n][];
    double[] y = new double[n];
    for (int r = 0; r < n; r++) {
      x[r] = random.doubles(inputs, lower, upper).toArray();
      y[r] = f.applyAsDouble(x[r]);
    }
    return RowBlock.ofRows(x, y);
  }

  /** Returns rows with normal noise on the labels, its size a share of their deviation. */
  static RowBlock withNoise(RowBlock rows, double share, long seed) {
    Random random = new Random(seed);
    double size = share * deviation(rows.labels());
    double[] labels =
        Arrays.stream(rows.labels()).map(y -> y + size * random.nextGaussian()).toArray();
    return new RowBlock(rows.rows(), rows.features(), rows.values(), labels);
  }

  static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Math.sqrt(
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
  }

  static TrainedModel train(TrainingSettings settings, RowBlock rows) {
    return train(settings, List.of(List.of(rows)));
  }

  static TrainedModel train(TrainingSettings settings, List<List<RowBlock>> partitions) {
    try (LocalPassRunner runner = new LocalPassRunner(partitions, 2, 1)) {
      return Trainer.train(settings, runner, TrainingListener.NONE);
    }
  }

  /** Reads rows that may depend on the network in place of all training rows. */
  static Objective.Rows reading(long count, Function<KanNetwork, RowBlock> rows) {
    return new Objective.Rows() {
      @Override
      public long count() {
        return count;
      }

      @Override
      public GradientAggregator gradient(GradientTask task) {
        return LocalPassRunner.aggregate(task, List.of(rows.apply(task.network())));
      }

      @Override
      public MeasureAggregator measure(MeasureTask task) {
        return LocalPassRunner.aggregate(task, List.of(rows.apply(task.network())));
      }
    };
  }

  static double[] predictions(KanModel model, RowBlock rows) {
    double[] predictions = new double[rows.rows()];
    model.newBatchPredictor().predict(rows, predictions);
    return predictions;
  }

  static double rmse(KanModel model, RowBlock rows) {
    double[] predictions = predictions(model, rows);
    double sum = 0.0;
    for (int r = 0; r < predictions.length; r++) {
      sum += Math.pow(predictions[r] - rows.labels()[r], 2);
    }
    return Math.sqrt(sum / predictions.length);
  }
}
