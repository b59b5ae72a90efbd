package org.kanspark.spark.persist;

import java.io.Serializable;
import java.util.List;
import org.kanspark.kernel.model.KanModel;

/**
 * Holds what of a model is saved besides its stage parameters.
 *
 * @param model the trained model
 * @param features name of each feature
 */
public record ModelContent(KanModel model, List<String> features) implements Serializable {
  private static final long serialVersionUID = 1L;
}
