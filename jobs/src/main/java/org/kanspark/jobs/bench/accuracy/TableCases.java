package org.kanspark.jobs.bench.accuracy;

import java.util.List;

/**
 * Lists measured tables. Shapes and grids were chosen by the error on a fifth of the training rows;
 * the test rows had no part in it.
 */
final class TableCases {
  /** Names this list. */
  static final String GROUP = "tables";

  private TableCases() {}

  static List<AccuracyCase> all() {
    return List.of(
        new AccuracyCase(
            "california",
            GROUP,
            new TableProblem("california_housing.csv.gz", "MedHouseVal", 8),
            new int[] {20, 10},
            GridPlan.refined(3, 5),
            Measure.R2,
            new Published(0.838, "gradient boosting, data folder's README; MLP of SRBench 0.769"),
            Goal.of(0.80, 0.84)),
        new AccuracyCase(
            "power-plant",
            GROUP,
            new TableProblem("power_plant_ccpp.csv", "PE", 4),
            new int[] {40},
            GridPlan.refined(5),
            Measure.RMSE,
            new Published(4.01, "Gal, Ghahramani (arXiv 1506.02142), table 1: dropout network"),
            Goal.of(3.9, 3.3)),
        new AccuracyCase(
            "kin8nm",
            GROUP,
            new TableProblem("kin8nm.csv", "y", 8),
            new int[] {16, 8, 4},
            GridPlan.refined(3),
            Measure.RMSE,
            new Published(0.079, "DropoutUncertaintyExps of Gal, 20 splits 90/10, 50 hidden"),
            Goal.of(0.075, 0.07)));
  }
}
