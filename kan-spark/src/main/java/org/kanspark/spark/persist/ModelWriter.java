package org.kanspark.spark.persist;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
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
  public void saveImpl(String path) {
    super.saveImpl(path);
    try {
      Path folder = new Path(path);
      FileSystem files = folder.getFileSystem(sc().hadoopConfiguration());
      new ModelFolder(files, folder).write(content);
    } catch (IOException e) {
      throw new UncheckedIOException("could not write the model to " + path, e);
    }
  }
}
