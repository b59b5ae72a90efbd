package org.kanspark.spark.persist;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.DefaultParamsWriter$;
import scala.Option;

/** Writes a stage: its class, uid and parameters, and whatever else it is made of. */
abstract class StageWriter extends AtomicWriter {
  private final Params stage;

  StageWriter(Params stage) {
    this.stage = stage;
  }

  /** Writes what the stage has besides parameters. */
  abstract void writeContent(StageFolder folder) throws IOException;

  // The variant with a session instead of a context exists from Spark 4 on only.
  @SuppressWarnings("deprecation")
  @Override
  public void saveImpl(String path) {
    String metadata =
        DefaultParamsWriter$.MODULE$.getMetadataToSave(stage, sc(), Option.empty(), Option.empty());
    try {
      StageFolder folder = StageFolder.at(path, sc().hadoopConfiguration());
      folder.writeMetadata(metadata);
      writeContent(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("could not write %s to %s".formatted(stage.uid(), path), e);
    }
  }
}
