package org.kanspark.kernel.ops;

import org.kanspark.kernel.spline.CellTable;

/**
 * Locates points in even cells: {@code z = (x - a) * G / (b - a)} counts cells from a, and what its
 * whole part leaves is the place in the cell.
 */
final class EvenCells {
  private EvenCells() {}

  static void locate(
      CellTable table, double[] x, int from, int to, long[] cell, double[] t, double[] slope) {
    double lower = table.lower();
    double perUnit = table.cellsPerUnit();
    double last = table.lineCells() - 2.0;
    for (int p = from; p < to; p++) {
      double z = (x[p] - lower) * perUnit;
      z = z > CellTable.REACH ? CellTable.REACH : z;
      z = z < -CellTable.REACH ? -CellTable.REACH : z;
      double n = -1.0;
      double centre = 0.0;
      if (z > last) {
        n = last;
        centre = last;
      } else if (z >= 0.0) {
        n = Math.min(Math.floor(z), last - 1.0);
        centre = n + 0.5;
      }
      cell[p] = (long) n + 1;
      t[p] = z - centre;
      slope[p] = perUnit;
    }
  }
}
