package org.kanspark.spark.persist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BiFunction;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsReader$;
import org.apache.spark.ml.util.MLReader;
import scala.Option;

/**
 * Reads a model that {@link ModelWriter} wrote.
 *
 * @param <M> the model
 */
public final class ModelReader<M extends Params> extends MLReader<M> {
  private final Class<M> type;
  private final BiFunction<String, ModelContent, M> constructor;

  /**
   * Makes a reader.
   *
   * @param type class of the model
   * @param constructor makes a model of its uid and content
   */
  public ModelReader(Class<M> type, BiFunction<String, ModelContent, M> constructor) {
    this.type = type;
    this.constructor = constructor;
  }

  /**
   * Loads a model.
   *
   * @throws IllegalArgumentException if there is no such model at the path, its format is newer
   *     than this reader, or a file is incomplete
   */
  @Override
  public M load(String path) {
    try {
      StageFolder folder = StageFolder.at(path, sc().hadoopConfiguration());
      ModelContent content = new ModelFolder(folder).read();
      DefaultParamsReader.Metadata metadata =
          DefaultParamsReader$.MODULE$.parseMetadata(folder.readMetadata(), type.getName());
      M model = constructor.apply(metadata.uid(), content);
      metadata.getAndSetParams(model, Option.empty());
      return model;
    } catch (IOException e) {
      throw new UncheckedIOException("could not read the model at " + path, e);
    }
  }
}
