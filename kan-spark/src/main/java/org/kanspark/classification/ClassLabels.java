package org.kanspark.classification;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.Attribute$;
import org.apache.spark.ml.attribute.BinaryAttribute;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.kanspark.kernel.loss.LogisticLoss;
import org.kanspark.kernel.loss.Loss;
import org.kanspark.kernel.loss.SoftmaxLoss;
import scala.Option;

/** Finds out which classes a label column has. */
final class ClassLabels {
  /** Classes up to which labels may say their number; more must be in the column's metadata. */
  private static final int MOST_CLASSES = 1000;

  private static final int LEAST_CLASSES = 2;

  private ClassLabels() {}

  /**
   * Returns the name of each class: from the metadata of the label column, else the numbers 0 to
   * the largest label. There are at least two: where all rows are of class 0, none is of class 1,
   * which is called "not" the other if that has a name.
   *
   * @throws IllegalArgumentException if the column's metadata say that it is no class, or the
   *     largest label is no number of a class
   */
  static List<String> of(Dataset<?> dataset, String labelCol, String weightCol) {
    Attribute attribute = Attribute$.MODULE$.fromStructField(dataset.schema().apply(labelCol));
    if (attribute instanceof NominalAttribute nominal) {
      Option<String[]> values = nominal.values();
      if (values.isDefined() && values.get().length > 0) {
        String[] names = values.get();
        return names.length == 1 ? List.of(names[0], "not " + names[0]) : List.of(names);
      }
      Option<Object> count = nominal.getNumValues();
      if (count.isDefined()) {
        return numbers((int) count.get());
      }
    }
    if (attribute instanceof BinaryAttribute) {
      return numbers(LEAST_CLASSES);
    }
    return numbers(largest(dataset, labelCol, weightCol) + 1);
  }

  private static List<String> numbers(int classes) {
    return IntStream.range(0, Math.max(LEAST_CLASSES, classes))
        .mapToObj(Integer::toString)
        .toList();
  }

  private static int largest(Dataset<?> dataset, String labelCol, String weightCol) {
    Column label = dataset.col(labelCol).cast(DataTypes.DoubleType);
    Column counts = functions.not(functions.isnan(label));
    if (!weightCol.isEmpty()) {
      counts = counts.and(dataset.col(weightCol).gt(0));
    }
    Row row = dataset.select(functions.max(functions.when(counts, label))).first();
    if (row.isNullAt(0)) {
      return 0;
    }
    double largest = row.getDouble(0);
    if (!(largest < MOST_CLASSES)) {
      throw new IllegalArgumentException(
          ("label column '%s' has value %s, accepted: whole numbers from 0 to %d, or more if the"
                  + " column's metadata tell the number of classes")
              .formatted(labelCol, largest, MOST_CLASSES - 1));
    }
    return Math.max(0, (int) Math.ceil(largest));
  }

  /** Returns the loss for a number of classes. */
  static Loss loss(int classes) {
    return classes == LEAST_CLASSES ? new LogisticLoss() : new SoftmaxLoss(classes);
  }
}
