package org.kanspark.spark.block;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Reads features from columns of vectors, dense or sparse, or of arrays of doubles or floats. */
public final class FeatureColumns {
  private FeatureColumns() {}

  /** Returns whether a column holds arrays that can be read as vectors. */
  public static boolean isArray(StructType schema, String column) {
    if (!List.of(schema.fieldNames()).contains(column)
        || !(schema.apply(column).dataType() instanceof ArrayType array)) {
      return false;
    }
    DataType element = array.elementType();
    return element.equals(DataTypes.DoubleType) || element.equals(DataTypes.FloatType);
  }

  /** Returns the features as vectors; those of null are null, a null in an array is NaN. */
  public static Column vectors(Dataset<?> dataset, String column) {
    if (!isArray(dataset.schema(), column)) {
      return dataset.col(column);
    }
    UDF1<Row, Vector> toVector = FeatureColumns::vector;
    // A row in place of the array: Scala's sequences differ between its versions.
    return functions
        .udf(toVector, SQLDataTypes.VectorType())
        .withName("kan_features")
        .apply(functions.struct(dataset.col(column)));
  }

  private static @Nullable Vector vector(Row row) {
    if (row.isNullAt(0)) {
      return null;
    }
    List<Number> numbers = row.getList(0);
    double[] values = new double[numbers.size()];
    int f = 0;
    for (Number number : numbers) {
      values[f++] = number == null ? Double.NaN : number.doubleValue();
    }
    return Vectors.dense(values);
  }

  /**
   * Applies what expects a column of vectors to the schema of a Dataset whose features may be
   * arrays.
   */
  public static StructType withVectors(
      StructType schema, String column, UnaryOperator<StructType> rule) {
    if (!isArray(schema, column)) {
      return rule.apply(schema);
    }
    StructField array = schema.apply(column);
    StructField vector =
        new StructField(column, SQLDataTypes.VectorType(), array.nullable(), array.metadata());
    return replaced(rule.apply(replaced(schema, vector)), array);
  }

  private static StructType replaced(StructType schema, StructField field) {
    return new StructType(
        Arrays.stream(schema.fields())
            .map(old -> old.name().equals(field.name()) ? field : old)
            .toArray(StructField[]::new));
  }

  /** Returns whether no feature is missing. */
  static boolean isComplete(@Nullable Vector vector) {
    if (vector == null) {
      return false;
    }
    double[] values = vector instanceof SparseVector sparse ? sparse.values() : vector.toArray();
    for (double value : values) {
      if (Double.isNaN(value)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the rows that can be scored: without those that miss features, if these are skipped.
   */
  public static Dataset<?> scorable(Dataset<?> dataset, String column, HandleInvalid invalid) {
    if (invalid != HandleInvalid.SKIP) {
      return dataset;
    }
    UDF1<Vector, Boolean> complete = FeatureColumns::isComplete;
    return dataset.filter(
        functions.udf(complete, DataTypes.BooleanType).apply(vectors(dataset, column)));
  }
}
