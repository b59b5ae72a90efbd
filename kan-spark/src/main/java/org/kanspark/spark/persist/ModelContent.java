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
 * @param loss name of the loss it was trained with
 * @param classes name of each class, none where the label is a number
 * @param edges what the training rows did on the edges; null in models saved before it was kept
 */
public record ModelContent(
    KanModel model,
    List<String> features,
    String label,
    String loss,
    List<String> classes,
    @Nullable EdgeStatistics edges)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Returns the content of a changed model. */
  public ModelContent with(KanModel changed, @Nullable EdgeStatistics changedEdges) {
    return new ModelContent(changed, features, label, loss, classes, changedEdges);
  }

  /** Returns the names of the network's outputs: that of the label, or of each class. */
  public List<String> outputs() {
    return model.network().outputs() == 1 ? List.of(label) : classes;
  }
}
