package org.kanspark.kernel.export;

import java.util.List;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.model.Link;

/**
 * Names the classes that a model predicts.
 *
 * @param names one a class, in order; none where predictions are numbers
 * @param thresholds one a class, by which probabilities are divided before the largest is taken;
 *     none to take the largest
 */
public record Classes(List<String> names, double[] thresholds) {
  /** Has no class. */
  public static final Classes NONE = new Classes(List.of(), new double[0]);

  /**
   * Copies the names.
   *
   * @throws IllegalArgumentException if thresholds are not one a class
   */
  public Classes {
    names = List.copyOf(names);
    thresholds = thresholds.clone();
    if (thresholds.length > 0 && thresholds.length != names.size()) {
      throw new IllegalArgumentException(
          "%d thresholds for %d classes, accepted: one each or none"
              .formatted(thresholds.length, names.size()));
    }
  }

  @Override
  public double[] thresholds() {
    return thresholds.clone();
  }

  /**
   * Checks that they are those of a model.
   *
   * @throws IllegalArgumentException if their number is another
   */
  void requireFor(KanModel model) {
    int needed =
        switch (model.link()) {
          case IDENTITY, LOG -> 0;
          case LOGISTIC -> 2;
          case SOFTMAX -> model.network().outputs();
        };
    if (names.size() != needed) {
      throw new IllegalArgumentException(
          "%d names of classes were given, the model of link %s has %d"
              .formatted(names.size(), model.link().label(), needed));
    }
  }

  /** Returns whether predictions are classes. */
  boolean isAny() {
    return !names.isEmpty();
  }

  /** Returns whether the network computes one number for two classes. */
  static boolean isLogit(KanModel model) {
    return model.link() == Link.LOGISTIC;
  }
}
