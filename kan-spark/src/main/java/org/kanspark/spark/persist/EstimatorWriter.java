package org.kanspark.spark.persist;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.MLWritable;
import org.jspecify.annotations.Nullable;

/** Writes an estimator: its parameters and, in a folder inside its own, the model it begins at. */
public final class EstimatorWriter extends StageWriter {
  static final String INITIAL_MODEL = "initialModel";

  private final @Nullable MLWritable initialModel;

  /**
   * Makes a writer.
   *
   * @param stage the estimator, its parameter of the initial model not set: Spark cannot write it
   * @param initialModel the initial model, null for none
   */
  public EstimatorWriter(Params stage, @Nullable MLWritable initialModel) {
    super(stage);
    this.initialModel = initialModel;
  }

  @Override
  public void saveImpl(String path) {
    super.saveImpl(path);
    if (initialModel != null) {
      try {
        initialModel.write().save(path + "/" + INITIAL_MODEL);
      } catch (IOException e) {
        throw new UncheckedIOException("could not write the initial model to " + path, e);
      }
    }
  }
}
