package org.kanspark.jobs.bench.accuracy;

import java.util.List;

/** Lists the cases whose rows a formula gives, which run everywhere. */
final class FormulaCases {
  /** Names this list. */
  static final String GROUP = "formulas";

  private static final int TEST_ROWS = 10_000;
  private static final String ARTICLE = "exp(cos(pi()*x1) + x2*x2)";
  private static final String SINE = "exp(sin(pi()*x1) + x2*x2)";
  private static final String DEEP =
      "exp((sin(pi()*(x1*x1 + x2*x2)) + sin(pi()*(x3*x3 + x4*x4))) / 2)";

  private static final Published NONE = new Published(Double.NaN, "");

  private FormulaCases() {}

  static List<AccuracyCase> all() {
    return List.of(
        rmse(
            "article",
            new FormulaProblem(ARTICLE, 2, 0, 1, 800, TEST_ROWS),
            new int[] {5},
            GridPlan.refined(5),
            new Published(3.1e-4, "pykan 0.2, measured: about 2,000 passes, 20 s"),
            new Goal(4e-4, 1e-3, 80, 3e-4)),
        rmse(
            "article-refined",
            new FormulaProblem(ARTICLE, 2, 0, 1, 800, TEST_ROWS),
            new int[] {5},
            GridPlan.refined(5, 10),
            NONE,
            new Goal(1e-4, 3e-4, 100, 8e-5)),
        rmse(
            "sine",
            new FormulaProblem(SINE, 2, -1, 1, 1000, TEST_ROWS),
            new int[] {1},
            GridPlan.refined(5, 10, 20, 50),
            new Published(4.63e-6, "pykan v0.2.0, Example_1 function fitting, G = 50"),
            new Goal(1e-6, Double.NaN, 100, 4e-7)),
        rmse(
            "sine-100",
            new FormulaProblem(SINE, 2, -1, 1, 3000, TEST_ROWS),
            new int[] {1},
            GridPlan.refined(5, 10, 20, 50, 100),
            new Published(3.27e-8, "pykan v0.0, 3000 rows, G = 100; v0.2 diverges"),
            new Goal(1e-7, Double.NaN, 0, 3e-8)),
        rmse(
            "sine-200",
            new FormulaProblem(SINE, 2, -1, 1, 3000, TEST_ROWS),
            new int[] {1},
            GridPlan.refined(5, 10, 20, 50, 100, 200),
            new Published(3.27e-8, "pykan v0.0, 3000 rows, G = 100; v0.2 diverges"),
            new Goal(3e-8, Double.NaN, 0, 7e-9)),
        rmse(
            "deep",
            new FormulaProblem(DEEP, 4, -1, 1, 3000, TEST_ROWS),
            new int[] {2, 1},
            GridPlan.refined(5, 10, 20, 50),
            new Published(3.78e-5, "pykan v0.2, Example_2 deep formulas, G = 50; v0.0 5.1e-7"),
            new Goal(1e-6, Double.NaN, 200, 3e-7)),
        new AccuracyCase(
            "order",
            GROUP,
            new FormulaProblem(SINE, 2, -1, 1, 20_000, TEST_ROWS),
            new int[] {1},
            GridPlan.each(5, 10, 20, 40),
            Measure.SLOPE,
            new Published(-3, "arXiv 2404.19756, section 3.1: RMSE of [2,1,1]"),
            Goal.of(-4, -4.2)),
        new AccuracyCase(
            "determinant",
            GROUP,
            new FormulaProblem(Determinant.formula(4), 16, 0, 10, 100_000, 20_000),
            new int[] {70},
            GridPlan.refined(3, 6),
            Measure.PEARSON,
            new Published(0.975, "Newton-Kaczmarz C++ (arXiv 2305.08194), three threads, 0.56 s"),
            Goal.of(0.97, 0.99)));
  }

  private static AccuracyCase rmse(
      String name, Problem problem, int[] hidden, GridPlan grids, Published published, Goal goal) {
    return new AccuracyCase(name, GROUP, problem, hidden, grids, Measure.RMSE, published, goal);
  }
}
