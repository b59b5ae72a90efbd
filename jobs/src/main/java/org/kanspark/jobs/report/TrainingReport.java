package org.kanspark.jobs.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.interpret.RankedEdge;
import org.kanspark.kernel.penalty.ObjectiveTerms;

/**
 * Holds what there is to say about one training.
 *
 * @param source where the rows came from
 * @param label the column that is predicted
 * @param task {@code regression} or {@code classification}
 * @param layers number of nodes of each layer, inputs first
 * @param parameters number of trained parameters
 * @param fit how the optimiser got there
 * @param train scores on the training rows
 * @param test scores on the rows held back, or null where there are none
 * @param seconds how long it took
 * @param kernel which kernel computed: {@code scalar}, or {@code simd-} and its width in bits
 * @param settings the configuration as it was resolved
 * @param network the network drawn, as SVG
 * @param importances score of every feature, by name
 * @param edges live edges, the strongest first
 * @param formula the model as a formula, or null where an edge is a spline
 * @param comparison other models on the same rows, or null where none were asked for
 * @param provenance versions, seeds and whatever else it takes to train the same model again
 */
public record TrainingReport(
    String source,
    String label,
    String task,
    int[] layers,
    long parameters,
    Fit fit,
    Scores train,
    @Nullable Scores test,
    Seconds seconds,
    String kernel,
    String settings,
    String network,
    Map<String, Double> importances,
    List<RankedEdge> edges,
    @Nullable String formula,
    @Nullable Comparison comparison,
    Map<String, String> provenance) {

  /**
   * Describes the optimisation.
   *
   * @param solver which optimiser ran
   * @param iterations accepted steps
   * @param passes complete readings of the training rows
   * @param forward full-data equivalents of loss evaluations
   * @param gradient full-data equivalents of gradient evaluations
   * @param curvature full-data equivalents of curvature evaluations
   * @param sampled full-data equivalents of gradient evaluations on sampled rows, before {@code
   *     objective} begins
   * @param objective objective at the start and after every step
   * @param validation mean loss on the rows held back beside each of these, empty for none
   * @param validationRows number of rows held back
   * @param kept accepted steps up to the parameters of the model
   * @param terms what the objective there is the sum of
   */
  public record Fit(
      String solver,
      int iterations,
      int passes,
      double forward,
      double gradient,
      double curvature,
      double sampled,
      double[] objective,
      double[] validation,
      long validationRows,
      int kept,
      ObjectiveTerms terms) {}

  /**
   * Divides the time.
   *
   * @param load reading, checking and placing rows
   * @param fit training, from categories to the last step
   * @param total all of it, scores and files included
   */
  public record Seconds(double load, double fit, double total) {}
}
