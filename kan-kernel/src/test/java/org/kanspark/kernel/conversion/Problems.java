package org.kanspark.kernel.conversion;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.kanspark.kernel.conversion.Refit.Refitted;
import org.kanspark.kernel.data.LocalPassRunner;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.train.TrainedModel;
import org.kanspark.kernel.train.Trainer;
import org.kanspark.kernel.train.TrainingSettings;

/** Makes rows of functions, trains and measures on them. */
final class Problems {
  private Problems() {}

  static RowBlock rows(ToDoubleFunction<double[]> function, int inputs, double reach, long seed) {
    int n = 1000;
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[n * inputs];
    double[] labels = new double[n];
    double[] weights = new double[n];
    for (int r = 0; r < n; r++) {
      double[] x = random.doubles(inputs, -reach, reach).toArray();
      for (int f = 0; f < inputs; f++) {
        values[f * n + r] = x[f];
      }
      labels[r] = function.applyAsDouble(x);
      weights[r] = 1;
    }
    return new RowBlock(n, inputs, values, labels, weights);
  }

  static Refitted train(TrainingSettings.Builder settings, RowBlock rows) {
    TrainedModel trained =
        Trainer.train(
            settings.solver("gauss-newton").build(), LocalPassRunner.of(rows), step -> {});
    double[] objective = trained.history().objective();
    return new Refitted(trained.model(), trained.edges(), objective[objective.length - 1]);
  }

  static Refit refit(RowBlock rows) {
    return (model, complete) ->
        train(TrainingSettings.builder().initialModel(model).maxIter(complete ? 200 : 30), rows);
  }

  static double rmse(KanModel model, RowBlock rows) {
    double[] predictions = new double[rows.rows()];
    model.newBatchPredictor().predict(rows, predictions);
    double sum = 0;
    for (int r = 0; r < predictions.length; r++) {
      sum += Math.pow(predictions[r] - rows.labels()[r], 2);
    }
    return Math.sqrt(sum / predictions.length);
  }
}
