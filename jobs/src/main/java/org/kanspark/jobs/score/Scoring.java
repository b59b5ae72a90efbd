package org.kanspark.jobs.score;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.kanspark.classification.KANClassificationModel;
import org.kanspark.jobs.data.CheckedRows;
import org.kanspark.jobs.data.ColumnNames;
import org.kanspark.jobs.data.Roles;
import org.kanspark.jobs.data.Table;
import org.kanspark.jobs.data.TableReader;
import org.kanspark.jobs.error.UserError;
import org.kanspark.jobs.model.KanPipeline;
import org.kanspark.jobs.output.OutputFolder;
import org.kanspark.jobs.report.Scores;
import org.kanspark.spark.block.HandleInvalid;

/** Applies a saved model to files of raw rows. */
public final class Scoring {
  private static final String RAW = "__raw";

  private final SparkSession spark;
  private final KanPipeline model;

  /** Makes a scoring of one model. */
  public Scoring(SparkSession spark, KanPipeline model) {
    this.spark = spark;
    this.model = model;
  }

  /**
   * Writes the columns of the input, as they are, and a column of predictions; where these are
   * classes, a column {@code probability_<class>} for each besides.
   *
   * @param input file or folder of raw rows; no label is needed
   * @param output folder to make
   * @param overwrite whether an earlier result there is replaced
   * @param format csv or parquet, or null for parquet where the input is, else csv
   * @return the number of rows
   * @throws UserError if a column is missing, a value is not finite, or the output exists
   * @throws IOException if the output cannot be moved to its place
   */
  public long predict(String input, String output, boolean overwrite, @Nullable String format)
      throws IOException {
    try (OutputFolder folder =
        OutputFolder.prepare(
            "--output", output, overwrite, spark.sparkContext().hadoopConfiguration())) {
      TableReader reader = new TableReader(spark);
      String inputFormat = reader.guessFormat(input);
      Table table = reader.read(input, inputFormat, hasHeader());
      ClassColumns classes = new ClassColumns(model);
      String[] columns = table.columnsOnly().columns();
      for (String added : classes.names()) {
        if (Arrays.asList(columns).contains(added)) {
          throw new UserError(
              input + " has a column \"" + added + "\" already: rename or remove it");
        }
      }
      CheckedRows checked = CheckedRows.check(table, roles(table, null, null));
      // Inside the pipeline columns have its names and types; what is written are the source's own.
      Column raw =
          functions.struct(Arrays.stream(columns).map(ColumnNames::column).toArray(Column[]::new));
      Dataset<Row> predicted = model.pipeline().transform(checked.typed(raw.as(RAW)));
      write(
          predicted.select(classes.select(functions.col(RAW + ".*"))),
          format == null && inputFormat.equals("parquet") ? "parquet" : format,
          hasHeader(),
          folder.folder());
      folder.mark();
      folder.commit();
      return checked.count();
    }
  }

  /** A model trained on csv files without a header reads columns named by their place. */
  private boolean hasHeader() {
    return !model.inputs().stream().allMatch(name -> name.matches("_c\\d+"));
  }

  private static void write(
      Dataset<Row> rows, @Nullable String format, boolean header, String folder) {
    rows.write()
        .mode("append")
        .format(format == null ? "csv" : format)
        .option("header", header)
        .option("escape", "\"")
        .save(folder);
  }

  /**
   * Measures the model on rows that have the label, and the weight if it was trained with one.
   *
   * @throws UserError if a column is missing or a value is not finite
   */
  public Scores evaluate(String input) {
    return model.scores(labelled(input));
  }

  /**
   * Reads rows as the KAN itself reads them: features, label, and the weight if it was trained with
   * one.
   *
   * @throws UserError if a column is missing or a value is not finite
   */
  public Dataset<Row> labelled(String input) {
    Table table = new TableReader(spark).read(input, null, hasHeader());
    Map<String, String> own = ColumnNames.byPipelineName(List.of(table.columnsOnly().columns()));
    String label = model.label();
    String weight = model.kan().weightColumn();
    Roles roles =
        roles(
            table,
            own.getOrDefault(label, model.ownNames().getOrDefault(label, label)),
            weight.isEmpty()
                ? null
                : own.getOrDefault(weight, model.ownNames().getOrDefault(weight, weight)));
    Dataset<Row> rows = CheckedRows.check(table, roles).typed();
    new ClassColumns(model).requireKnown(rows, table.where());
    return model.features(rows);
  }

  /** Finds the columns that the model reads, and those given, in a table. */
  private Roles roles(Table table, @Nullable String label, @Nullable String weight) {
    List<String> columns = List.of(table.columnsOnly().columns());
    Map<String, String> own = ColumnNames.byPipelineName(columns);
    List<String> missing =
        model.inputs().stream()
            .filter(input -> !own.containsKey(input))
            .map(input -> model.ownNames().getOrDefault(input, input))
            .toList();
    if (!missing.isEmpty()) {
      throw new UserError(
          table.where()
              + " lacks "
              + (missing.size() == 1 ? "the column " : "the columns ")
              + ColumnNames.listed(missing)
              + " that the model reads; it has "
              + ColumnNames.listed(columns));
    }
    if (label != null) {
      ColumnNames.require("the model's label", label, columns, table.where());
    }
    if (weight != null) {
      ColumnNames.require("the model's weight", weight, columns, table.where());
    }
    List<String> features = new ArrayList<>();
    Set<String> categorical = new LinkedHashSet<>();
    for (String input : model.inputs()) {
      String column = own.getOrDefault(input, input);
      features.add(column);
      if (model.categorical().contains(input)) {
        categorical.add(column);
      }
    }
    boolean classes = model.kan() instanceof KANClassificationModel;
    boolean mayMiss = model.kan().invalid() != HandleInvalid.ERROR;
    return new Roles(features, categorical, label, weight, null, null, classes, mayMiss);
  }
}
