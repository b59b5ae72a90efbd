package org.kanspark.jobs.bench.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Lists the functions of Liu et al., KAN: Kolmogorov-Arnold Networks (arXiv 2404.19756), tables 1
 * and 2: special functions and Feynman's equations, with the shapes published as best. The paper
 * does not say what ranges its inputs have; the data folder's README says what ours are.
 */
final class PaperCases {
  /** Names the special functions. */
  static final String SPECIAL = "table1";

  /** Names the equations. */
  static final String FEYNMAN = "table2";

  /** Names the same equations, to be found as formulas. */
  static final String RECOVERED = "recovered";

  /** RMSE of a formula that is the equation but for rounding: labels are of size 1 to 100. */
  private static final double SAME_FORMULA = 1e-8;

  private static final String SPECIAL_FILE = "science/special_functions_samples.csv.gz";
  private static final String FEYNMAN_FILE = "science/feynman_kan27_samples.csv.gz";
  private static final int GENERATED_ROWS = 1000;
  private static final int GENERATED_TEST_ROWS = 10_000;

  /** The paper's grids. */
  private static final GridPlan GRIDS = GridPlan.chosen(3, 5, 10, 20, 50, 100, 200);

  private PaperCases() {}

  static List<AccuracyCase> special() {
    return List.of(
        // One transcription of the paper has one layer less: [2,3,2,1,1].
        special("ellipj", 1.33e-4, 3, 2, 1, 1),
        special("ellipkinc", 1.24e-4, 2, 1, 1),
        special("jv", 1.64e-3, 3, 1, 1),
        special("kv", 2.52e-5, 2),
        special("iv", 9.28e-3, 4, 3, 2, 1),
        special("lpmv0", 5.25e-5, 2),
        special("lpmv2", 2.26e-4, 3, 2),
        special("sph_harm01", 2.21e-7, 1),
        special("sph_harm12", 1.5e-5, 2, 1),
        special("sph_harm22", 9.45e-5, 2, 3, 2),
        onUnitSquare("lpmv0", 0, 5.25e-5, 2),
        onUnitSquare("lpmv2", 2, 2.26e-4, 3, 2));
  }

  static List<AccuracyCase> feynman() {
    List<AccuracyCase> cases = new ArrayList<>();
    cases.add(feynman("I.6.2", 2, 2.86e-5, 2, 1));
    cases.add(feynman("I.9.18", 6, 8.62e-3, 4, 1));
    cases.add(feynman("I.13.12", 2, 4.81e-3, 2));
    cases.add(feynman("I.15.3x", 2, 1.58e-3, 2, 1, 1));
    cases.add(feynman("I.16.6", 2, 1.19e-3, 2));
    cases.add(feynman("I.26.2", 2, 7.90e-4, 2, 2, 1));
    cases.add(feynman("I.27.6", 2, 1.94e-4, 1));
    cases.add(feynman("I.30.3", 2, 1.03e-3, 3, 2, 3, 1));
    cases.add(feynman("I.30.5", 2, 3.49e-5, 1, 1, 1, 1));
    cases.add(feynman("I.40.1", 2, 5.01e-4, 2, 1, 1, 1, 2));
    cases.add(feynman("I.44.4", 2, 2.43e-5, 2));
    cases.add(feynman("II.2.42", 2, 7.22e-4, 2, 2));
    cases.add(feynman("II.6.15a", 3, 3.28e-3, 2, 1));
    cases.add(feynman("II.11.7", 3, 8.52e-3, 3, 1));
    cases.add(feynman("II.35.18", 2, 1.58e-4, 1, 1));
    cases.add(feynman("II.38.3", 2, 8.78e-5, 2, 1, 1));
    cases.add(feynman("III.10.19", 2, 1.18e-3, 1, 2));
    cases.add(feynman("III.17.37", 3, 5.03e-4, 3));
    return List.copyOf(cases);
  }

  /** Returns the equations of {@link #feynman} with the formula as their measure. */
  static List<AccuracyCase> recovered() {
    return feynman().stream().map(PaperCases::recovered).toList();
  }

  private static AccuracyCase recovered(AccuracyCase equation) {
    return new AccuracyCase(
        equation.name().replace(FEYNMAN, RECOVERED),
        RECOVERED,
        equation.problem(),
        equation.hidden(),
        GridPlan.refined(5, 10, 20),
        Measure.FORMULA,
        new Published(Double.NaN, "not published"),
        Goal.of(SAME_FORMULA));
  }

  private static AccuracyCase special(String function, double published, int... hidden) {
    return special(
        SPECIAL + "-" + function,
        new SampledProblem(SPECIAL_FILE, "function", function, List.of("x", "y"), "f"),
        published,
        hidden);
  }

  private static AccuracyCase onUnitSquare(
      String function, int order, double published, int... hidden) {
    return special(
        SPECIAL + "-" + function + "-unit",
        new FormulaProblem(
            "kan_lpmv(" + order + ", x1, x2)", 2, 0, 1, GENERATED_ROWS, GENERATED_TEST_ROWS),
        published,
        hidden);
  }

  private static AccuracyCase special(
      String name, Problem problem, double published, int... hidden) {
    return new AccuracyCase(
        name,
        SPECIAL,
        problem,
        hidden,
        GRIDS,
        Measure.RMSE,
        new Published(published, "arXiv 2404.19756, table 1, best KAN shape"),
        Goal.of(published));
  }

  private static AccuracyCase feynman(
      String equation, int inputs, double published, int... hidden) {
    List<String> columns = IntStream.rangeClosed(1, inputs).mapToObj(i -> "x" + i).toList();
    return new AccuracyCase(
        FEYNMAN + "-" + equation,
        FEYNMAN,
        new SampledProblem(FEYNMAN_FILE, "equation", equation, columns, "y"),
        hidden,
        GRIDS,
        Measure.RMSE,
        new Published(published, "arXiv 2404.19756, table 2, pruned KAN"),
        Goal.of(published));
  }
}
