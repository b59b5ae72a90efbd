package org.kanspark.spark.persist;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.MLWritable;
import org.jspecify.annotations.Nullable;

/** Writes an estimator: its parameters and, in a folder inside its own, the model it begins at. */
public final class EstimatorWriter extends StageWriter {
  static final String FORMAT = "data/format.json";
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
  void writeContent(StageFolder folder) throws IOException {
    String json = "{\"%s\" : %d}\n".formatted(FormatVersion.FIELD, FormatVersion.WITHOUT_MISSING);
    folder.write(FORMAT, json.getBytes(UTF_8));
    if (initialModel != null) {
      initialModel.write().save(folder.path() + "/" + INITIAL_MODEL);
    }
  }
}
