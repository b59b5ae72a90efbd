package org.kanspark.kernel.model;

import java.util.Arrays;

/**
 * Names what turns the numbers a model computes (outputs of its network, scaled) into predictions.
 */
public enum Link {
  /** The number itself. */
  IDENTITY("identity"),
  /** The number is the logarithm of the prediction. */
  LOG("log"),
  /** The number is the logit of class 1 of two. */
  LOGISTIC("logistic"),
  /** One number a class; probabilities are in proportion to the exponentials. */
  SOFTMAX("softmax");

  private final String label;

  Link(String label) {
    this.label = label;
  }

  /** Returns the name used in files. */
  public String label() {
    return label;
  }

  /** Returns whether a network may have so many outputs. */
  boolean accepts(int outputs) {
    return switch (this) {
      case IDENTITY -> outputs >= 1;
      case LOG, LOGISTIC -> outputs == 1;
      case SOFTMAX -> outputs >= 2;
    };
  }

  /** Returns whether predictions are probabilities of classes. */
  public boolean isOfClasses() {
    return this == LOGISTIC || this == SOFTMAX;
  }

  /**
   * Returns the link of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Link parse(String name) {
    return Arrays.stream(values())
        .filter(link -> link.label.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "link is '"
                        + name
                        + "', accepted: "
                        + Arrays.stream(values()).map(Link::label).toList()));
  }

  /**
   * Turns one number into a prediction; a logit into the probability of class 1.
   *
   * @throws IllegalStateException for softmax, which takes several numbers
   */
  public double predict(double value) {
    return switch (this) {
      case IDENTITY -> value;
      case LOG -> StrictMath.exp(value);
      case LOGISTIC -> 1.0 / (1.0 + StrictMath.exp(-value));
      case SOFTMAX -> throw new IllegalStateException("softmax takes one number a class");
    };
  }

  /**
   * Computes the probabilities of all classes.
   *
   * @param values raw predictions, one a class; for logistic those of class 0 and class 1, of which
   *     the second is the logit and the first its negative
   * @param probabilities receives them; may be the same array
   * @throws IllegalStateException if this is no link of classes
   */
  public void probabilities(double[] values, double[] probabilities) {
    if (this == LOGISTIC) {
      double one = values[1];
      probabilities[0] = predict(-one);
      probabilities[1] = predict(one);
      return;
    }
    if (this != SOFTMAX) {
      throw new IllegalStateException("link " + label + " has no classes");
    }
    double most = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      most = Math.max(most, value);
    }
    double sum = 0.0;
    for (int k = 0; k < values.length; k++) {
      probabilities[k] = StrictMath.exp(values[k] - most);
      sum += probabilities[k];
    }
    for (int k = 0; k < values.length; k++) {
      probabilities[k] /= sum;
    }
  }
}
