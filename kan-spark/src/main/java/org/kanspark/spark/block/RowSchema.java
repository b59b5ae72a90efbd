package org.kanspark.spark.block;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.loss.Loss;
import scala.Option;

/**
 * Names the columns that training or evaluation reads, and the features inside the features column.
 *
 * @param featuresCol column of feature vectors
 * @param labelCol column of labels
 * @param weightCol column of weights, empty if all weights are one
 * @param features name of each feature; its length is the size of every feature vector
 * @param labels number of labels in vectors of the label column; 0 where it holds numbers
 * @param loss says which labels are accepted; null for all finite numbers
 * @param validation says which rows are held back
 * @param invalid says what becomes of rows with missing features
 */
public record RowSchema(
    String featuresCol,
    String labelCol,
    String weightCol,
    List<String> features,
    int labels,
    @Nullable Loss loss,
    Validation validation,
    HandleInvalid invalid)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Places of the columns that {@link #select} gives. */
  static final int FEATURES = 0;

  static final int LABEL = 1;
  static final int WEIGHT = 2;

  /** Names columns of rows whose label may be any finite number. */
  public RowSchema(String featuresCol, String labelCol, String weightCol, List<String> features) {
    this(featuresCol, labelCol, weightCol, features, 0, null, Validation.NONE, HandleInvalid.ERROR);
  }

  /**
   * Reads the schema of a Dataset: the number of features from the column's metadata or, where
   * there is none, from the first row.
   *
   * @throws IllegalArgumentException if the Dataset has no row, or a null in its first row
   */
  public static RowSchema of(
      Dataset<?> dataset, String featuresCol, String labelCol, String weightCol) {
    return of(dataset, featuresCol, labelCol, weightCol, HandleInvalid.ERROR);
  }

  /**
   * Reads the schema of a Dataset whose features may be missing.
   *
   * @throws IllegalArgumentException if the Dataset has no row, or no vector in its first row or,
   *     where missing features are no error, in any
   */
  public static RowSchema of(
      Dataset<?> dataset,
      String featuresCol,
      String labelCol,
      String weightCol,
      HandleInvalid invalid) {
    List<String> names = namesInVectors(dataset, featuresCol, "x", invalid);
    return new RowSchema(
        featuresCol, labelCol, weightCol, names, 0, null, Validation.NONE, invalid);
  }

  /**
   * Returns a name for every place in the vectors or arrays of a column: from its metadata, else a
   * prefix and the place, from 1.
   *
   * @throws IllegalArgumentException if there is no metadata, and no row or a null in the first
   */
  public static List<String> namesInVectors(
      Dataset<?> dataset, String column, String prefix, HandleInvalid invalid) {
    int size = -1;
    AttributeGroup group = new AttributeGroup(column);
    if (!FeatureColumns.isArray(dataset.schema(), column)) {
      group = AttributeGroup.fromStructField(dataset.schema().apply(column));
      size = group.size();
    }
    return names(group, prefix, size >= 0 ? size : firstVectorSize(dataset, column, invalid));
  }

  /** Returns the same for labels that a loss accepts. */
  public RowSchema withLabelsOf(Loss checking) {
    return new RowSchema(
        featuresCol, labelCol, weightCol, features, labels, checking, validation, invalid);
  }

  /** Returns the same for a label column of vectors. */
  public RowSchema withLabels(int count) {
    return new RowSchema(
        featuresCol, labelCol, weightCol, features, count, loss, validation, invalid);
  }

  /** Returns the same with rows held back. */
  public RowSchema withValidation(Validation holding) {
    return new RowSchema(
        featuresCol, labelCol, weightCol, features, labels, loss, holding, invalid);
  }

  private static int firstVectorSize(Dataset<?> dataset, String column, HandleInvalid invalid) {
    Column vectors = FeatureColumns.vectors(dataset, column);
    Dataset<?> rows =
        invalid == HandleInvalid.ERROR ? dataset : dataset.filter(dataset.col(column).isNotNull());
    List<Row> first = rows.select(vectors).takeAsList(1);
    if (first.isEmpty()) {
      throw noRows();
    }
    Vector vector = first.get(0).getAs(0);
    if (vector == null) {
      throw new IllegalArgumentException(
          "column '" + column + "' is null in the first row, accepted: a vector");
    }
    return vector.size();
  }

  static IllegalArgumentException noRows() {
    return new IllegalArgumentException(
        "there are no rows: at least one row of weight > 0 is needed");
  }

  private static List<String> names(AttributeGroup group, String prefix, int size) {
    Option<Attribute[]> attributes = group.attributes();
    List<String> names = new ArrayList<>(size);
    for (int f = 0; f < size; f++) {
      Option<String> name =
          attributes.isDefined() ? attributes.get()[f].name() : Option.<String>empty();
      names.add(name.isDefined() ? name.get() : prefix + (f + 1));
    }
    return List.copyOf(names);
  }

  /** Returns the number of features. */
  public int size() {
    return features.size();
  }

  /** Returns whether rows have weights. */
  boolean weighted() {
    return !weightCol.isEmpty();
  }

  /** Returns the place of the column that marks rows held back, behind all others. */
  int indicatorIndex() {
    return weighted() ? WEIGHT + 1 : WEIGHT;
  }

  Column featuresColumn(Dataset<?> dataset) {
    return FeatureColumns.vectors(dataset, featuresCol);
  }

  Column labelColumn(Dataset<?> dataset) {
    return labels > 0
        ? FeatureColumns.vectors(dataset, labelCol)
        : dataset.col(labelCol).cast(DataTypes.DoubleType);
  }

  /** Selects features, label and, if any, weight and mark of rows held back, in this order. */
  Dataset<Row> select(Dataset<?> dataset) {
    List<Column> columns = new ArrayList<>();
    columns.add(featuresColumn(dataset));
    columns.add(labelColumn(dataset));
    if (weighted()) {
      columns.add(dataset.col(weightCol).cast(DataTypes.DoubleType));
    }
    if (validation.byColumn()) {
      columns.add(dataset.col(validation.column()));
    }
    return dataset.select(columns.toArray(Column[]::new));
  }
}
