package org.kanspark.kernel.loss;

/** Says how raw labels are scaled before a loss compares outputs with them. */
public enum LabelScaling {
  /** To mean 0 and standard deviation 1. */
  STANDARD,
  /** To median 0 and a deviation of 1 that outliers do not move. */
  ROBUST,
  /** Divided by their mean, whose logarithm is added to outputs: 0 predicts the mean. */
  LOG_MEAN,
  /** Not at all: labels are numbers of classes. */
  NONE
}
