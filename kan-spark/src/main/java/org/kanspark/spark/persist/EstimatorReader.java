package org.kanspark.spark.persist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsReader$;
import org.apache.spark.ml.util.MLReader;
import scala.Option;

/**
 * Reads an estimator that {@link EstimatorWriter} wrote.
 *
 * @param <E> the estimator
 */
public final class EstimatorReader<E extends Params> extends MLReader<E> {
  private final Class<E> type;
  private final Function<String, E> constructor;
  private final BiConsumer<E, String> setInitialModel;

  /**
   * Makes a reader.
   *
   * @param type class of the estimator
   * @param constructor makes an estimator of its uid
   * @param setInitialModel sets the initial model that is saved at a path
   */
  public EstimatorReader(
      Class<E> type, Function<String, E> constructor, BiConsumer<E, String> setInitialModel) {
    this.type = type;
    this.constructor = constructor;
    this.setInitialModel = setInitialModel;
  }

  /**
   * Loads an estimator.
   *
   * @throws IllegalArgumentException if there is no such estimator at the path, or its format is
   *     newer than this reader
   */
  @Override
  public E load(String path) {
    try {
      StageFolder folder = StageFolder.at(path, sc().hadoopConfiguration());
      DefaultParamsReader.Metadata metadata =
          DefaultParamsReader$.MODULE$.parseMetadata(folder.readMetadata(), type.getName());
      // Estimators saved before they had a version have no such file.
      if (folder.has(EstimatorWriter.FORMAT)) {
        FormatVersion.require(
            folder.readJson(EstimatorWriter.FORMAT), "the KAN estimator at " + folder.path());
      }
      E estimator = constructor.apply(metadata.uid());
      metadata.getAndSetParams(estimator, Option.empty());
      if (folder.has(EstimatorWriter.INITIAL_MODEL)) {
        setInitialModel.accept(estimator, folder.path() + "/" + EstimatorWriter.INITIAL_MODEL);
      }
      return estimator;
    } catch (IOException e) {
      throw new UncheckedIOException("could not read the estimator at " + path, e);
    }
  }
}
