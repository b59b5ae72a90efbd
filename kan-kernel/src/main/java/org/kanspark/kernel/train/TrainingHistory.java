package org.kanspark.kernel.train;

import java.util.ArrayList;
import java.util.List;
import org.kanspark.kernel.penalty.ObjectiveTerms;

/**
 * Tells how training went.
 *
 * @param objective J at the start, then after every accepted step and every change of knots
 * @param terms the same, split into mean loss, L1, entropy and smoothness
 * @param validation mean loss on the rows held back, beside each entry of {@code objective}; empty
 *     where none were
 * @param keptIteration accepted steps up to the parameters that the model has: those with the least
 *     loss on the rows held back, else the last
 * @param iterations number of accepted steps
 * @param passes number of complete readings of the rows, for any reason
 * @param forwardEvaluations evaluations of the loss alone, in readings of all rows
 * @param gradientEvaluations evaluations of loss and gradient
 * @param curvatureEvaluations evaluations of curvature
 * @param sampledEvaluations those of loss and gradient on sampled rows, before the first entry of
 *     {@code objective}: the choice among starts, or first steps; 0 if training began at once
 * @param solver solver used
 * @param solverReason why it was used
 * @param seconds seconds of training
 * @param rows number of rows trained on
 * @param weightSum sum of the rows' weights
 * @param heldBackRows number of rows held back, not counted among the rows
 * @param notes what a user should know, one sentence each
 */
public record TrainingHistory(
    double[] objective,
    List<ObjectiveTerms> terms,
    double[] validation,
    int keptIteration,
    int iterations,
    int passes,
    double forwardEvaluations,
    double gradientEvaluations,
    double curvatureEvaluations,
    double sampledEvaluations,
    String solver,
    String solverReason,
    double seconds,
    long rows,
    double weightSum,
    long heldBackRows,
    List<String> notes) {

  /** Returns the terms of the objective at the parameters that the model has. */
  public ObjectiveTerms keptTerms() {
    int kept = terms.size() - 1;
    for (int e = 0; e < validation.length; e++) {
      // The first of equals, as in training.
      boolean better = validation[e] < validation[kept];
      kept = better || (validation[e] == validation[kept] && e < kept) ? e : kept;
    }
    return terms.get(kept);
  }

  /** Returns the same with one more note. */
  public TrainingHistory withNote(String sentence) {
    List<String> more = new ArrayList<>(notes);
    more.add(sentence);
    return new TrainingHistory(
        objective,
        terms,
        validation,
        keptIteration,
        iterations,
        passes,
        forwardEvaluations,
        gradientEvaluations,
        curvatureEvaluations,
        sampledEvaluations,
        solver,
        solverReason,
        seconds,
        rows,
        weightSum,
        heldBackRows,
        List.copyOf(more));
  }
}
