package org.kanspark.spark.interpret;

import java.util.List;
import org.kanspark.kernel.interpret.EdgeStatistics;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.spark.persist.ModelContent;

/**
 * Gives access to what a model is made of.
 *
 * @param <M> the model's class
 */
public interface ModelAccess<M> {
  /** Returns what is saved of the model besides its stage parameters. */
  ModelContent content();

  /** Returns a model of other content; this one is unchanged. */
  M withContent(ModelContent other);

  /** Returns the trained network with all it takes to predict without Spark. */
  default KanModel kanModel() {
    return content().model();
  }

  /**
   * Returns the name of each feature: from the metadata of the training column, else x1, x2, ...
   */
  default List<String> featureNames() {
    return content().features();
  }

  /**
   * Returns what the training rows did on every edge.
   *
   * @throws IllegalStateException if the model was saved by a version that did not keep it
   */
  default EdgeStatistics edgeStatistics() {
    EdgeStatistics edges = content().edges();
    if (edges == null) {
      throw new IllegalStateException(
          "the model has no statistics of its edges (data/edges.json): train it again to have them");
    }
    return edges;
  }
}
