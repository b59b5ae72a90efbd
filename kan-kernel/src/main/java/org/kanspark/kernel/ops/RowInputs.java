package org.kanspark.kernel.ops;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.kanspark.kernel.spline.CellTable;

/**
 * Holds what it takes to locate the inputs of a single row, side by side in arrays that are padded
 * to whole vectors. Of inputs with uneven cells {@link #lower} and the like mean nothing.
 */
final class RowInputs {
  final double[] lower;
  final double[] perUnit;

  /** Number of the cell right of [a, b], counted from the first inside. */
  final double[] last;

  final int[] uneven;
  final int[] withoutBase;
  final int[] withMissing;

  RowInputs(CellTable[] tables, boolean[] hasBase) {
    int size = padded(tables.length);
    this.lower = new double[size];
    this.perUnit = new double[size];
    this.last = new double[size];
    for (int i = 0; i < tables.length; i++) {
      if (tables[i].isEven()) {
        lower[i] = tables[i].lower();
        perUnit[i] = tables[i].cellsPerUnit();
        last[i] = tables[i].lineCells() - 2.0;
      }
    }
    this.uneven = where(tables.length, i -> !tables[i].isEven());
    this.withoutBase = where(tables.length, i -> !hasBase[i]);
    this.withMissing = where(tables.length, i -> tables[i].missingCell() >= 0);
  }

  private static int[] where(int inputs, IntPredicate test) {
    return IntStream.range(0, inputs).filter(test).toArray();
  }

  /** Returns a number of inputs rounded up to whole vectors. */
  static int padded(int inputs) {
    return (inputs + LayerPlan.LANES - 1) / LayerPlan.LANES * LayerPlan.LANES;
  }
}
