package org.kanspark.kernel.export;

import org.kanspark.kernel.model.KanModel;

/** Keeps models with values for missing features out of languages that would not use them. */
final class MissingFeatures {
  private MissingFeatures() {}

  /**
   * Refuses such models.
   *
   * @throws IllegalArgumentException if the model has values for missing features
   */
  static void requireNone(KanModel model, String language) {
    if (model.network().mayMiss()) {
      throw new IllegalArgumentException(
          ("the model has values for missing features (handleInvalid = keep), which exports to %s do"
                  + " not use; accepted: JSON")
              .formatted(language));
    }
  }
}
