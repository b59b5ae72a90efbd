package org.kanspark.spark.block;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Chooses rows to hold back by a seeded hash of their values, so that equal rows share their fate,
 * wherever they are.
 */
public final class HeldBack implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Keeps the choice apart from others that hash the same values with the same seed. */
  private static final long SALT = 0x5DEECE66DL;

  private static final double UNIT = 0x1p-53;

  private final Validation validation;

  HeldBack(Validation validation) {
    this.validation = validation;
  }

  /**
   * Returns whether a row is held back.
   *
   * @param features its features
   * @param labels its labels
   */
  boolean chooses(double[] features, double[] labels) {
    long hash = mix(mix(validation.seed() ^ SALT, features), labels);
    return (hash >>> 11) * UNIT < validation.fraction();
  }

  private static long mix(long hash, double[] values) {
    long mixed = hash;
    for (double value : values) {
      mixed = mix(mixed, value);
    }
    return mixed;
  }

  /** Mixes a value into a hash: the finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
  private static long mix(long hash, double value) {
    long z = hash * 0x9E3779B97F4A7C15L + Double.doubleToLongBits(value + 0.0);
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Returns the rows of a Dataset that training does not hold back, with all their columns. */
  public static Dataset<?> withoutMarked(Dataset<?> dataset, RowSchema schema) {
    Validation validation = schema.validation();
    if (!validation.isAny()) {
      return dataset;
    }
    if (validation.byColumn()) {
      return dataset.filter(functions.not(dataset.col(validation.column())));
    }
    HeldBack choice = new HeldBack(validation);
    int size = schema.size();
    UDF2<Vector, Object, Boolean> trained =
        (vector, label) -> {
          double[] values = vector == null ? new double[size] : vector.toArray();
          if (vector == null) {
            Arrays.fill(values, Double.NaN);
          }
          double[] labels =
              label instanceof Vector several ? several.toArray() : new double[] {(double) label};
          return !choice.chooses(values, labels);
        };
    Column features = schema.featuresColumn(dataset);
    Column label = schema.labelColumn(dataset);
    Dataset<Row> rows = dataset.toDF();
    return rows.filter(functions.udf(trained, DataTypes.BooleanType).apply(features, label));
  }
}
