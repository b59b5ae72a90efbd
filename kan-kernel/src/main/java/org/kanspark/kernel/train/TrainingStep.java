package org.kanspark.kernel.train;

/**
 * Describes one accepted step of training, or a round of the online steps before the first.
 *
 * @param iteration number of accepted steps so far, 0 before the solver's first
 * @param pass number of passes so far
 * @param objective J, in squared standard deviations of the label for the squared loss; after an
 *     online round the mean loss on sampled rows that only rounds over all partitions have seen
 * @param rmse root mean squared error in the label's units; NaN for losses that do not tell it
 * @param heldBackLoss mean loss on the rows held back, NaN where none are
 * @param gradientNorm largest absolute component of J's gradient, NaN after an online round
 * @param seconds since training began
 * @param phase what training is at: {@code "grid 5"}, {@code "online round 3"}
 */
public record TrainingStep(
    int iteration,
    int pass,
    double objective,
    double rmse,
    double heldBackLoss,
    double gradientNorm,
    double seconds,
    String phase) {}
