package org.kanspark.jobs.compare;

import java.io.IOException;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Is one of the models that are compared. */
interface Contender {

  /** Returns the name a reader knows it by. */
  String name();

  /** Returns cached vectors in the form this model reads them, the same where it reads any. */
  default Dataset<Row> form(Dataset<Row> vectors) {
    return vectors;
  }

  /**
   * Fits a model.
   *
   * @param train cached vectors in this model's {@link #form}, with label and, if there is one,
   *     weight
   */
  Fitted fit(Dataset<Row> train);

  /** Returns whether a fit to a sample of rows comes before the one that is measured. */
  default boolean warmsUp() {
    return true;
  }

  /**
   * Returns how many bytes a model takes.
   *
   * @param model what {@link #fit} made
   * @param folder may be made
   */
  default long size(Transformer model, ScratchFolder folder) throws IOException {
    return folder.sizeOf(model);
  }

  /**
   * Holds a fitted model.
   *
   * @param model adds a column {@code prediction} to rows
   * @param settings what it was told, in a few words
   * @param seconds how long the fit took, without the choice of settings
   */
  record Fitted(Transformer model, String settings, double seconds) {}
}
