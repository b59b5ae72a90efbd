package org.kanspark.spark.predict;

/** Says why a model has no prediction for a row. */
public final class UnscorableRowException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnscorableRowException(String message) {
    super(message);
  }
}
