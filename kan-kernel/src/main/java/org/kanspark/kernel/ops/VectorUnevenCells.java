package org.kanspark.kernel.ops;

import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;
import org.kanspark.kernel.spline.CellTable;

/**
 * Locates points in cells of any widths, as {@link CellTable#locate} does: buckets and local
 * coordinates on vectors, the look-up between them point by point, since gathers are no faster.
 */
final class VectorUnevenCells {
  private static final VectorSpecies<Double> SPECIES = VectorSupport.SPECIES;
  private static final long WHOLE_PART = (1L << 32) - 1;

  private VectorUnevenCells() {}

  static void locate(
      CellTable table, double[] x, int from, int to, long[] cell, double[] t, double[] slope) {
    int bound = from + SPECIES.loopBound(to - from);
    if (table.hasBuckets()) {
      buckets(table, x, from, bound, cell);
      table.fromBuckets(x, from, bound, cell, t, slope);
      localCoordinates(x, from, bound, t, slope);
    } else {
      bound = from;
    }
    table.locate(x, bound, to, cell, t, slope);
  }

  /** Turns whole numbers from 0 on into integers: adding 2^52 * 1.5 leaves them in the low bits. */
  private static LongVector whole(DoubleVector n) {
    return n.add(v(Silu.ROUND)).reinterpretAsLongs().and(WHOLE_PART);
  }

  private static DoubleVector within(DoubleVector t) {
    DoubleVector below = t.blend(v(CellTable.REACH), t.compare(GT, CellTable.REACH));
    return below.blend(v(-CellTable.REACH), below.compare(LT, -CellTable.REACH));
  }

  private static void buckets(CellTable table, double[] x, int from, int bound, long[] cell) {
    double origin = table.bucketOrigin();
    double perUnit = table.bucketsPerUnit();
    double last = table.buckets() - 1.0;
    DoubleVector round = v(Silu.ROUND);
    for (int p = from; p < bound; p += SPECIES.length()) {
      DoubleVector z = DoubleVector.fromArray(SPECIES, x, p).sub(v(origin)).mul(v(perUnit));
      z = v(0.0).blend(z, z.compare(GE, 0.0));
      z = z.blend(v(last), z.compare(GT, last));
      DoubleVector nearest = z.add(round).sub(round);
      DoubleVector floor = nearest.blend(nearest.sub(v(1.0)), nearest.compare(GT, z));
      whole(floor).intoArray(cell, p);
    }
  }

  /** Turns centres into local coordinates. */
  private static void localCoordinates(
      double[] x, int from, int bound, double[] t, double[] slope) {
    for (int p = from; p < bound; p += SPECIES.length()) {
      DoubleVector centre = DoubleVector.fromArray(SPECIES, t, p);
      DoubleVector perUnit = DoubleVector.fromArray(SPECIES, slope, p);
      within(DoubleVector.fromArray(SPECIES, x, p).sub(centre).mul(perUnit)).intoArray(t, p);
    }
  }

  private static DoubleVector v(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }
}
