package org.kanspark.kernel.ops;

import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.kanspark.kernel.spline.CellTable;

/** Locates points in even cells with the operations of {@link EvenCells}. */
final class VectorEvenCells {
  private static final VectorSpecies<Double> SPECIES = VectorSupport.SPECIES;
  private static final long WHOLE_PART = (1L << 32) - 1;

  private VectorEvenCells() {}

  static void locate(
      CellTable table, double[] x, int from, int to, long[] cell, double[] t, double[] slope) {
    double lower = table.lower();
    double perUnit = table.cellsPerUnit();
    double last = table.lineCells() - 2.0;
    int bound = from + SPECIES.loopBound(to - from);
    DoubleVector lasts = v(last);
    DoubleVector round = v(Silu.ROUND);
    for (int p = from; p < bound; p += SPECIES.length()) {
      DoubleVector z = DoubleVector.fromArray(SPECIES, x, p).sub(v(lower)).mul(v(perUnit));
      z = z.blend(v(CellTable.REACH), z.compare(GT, CellTable.REACH));
      z = z.blend(v(-CellTable.REACH), z.compare(LT, -CellTable.REACH));
      VectorMask<Double> right = z.compare(GT, lasts);
      VectorMask<Double> known = z.compare(GE, 0.0);
      DoubleVector nearest = z.add(round).sub(round);
      DoubleVector floor = nearest.blend(nearest.sub(v(1.0)), nearest.compare(GT, z));
      floor = floor.blend(v(last - 1.0), floor.compare(GE, lasts));
      DoubleVector n = v(-1.0).blend(floor, known).blend(lasts, right);
      DoubleVector centre = v(0.0).blend(floor.add(v(0.5)), known).blend(lasts, right);
      z.sub(centre).intoArray(t, p);
      v(perUnit).intoArray(slope, p);
      // Adding 2^52 * 1.5 leaves a whole number in the low bits.
      LongVector whole = n.add(v(1.0)).add(round).reinterpretAsLongs();
      whole.and(WHOLE_PART).intoArray(cell, p);
    }
    EvenCells.locate(table, x, bound, to, cell, t, slope);
  }

  private static DoubleVector v(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }
}
