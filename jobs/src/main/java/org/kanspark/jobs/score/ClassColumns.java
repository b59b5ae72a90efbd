package org.kanspark.jobs.score;

import static org.apache.spark.ml.functions.vector_to_array;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.kanspark.classification.KANClassificationModel;
import org.kanspark.jobs.data.ColumnNames;
import org.kanspark.jobs.error.UserError;
import org.kanspark.jobs.model.KanPipeline;
import org.kanspark.spark.interpret.KANModel;

/** Turns what a model adds to rows into the columns that are written. */
public final class ClassColumns {
  private static final String PROBABILITY = "probability_";

  private final KanPipeline model;

  /** Makes the columns of one model. */
  public ClassColumns(KanPipeline model) {
    this.model = model;
  }

  /** Returns the names of the columns that are added. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    names.add(model.kan().getPredictionCol());
    if (model.kan() instanceof KANClassificationModel classifier) {
      classifier.classNames().forEach(name -> names.add(PROBABILITY + name));
    }
    return names;
  }

  /** Returns the columns to write behind others. */
  Column[] select(Column... others) {
    List<Column> columns = new ArrayList<>(List.of(others));
    KANModel<?> kan = model.kan();
    String prediction = kan.getPredictionCol();
    Column predicted = functions.col(ColumnNames.quoted(prediction));
    if (kan instanceof KANClassificationModel classifier) {
      List<String> classes = classifier.classNames();
      Column[] labels = classes.stream().map(functions::lit).toArray(Column[]::new);
      columns.add(
          functions
              .element_at(functions.array(labels), predicted.cast("int").plus(1))
              .as(prediction));
      Column probabilities =
          vector_to_array(
              functions.col(ColumnNames.quoted(classifier.getProbabilityCol())), "float64");
      for (int k = 0; k < classes.size(); k++) {
        columns.add(probabilities.getItem(k).as(PROBABILITY + classes.get(k)));
      }
    } else {
      columns.add(predicted);
    }
    return columns.toArray(Column[]::new);
  }

  /**
   * Refuses rows of classes that training did not have.
   *
   * @param rows typed rows with their label
   * @param where what messages call the source
   * @throws UserError naming the column, their number and the first
   */
  public void requireKnown(Dataset<Row> rows, String where) {
    if (!(model.kan() instanceof KANClassificationModel classifier)) {
      return;
    }
    Column label = rows.col(ColumnNames.quoted(model.label()));
    Dataset<Row> unknown =
        rows.filter(functions.not(label.isin(classifier.classNames().toArray()))).select(label);
    long count = unknown.count();
    if (count > 0) {
      throw new UserError(
          "%s: column \"%s\" has %d values that are no class of the model, the first is \"%s\"; its classes: %s"
              .formatted(
                  where,
                  model.label(),
                  count,
                  unknown.head().get(0),
                  ColumnNames.listed(classifier.classNames())));
    }
  }
}
