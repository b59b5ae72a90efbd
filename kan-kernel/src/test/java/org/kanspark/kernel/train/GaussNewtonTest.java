package org.kanspark.kernel.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kanspark.kernel.data.LocalPassRunner;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.spline.BSplineBasis;
import org.kanspark.kernel.spline.Knots;

class GaussNewtonTest {

  private static RowBlock article(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] x = new double[n][];
    double[] y = new double[n];
    for (int r = 0; r < n; r++) {
      x[r] = random.doubles(2, 0, 1).toArray();
      y[r] = Math.exp(Math.cos(Math.PI * x[r][0]) + x[r][1] * x[r][1]);
    }
    return RowBlock.ofRows(x, y);
  }

  private static double rmse(KanModel model, RowBlock rows) {
    double[] predictions = new double[rows.rows()];
    model.newBatchPredictor().predict(rows, predictions);
    double sum = 0.0;
    for (int r = 0; r < predictions.length; r++) {
      sum += Math.pow(predictions[r] - rows.labels()[r], 2);
    }
    return Math.sqrt(sum / predictions.length);
  }

  private static TrainingSettings.Builder settings() {
    return TrainingSettings.builder().solver("gauss-newton").hiddenLayers(5).gridSize(5);
  }

  private static TrainedModel train(TrainingSettings settings, List<List<RowBlock>> partitions) {
    try (LocalPassRunner runner = new LocalPassRunner(partitions, 2, 2)) {
      return Trainer.train(settings, runner, TrainingListener.NONE);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2})
  void learnsTheTextbookFunctionInTensOfPasses(long seed) {
    TrainedModel trained =
        train(settings().seed(seed).build(), List.of(List.of(article(800, seed))));
    assertThat(trained.history().passes()).isLessThanOrEqualTo(80);
    assertThat(rmse(trained.model(), article(1000, 77))).isLessThan(1e-3);
    assertThat(trained.history().solver()).isEqualTo("gauss-newton");
    assertThat(trained.history().forwardEvaluations()).isPositive();
  }

  @Test
  void objectiveNeverRisesAtAGrid() {
    double[] objective =
        train(settings().updateGrid(false).build(), List.of(List.of(article(500, 4))))
            .history()
            .objective();
    assertThat(objective).hasSizeGreaterThan(5);
    for (int step = 1; step < objective.length; step++) {
      assertThat(objective[step]).isLessThanOrEqualTo(objective[step - 1]);
    }
  }

  @Test
  void sameBitsForAnyNumberOfThreads() {
    List<List<RowBlock>> partitions = new ArrayList<>();
    for (int p = 0; p < 5; p++) {
      partitions.add(p == 1 ? List.of() : List.of(article(60 + p, p)));
    }
    TrainingSettings settings = settings().hiddenLayers(2).maxIter(8).build();
    long[][] bits = new long[2][];
    for (int run = 0; run < 2; run++) {
      try (LocalPassRunner runner = new LocalPassRunner(partitions, 2, 1 + 2 * run)) {
        double[] parameters = Trainer.train(settings, runner, s -> {}).model().parameters();
        bits[run] = Arrays.stream(parameters).mapToLong(Double::doubleToRawLongBits).toArray();
      }
    }
    assertThat(bits[1]).isEqualTo(bits[0]);
  }

  @Test
  void curvatureOfSampledRowsServesToo() {
    List<List<RowBlock>> partitions = new ArrayList<>();
    for (int p = 0; p < 4; p++) {
      partitions.add(List.of(article(2000, p)));
    }
    TrainedModel trained = train(settings().maxIter(15).build(), partitions);
    assertThat(trained.history().curvatureEvaluations())
        .isLessThan(0.9 * trained.history().gradientEvaluations());
    assertThat(rmse(trained.model(), article(1000, 77))).isLessThan(1e-3);
  }

  @Test
  void refinesToAFineGrid() {
    TrainedModel trained =
        train(
            settings().hiddenLayers(1).refineSchedule(5, 10, 20).build(),
            List.of(List.of(article(1500, 3))));
    assertThat(trained.model().network().layer(1).input(0).knots().intervals()).isEqualTo(20);
    assertThat(rmse(trained.model(), article(1000, 77))).isLessThan(5e-5);
  }

  @Test
  void outlierNeitherStretchesTheGridNorSpoilsTheFit() {
    RowBlock clean = article(1000, 5);
    double[] values = clean.values().clone();
    values[500] = 1e12;
    RowBlock dirty = new RowBlock(1000, 2, values, clean.labels());
    TrainedModel trained = train(settings().build(), List.of(List.of(dirty)));
    assertThat(rmse(trained.model(), article(1000, 77))).isLessThan(0.05);
  }

  @Test
  void refusesNetworksThatAreTooLarge() {
    TrainingSettings settings = settings().gaussNewtonMaxParameters(100).build();
    assertThatThrownBy(() -> train(settings, List.of(List.of(article(50, 1)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("135 parameters")
        .hasMessageContaining("gaussNewtonMaxParameters = 100");
  }

  @Test
  void autoSaysWhatItChoseAndWhy() {
    TrainingSettings small = settings().solver("auto").maxIter(2).build();
    TrainingHistory first = train(small, List.of(List.of(article(50, 1)))).history();
    assertThat(first.solver()).isEqualTo("gauss-newton");
    assertThat(first.solverReason()).contains("predicted").contains("l-bfgs");
    TrainingSettings large =
        settings().solver("auto").gaussNewtonMaxParameters(100).maxIter(2).build();
    TrainingHistory second = train(large, List.of(List.of(article(50, 1)))).history();
    assertThat(second.solver()).isEqualTo("l-bfgs");
    assertThat(second.solverReason()).contains("135").contains("100");
  }

  /** Parameters are not unique (each spline may hold a part of the constant), predictions are. */
  @Test
  void oneStepSolvesAModelThatIsLinearInItsParameters() {
    SplittableRandom random = new SplittableRandom(8);
    int n = 400;
    double[][] x = new double[n][];
    double[] y = new double[n];
    for (int r = 0; r < n; r++) {
      x[r] = random.doubles(3, -1, 1).toArray();
      y[r] = Math.sin(3 * x[r][0]) + x[r][1] * x[r][2] + random.nextDouble(-0.1, 0.1);
    }
    RowBlock rows = RowBlock.ofRows(x, y);
    TrainingSettings settings = settings().hiddenLayers().gridSize(6).maxIter(1).build();
    KanModel model = train(settings, List.of(List.of(rows))).model();
    double[] predictions = new double[n];
    model.newBatchPredictor().predict(rows, predictions);

    double[][] design = new double[n][model.network().parameterCount()];
    double[] basis = new double[4];
    for (int r = 0; r < n; r++) {
      for (int i = 0; i < 3; i++) {
        double u = model.featureMap().map(i, x[r][i]);
        Knots knots = model.network().layer(0).input(i).knots();
        int cell = BSplineBasis.cell(knots, u);
        BSplineBasis.values(knots, u, cell, basis);
        System.arraycopy(basis, 0, design[r], model.network().offset(0, i) + cell, 4);
        design[r][model.network().baseOffset(0, i)] = u / (1 + Math.exp(-u));
      }
    }
    double[] targets = Arrays.stream(y).map(model.labelScale()::toOutput).toArray();
    RealMatrix matrix = new Array2DRowRealMatrix(design);
    RealVector solution =
        new SingularValueDecomposition(matrix).getSolver().solve(new ArrayRealVector(targets));
    double[] expected = matrix.operate(solution).toArray();
    for (int r = 0; r < n; r++) {
      assertThat(model.labelScale().toOutput(predictions[r])).isCloseTo(expected[r], within(1e-8));
    }
  }
}
