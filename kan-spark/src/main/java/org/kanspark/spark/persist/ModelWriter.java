package org.kanspark.spark.persist;

import java.io.IOException;
import org.apache.spark.ml.param.Params;

/** Writes a model: its stage parameters, structure and network parameters. */
public final class ModelWriter extends StageWriter {
  private final ModelContent content;

  /** Makes a writer of a model. */
  public ModelWriter(Params stage, ModelContent content) {
    super(stage);
    this.content = content;
  }

  @Override
  void writeContent(StageFolder folder) throws IOException {
    new ModelFolder(folder).write(content);
  }
}
