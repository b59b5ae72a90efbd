package org.kanspark.kernel.export;

import java.util.ArrayList;
import java.util.List;

/**
 * Lists the raw columns that a model reads, in the order of its inputs.
 *
 * @param columns all columns; the inputs of each follow those of the one before
 */
public record RawColumns(List<RawColumn> columns) {
  /**
   * Checks that inputs follow each other.
   *
   * @throws IllegalArgumentException if they do not
   */
  public RawColumns {
    columns = List.copyOf(columns);
    int next = 0;
    for (RawColumn column : columns) {
      if (column.firstInput() != next) {
        throw new IllegalArgumentException(
            "column %s begins at input %d, expected: %d"
                .formatted(column.name(), column.firstInput(), next));
      }
      next += column.inputs();
    }
  }

  /** Returns the columns of a model whose inputs are all numbers. */
  public static RawColumns numeric(List<String> names) {
    List<RawColumn> columns = new ArrayList<>();
    for (String name : names) {
      columns.add(RawColumn.numeric(name, columns.size()));
    }
    return new RawColumns(columns);
  }

  /** Returns the number of inputs of all columns. */
  public int inputs() {
    return columns.stream().mapToInt(RawColumn::inputs).sum();
  }

  /** Tells whether an input says if a column of names holds a certain one. */
  boolean isCategorical(int input) {
    return columns.stream()
        .anyMatch(
            column ->
                column.isCategorical()
                    && column.firstInput() <= input
                    && input < column.firstInput() + column.inputs());
  }

  void requireInputs(int expected) {
    if (inputs() != expected) {
      throw new IllegalArgumentException(
          "the columns become %d inputs, the model has %d".formatted(inputs(), expected));
    }
  }
}
