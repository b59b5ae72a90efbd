package org.kanspark.spark.block;

import java.io.Serializable;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.loss.Loss;

/**
 * Finds what is wrong with a row selected by {@link RowSchema#select}. Columns are numbered:
 * feature f is f, then the feature vector as a whole, the label, the weight, the mark of rows held
 * back.
 */
final class RowChecker implements Serializable {
  private static final long serialVersionUID = 1L;

  private final RowSchema schema;

  RowChecker(RowSchema schema) {
    this.schema = schema;
  }

  /** Receives a bad value. */
  interface Report {
    void bad(int column, String value);
  }

  int columns() {
    return schema.size() + 4;
  }

  /** Reports the bad values of a row; a row of weight zero is absent and has none. */
  void check(Row row, Report report) {
    if (isSkipped(row)) {
      return;
    }
    boolean present = true;
    if (schema.weighted()) {
      String weight = number(row, 2);
      if (weight != null || row.getDouble(2) < 0) {
        report.bad(schema.size() + 2, weight != null ? weight : "" + row.getDouble(2));
      } else {
        present = row.getDouble(2) > 0;
      }
    }
    if (present) {
      String label = schema.labels() > 0 ? badLabels(row.getAs(1)) : badLabel(row);
      if (label != null) {
        report.bad(schema.size() + 1, label);
      }
      checkFeatures(row, report);
      if (schema.validation().byColumn() && row.isNullAt(schema.indicatorIndex())) {
        report.bad(schema.size() + 3, "null");
      }
    }
  }

  private @Nullable String badLabel(Row row) {
    String label = number(row, 1);
    Loss loss = schema.loss();
    return label == null && loss != null && !loss.accepts(row.getDouble(1))
        ? Double.toString(row.getDouble(1))
        : label;
  }

  private @Nullable String badLabels(@Nullable Vector labels) {
    if (labels == null) {
      return "null";
    }
    if (labels.size() != schema.labels()) {
      return "a vector of " + labels.size() + " values";
    }
    double[] values = labels.toArray();
    for (int n = 0; n < values.length; n++) {
      if (!Double.isFinite(values[n])) {
        return values[n] + " in place " + (n + 1);
      }
    }
    return null;
  }

  /** Returns whether a row is left out because it misses features. */
  boolean isSkipped(Row row) {
    return schema.invalid() == HandleInvalid.SKIP
        && !FeatureColumns.isComplete(row.getAs(RowSchema.FEATURES));
  }

  private void checkFeatures(Row row, Report report) {
    Vector vector = row.getAs(0);
    boolean keep = schema.invalid() == HandleInvalid.KEEP;
    if (vector == null) {
      if (!keep) {
        report.bad(schema.size(), "null");
      }
    } else if (vector.size() != schema.size()) {
      report.bad(schema.size(), "a vector of " + vector.size() + " values");
    } else {
      boolean sparse = vector instanceof SparseVector;
      double[] active = sparse ? ((SparseVector) vector).values() : vector.toArray();
      for (int a = 0; a < active.length; a++) {
        if (!Double.isFinite(active[a]) && !(keep && Double.isNaN(active[a]))) {
          int feature = sparse ? ((SparseVector) vector).indices()[a] : a;
          report.bad(feature, Double.toString(active[a]));
        }
      }
    }
  }

  private static @Nullable String number(Row row, int column) {
    if (row.isNullAt(column)) {
      return "null";
    }
    double value = row.getDouble(column);
    return Double.isFinite(value) ? null : Double.toString(value);
  }

  /** Names a column as a person would look for it. */
  String describe(int column) {
    if (column < schema.size()) {
      return "feature '"
          + schema.features().get(column)
          + "' of column '"
          + schema.featuresCol()
          + "'";
    }
    return switch (column - schema.size()) {
      case 0 -> "features column '" + schema.featuresCol() + "'";
      case 1 -> "label column '" + schema.labelCol() + "'";
      case 2 -> "weight column '" + schema.weightCol() + "'";
      default -> "validation column '" + schema.validation().column() + "'";
    };
  }

  private String acceptedLabels() {
    if (schema.labels() > 0) {
      return "vectors of " + schema.labels() + " finite numbers";
    }
    return schema.loss() == null ? "finite numbers" : schema.loss().acceptedLabels();
  }

  /** Says what a column accepts. */
  String accepted(int column) {
    return switch (column - schema.size()) {
      case 0 -> "vectors of " + schema.size() + " values";
      case 1 -> acceptedLabels();
      case 2 -> "finite numbers >= 0";
      case 3 -> "true or false";
      default -> "finite numbers";
    };
  }
}
