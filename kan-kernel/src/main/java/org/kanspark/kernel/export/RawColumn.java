package org.kanspark.kernel.export;

import java.util.List;

/**
 * Says how one raw column becomes inputs of a network: a number is one input; a column of names is
 * one input for each of its levels, 1 where the row has that level and 0 elsewhere.
 *
 * @param name name of the column
 * @param levels names that have an input each, in the order of the inputs; empty for numbers
 * @param firstInput index of the first of its inputs
 */
public record RawColumn(String name, List<String> levels, int firstInput) {
  /** Copies the levels. */
  public RawColumn {
    levels = List.copyOf(levels);
  }

  /** Returns a column of numbers. */
  public static RawColumn numeric(String name, int input) {
    return new RawColumn(name, List.of(), input);
  }

  /** Tells whether the column holds names. */
  public boolean isCategorical() {
    return !levels.isEmpty();
  }

  /** Returns the number of inputs the column becomes. */
  public int inputs() {
    return isCategorical() ? levels.size() : 1;
  }
}
