package org.kanspark.jobs.article;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.kanspark.jobs.report.RegressionScores;
import org.kanspark.kernel.train.TrainingListener;
import org.kanspark.regression.KANRegressionModel;
import org.kanspark.regression.KANRegressor;

/**
 * Goes through the session with one solver: [2,5,1] with grid 5 and cubic splines; 20 of pykan's
 * steps, which are up to 400 iterations, with lamb .01 and lamb_entropy 10; pruning; 100 steps
 * more; 100 at grid 10.
 */
final class ArticleSession {
  private static final double REG_PARAM = 0.01;
  private static final double ENTROPY_WEIGHT = 10;
  private static final int SPARSE_STEPS = 400;
  private static final double SPARSE_TOLERANCE = 1e-6;
  private static final int STEPS = 100;
  private static final int FINE_GRID = 10;
  private static final double NODE_THRESHOLD = 0.01;
  private static final double EDGE_THRESHOLD = 0.03;

  private final String solver;
  private final long seed;
  private final Dataset<Row> train;
  private final Dataset<Row> test;
  private final TrainingListener listener;
  private final List<Stage> stages = new ArrayList<>();

  private ArticleSession(
      String solver, long seed, Dataset<Row> train, Dataset<Row> test, TrainingListener listener) {
    this.solver = solver;
    this.seed = seed;
    this.train = train;
    this.test = test;
    this.listener = listener;
  }

  /**
   * Runs the session.
   *
   * @param train rows with columns features and y
   * @param listener hears of every step
   * @return all stages: initial, sparse, masked, pruned, retrained, refined
   */
  static List<Stage> run(
      String solver, long seed, Dataset<Row> train, Dataset<Row> test, TrainingListener listener) {
    ArticleSession session = new ArticleSession(solver, seed, train, test, listener);
    session.run();
    return session.stages;
  }

  private void run() {
    add("initial", "A random start", regressor().setMaxIter(0).fit(train));
    KANRegressionModel sparse =
        regressor()
            .setRegParam(REG_PARAM)
            .setEntropyWeight(ENTROPY_WEIGHT)
            .setMaxIter(SPARSE_STEPS)
            .setTol(SPARSE_TOLERANCE)
            .fit(train);
    add("sparse", "Trained with L1 and entropy", sparse);
    String masked = sparse.plotPruning(NODE_THRESHOLD, EDGE_THRESHOLD);
    add("masked", "What pruning takes away", sparse, null, masked);
    KANRegressionModel pruned = sparse.prune(NODE_THRESHOLD, EDGE_THRESHOLD);
    add("pruned", "Pruned", pruned, null, pruned.plotSvg());
    KANRegressionModel retrained = regressor().setInitialModel(pruned).setMaxIter(STEPS).fit(train);
    add("retrained", "Trained on without regularisation", retrained);
    KANRegressionModel refined =
        regressor().setInitialModel(retrained.refine(FINE_GRID)).setMaxIter(STEPS).fit(train);
    add("refined", "Refined to grid " + FINE_GRID + " and trained on", refined);
  }

  private KANRegressor regressor() {
    return new KANRegressor()
        .setLabelCol("y")
        .setSolver(solver)
        .setSeed(seed)
        .setTrainingListener(listener);
  }

  private void add(String name, String title, KANRegressionModel model) {
    add(name, title, model, model, model.plotSvg());
  }

  private void add(
      String name,
      String title,
      KANRegressionModel model,
      @Nullable KANRegressionModel trained,
      String svg) {
    stages.add(
        new Stage(
            name,
            title,
            model,
            trained == null ? null : trained.summary(),
            RegressionScores.of(model.evaluate(train)),
            RegressionScores.of(model.evaluate(test)),
            svg));
  }
}
