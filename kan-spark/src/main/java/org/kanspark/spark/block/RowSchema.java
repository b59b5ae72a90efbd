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
 * @param loss says which labels are accepted; null for all finite numbers
 */
public record RowSchema(
    String featuresCol,
    String labelCol,
    String weightCol,
    List<String> features,
    @Nullable Loss loss)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Names columns of rows whose label may be any finite number. */
  public RowSchema(String featuresCol, String labelCol, String weightCol, List<String> features) {
    this(featuresCol, labelCol, weightCol, features, null);
  }

  /**
   * Reads the schema of a Dataset: the number of features from the column's metadata or, where
   * there is none, from the first row.
   *
   * @throws IllegalArgumentException if the Dataset has no row, or a null in its first row
   */
  public static RowSchema of(
      Dataset<?> dataset, String featuresCol, String labelCol, String weightCol) {
    AttributeGroup group = AttributeGroup.fromStructField(dataset.schema().apply(featuresCol));
    int size = group.size() >= 0 ? group.size() : firstVectorSize(dataset, featuresCol);
    return new RowSchema(featuresCol, labelCol, weightCol, names(group, size), null);
  }

  /** Returns the same for labels that a loss accepts. */
  public RowSchema withLabelsOf(Loss checking) {
    return new RowSchema(featuresCol, labelCol, weightCol, features, checking);
  }

  private static int firstVectorSize(Dataset<?> dataset, String featuresCol) {
    List<Row> first = dataset.select(dataset.col(featuresCol)).takeAsList(1);
    if (first.isEmpty()) {
      throw noRows();
    }
    Vector vector = first.get(0).getAs(0);
    if (vector == null) {
      throw new IllegalArgumentException(
          "features column '" + featuresCol + "' is null in the first row, accepted: a vector");
    }
    return vector.size();
  }

  static IllegalArgumentException noRows() {
    return new IllegalArgumentException(
        "there are no rows: at least one row of weight > 0 is needed");
  }

  private static List<String> names(AttributeGroup group, int size) {
    Option<Attribute[]> attributes = group.attributes();
    List<String> names = new ArrayList<>(size);
    for (int f = 0; f < size; f++) {
      Option<String> name =
          attributes.isDefined() ? attributes.get()[f].name() : Option.<String>empty();
      names.add(name.isDefined() ? name.get() : "x" + (f + 1));
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

  /** Selects features, label and, if any, weight, in this order. */
  Dataset<Row> select(Dataset<?> dataset) {
    List<Column> columns = new ArrayList<>();
    columns.add(dataset.col(featuresCol));
    columns.add(dataset.col(labelCol).cast(DataTypes.DoubleType));
    if (weighted()) {
      columns.add(dataset.col(weightCol).cast(DataTypes.DoubleType));
    }
    return dataset.select(columns.toArray(Column[]::new));
  }
}
