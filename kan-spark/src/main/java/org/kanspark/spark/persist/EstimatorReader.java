package org.kanspark.spark.persist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BiConsumer;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;

/**
 * Reads an estimator that {@link EstimatorWriter} wrote.
 *
 * @param <E> the estimator
 */
public final class EstimatorReader<E> extends MLReader<E> {
  private final BiConsumer<E, String> setInitialModel;

  /**
   * Makes a reader.
   *
   * @param setInitialModel sets the initial model that is saved at a path
   */
  public EstimatorReader(BiConsumer<E, String> setInitialModel) {
    this.setInitialModel = setInitialModel;
  }

  // The variant with a session instead of a context exists from Spark 4 on only.
  @SuppressWarnings("deprecation")
  @Override
  public E load(String path) {
    E estimator = new DefaultParamsReader<E>().load(path);
    Path nested = new Path(path, EstimatorWriter.INITIAL_MODEL);
    try {
      if (nested.getFileSystem(sc().hadoopConfiguration()).exists(nested)) {
        setInitialModel.accept(estimator, nested.toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not read the initial model at " + nested, e);
    }
    return estimator;
  }
}
