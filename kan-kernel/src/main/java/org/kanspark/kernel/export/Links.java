package org.kanspark.kernel.export;

import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.model.Link;

/** Tells which models can be written as one expression: those whose output is the label. */
final class Links {
  private Links() {}

  /**
   * Refuses others.
   *
   * @throws IllegalArgumentException if the model has another link than identity
   */
  static void requireIdentity(KanModel model) {
    if (model.link() != Link.IDENTITY) {
      throw new IllegalArgumentException(
          "a model of link %s can be exported as json only".formatted(model.link().label()));
    }
    if (model.network().outputs() > 1) {
      throw new IllegalArgumentException("a model of several labels can be exported as json only");
    }
  }
}
