package org.kanspark.spark.persist;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.interpret.EdgeStatistics;
import org.kanspark.kernel.model.KanModel;

/**
 * Holds what of a model is saved besides its stage parameters.
 *
 * @param model the trained model
 * @param features name of each feature
 * @param label name of the label
 * @param edges what the training rows did on the edges; null in models saved before it was kept
 */
public record ModelContent(
    KanModel model, List<String> features, String label, @Nullable EdgeStatistics edges)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}
