package org.kanspark.spark.persist;

import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.DefaultParamsWriter$;
import scala.Option;

/** Writes a stage that is nothing but its parameters: an estimator. */
public class StageWriter extends AtomicWriter {
  private final Params stage;

  /** Makes a writer of a stage. */
  public StageWriter(Params stage) {
    this.stage = stage;
  }

  // The variant with a session instead of a context exists from Spark 4 on only.
  @SuppressWarnings("deprecation")
  @Override
  public void saveImpl(String path) {
    DefaultParamsWriter$.MODULE$.saveMetadata(stage, path, sc(), Option.empty(), Option.empty());
  }
}
