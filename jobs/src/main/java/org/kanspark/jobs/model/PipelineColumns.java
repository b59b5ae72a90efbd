package org.kanspark.jobs.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.OneHotEncoderModel;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.kanspark.jobs.error.UserError;
import org.kanspark.kernel.export.RawColumn;
import org.kanspark.kernel.export.RawColumns;

/** Finds out how a pipeline makes a model's inputs of raw columns. */
final class PipelineColumns {
  private final Transformer[] stages;

  PipelineColumns(Transformer[] stages) {
    this.stages = stages;
  }

  /**
   * Returns the raw columns behind a vector.
   *
   * @throws UserError if a stage is none of those that {@code kan train} makes
   */
  RawColumns of(String vector) {
    List<RawColumn> columns = new ArrayList<>();
    int next = 0;
    for (String name : assembled(vector)) {
      RawColumn column = column(name, next);
      columns.add(column);
      next += column.inputs();
    }
    return new RawColumns(columns);
  }

  private String[] assembled(String vector) {
    for (Transformer stage : stages) {
      if (stage instanceof VectorAssembler assembler && assembler.getOutputCol().equals(vector)) {
        return assembler.getInputCols();
      }
    }
    throw new UserError("the pipeline has no stage that makes the vector " + vector);
  }

  private RawColumn column(String name, int input) {
    for (Transformer stage : stages) {
      if (stage instanceof OneHotEncoderModel encoder) {
        int at = Arrays.asList(encoder.getOutputCols()).indexOf(name);
        if (at >= 0) {
          int size = encoder.categorySizes()[at] - (encoder.getDropLast() ? 1 : 0);
          return encoded(encoder.getInputCols()[at], size, input);
        }
      }
    }
    Optional<RawColumn> indexed = indexed(name, input);
    if (indexed.isPresent()) {
      throw new UserError("the pipeline reads the index " + name + " of names as a number");
    }
    return RawColumn.numeric(name, input);
  }

  private RawColumn encoded(String index, int size, int input) {
    RawColumn column =
        indexed(index, input)
            .orElseThrow(() -> new UserError("the pipeline encodes " + index + ", not names"));
    if (size > column.levels().size()) {
      throw new UserError("the pipeline has an input for names of " + index + " that it never saw");
    }
    return new RawColumn(column.name(), column.levels().subList(0, size), input);
  }

  private Optional<RawColumn> indexed(String index, int input) {
    for (Transformer stage : stages) {
      if (stage instanceof StringIndexerModel indexer) {
        int at = Arrays.asList(indexer.getOutputCols()).indexOf(index);
        if (at >= 0) {
          List<String> labels = Arrays.asList(indexer.labelsArray()[at]);
          return Optional.of(new RawColumn(indexer.getInputCols()[at], labels, input));
        }
      }
    }
    return Optional.empty();
  }
}
