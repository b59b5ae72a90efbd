package org.kanspark.kernel.train;

import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.data.DataStatistics;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.network.KanNetwork;

/**
 * Holds what is settled before the first step: it follows from the settings and the statistics of
 * the rows.
 *
 * @param statistics of the training rows
 * @param sample sampled rows
 * @param placement of the first layer's knots
 * @param warm the model training starts from, null for a random start
 * @param scaling from raw rows to the network's units
 * @param grids numbers of intervals to train at, from coarse to fine
 * @param largest the network at the finest of them
 * @param curvatureRows rows that curvature is taken from, null for all rows, in the passes
 * @param choice the solver
 */
record TrainingPlan(
    DataStatistics statistics,
    RowBlock sample,
    InputPlacement placement,
    @Nullable WarmStart warm,
    Scaling scaling,
    int[] grids,
    KanNetwork largest,
    @Nullable SampledRows curvatureRows,
    SolverChoice choice) {
  private static final int LEAST_CURVATURE_ROWS = 4096;
  private static final int CURVATURE_ROWS_PER_PARAMETER = 10;

  /** Edges up to which curvature costs a pass little, about .8 of its time an edge. */
  private static final int EDGES_OF_CHEAP_CURVATURE = 10;

  /** Parameters up to which curvature, 1 MB here, travels easily. */
  private static final int PARAMETERS_OF_CHEAP_CURVATURE = 500;

  /**
   * Plans a training.
   *
   * @throws IllegalArgumentException if the initial model does not fit rows or loss, or the solver
   *     the network
   */
  static TrainingPlan of(TrainingSettings settings, DataStatistics statistics) {
    RowBlock sample = statistics.sampledRows();
    InputPlacement placement = new InputPlacement(settings, statistics, sample);
    WarmStart warm = WarmStart.of(settings, statistics);
    Scaling scaling =
        warm == null
            ? new Scaling(
                placement.featureMap(),
                LabelScales.of(settings.loss(), statistics, sample),
                settings.loss())
            : warm.scaling(settings.loss());
    int[] grids = warm == null ? grids(settings) : warm.grids(settings);
    int finest = grids[grids.length - 1];
    KanNetwork largest =
        warm == null
            ? Initializer.network(settings, placement.inputs(finest), finest)
            : warm.network(finest, placement.inputs(finest));
    long rows = statistics.distinctRows();
    SampledRows curvatureRows = curvatureRows(largest, sample, rows);
    SolverChoice choice =
        SolverChoice.of(
            settings, largest, rows, curvatureRows == null ? rows : curvatureRows.rows());
    return new TrainingPlan(
        statistics, sample, placement, warm, scaling, grids, largest, curvatureRows, choice);
  }

  /** Returns the number of rows, equal ones counted once while these are known. */
  long rows() {
    return statistics.distinctRows();
  }

  /** Returns whether knots are to be refined before steps at a grid. */
  boolean refines(int gridSize) {
    return warm == null || warm.isFiner(gridSize);
  }

  boolean isFinest(int gridSize) {
    return gridSize == grids[grids.length - 1];
  }

  private static int[] grids(TrainingSettings settings) {
    int[] schedule = settings.refineSchedule();
    return schedule.length == 0 ? new int[] {settings.gridSize()} : schedule;
  }

  /**
   * Returns the rows that curvature is taken from, enough to know every parameter; null for all
   * rows, in the passes, where these are few or the network is small. (With curvature from 4096 of
   * 20,000 rows [2,1,1] needed up to 182 passes for what all rows give in 60.)
   */
  private static @Nullable SampledRows curvatureRows(
      KanNetwork network, RowBlock sample, long rows) {
    int parameters = network.parameterCount();
    int most = Math.max(LEAST_CURVATURE_ROWS, CURVATURE_ROWS_PER_PARAMETER * parameters);
    boolean cheap =
        network.edges() <= EDGES_OF_CHEAP_CURVATURE && parameters <= PARAMETERS_OF_CHEAP_CURVATURE;
    return cheap || rows <= Math.min(most, sample.rows())
        ? null
        : new SampledRows(sample, most, rows);
  }
}
