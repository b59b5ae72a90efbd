package org.kanspark.regression;

import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.kanspark.spark.block.FeatureColumns;
import org.kanspark.spark.param.KANParams;

/** Checks the columns of a regression of several labels. */
final class MultiColumns {
  private MultiColumns() {}

  /**
   * Checks that a column holds vectors or arrays.
   *
   * @param param name of the parameter that names the column
   * @throws IllegalArgumentException if the column is missing or of another type
   */
  static void requireVectors(StructType schema, String param, String column) {
    DataType type = type(schema, param, column);
    if (!type.equals(SQLDataTypes.VectorType()) && !FeatureColumns.isArray(schema, column)) {
      throw new IllegalArgumentException(
          "%s '%s' has type %s, accepted: vector, array<double>, array<float>"
              .formatted(param, column, type.simpleString()));
    }
  }

  /**
   * Checks that a column holds numbers.
   *
   * @param column its name, empty for none
   * @throws IllegalArgumentException if the column is missing or of another type
   */
  static void requireNumbers(StructType schema, String param, String column) {
    if (!column.isEmpty() && !(type(schema, param, column) instanceof NumericType)) {
      throw new IllegalArgumentException(
          "%s '%s' has type %s, accepted: numbers"
              .formatted(param, column, type(schema, param, column).simpleString()));
    }
  }

  private static DataType type(StructType schema, String param, String column) {
    if (!List.of(schema.fieldNames()).contains(column)) {
      throw new IllegalArgumentException(
          "%s '%s' is not among the columns %s"
              .formatted(param, column, String.join(", ", schema.fieldNames())));
    }
    return schema.apply(column).dataType();
  }

  /**
   * Returns the schema with the columns a model adds.
   *
   * @throws IllegalArgumentException if features are missing, or a column to add is there already
   */
  static StructType withPrediction(
      StructType schema, String features, String prediction, KANParams stage) {
    requireVectors(schema, "featuresCol", features);
    if (List.of(schema.fieldNames()).contains(prediction)) {
      throw new IllegalArgumentException(
          "predictionCol '%s' is a column already".formatted(prediction));
    }
    return stage.withContributions(schema.add(prediction, SQLDataTypes.VectorType(), false));
  }
}
