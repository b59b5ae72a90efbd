package org.kanspark.jobs.bench.accuracy;

import java.util.List;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/** Writes determinants as expressions over x1, x2, …, the matrix row by row. */
final class Determinant {
  private Determinant() {}

  /**
   * Returns Laplace's expansion along the first row.
   *
   * @param size of the square matrix, at least 1
   */
  static String formula(int size) {
    List<Integer> columns = IntStream.range(0, size).boxed().toList();
    return minor(size, 0, columns);
  }

  private static String minor(int size, int row, List<Integer> columns) {
    if (columns.size() == 1) {
      return "x" + (row * size + columns.get(0) + 1);
    }
    StringJoiner terms = new StringJoiner(" + ", "(", ")");
    for (int c = 0; c < columns.size(); c++) {
      int left = columns.get(c);
      String sign = c % 2 == 0 ? "" : "-";
      List<Integer> others = columns.stream().filter(column -> column != left).toList();
      terms.add(sign + "x" + (row * size + left + 1) + " * " + minor(size, row + 1, others));
    }
    return terms.toString();
  }
}
