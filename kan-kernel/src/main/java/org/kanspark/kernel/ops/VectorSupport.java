package org.kanspark.kernel.ops;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Holds the vector species of all SIMD classes: the widest of the processor, or the width in bits
 * of the system property {@code kan.kernel.bits} (128, 256, 512).
 *
 * <p>It is the maximal species and not the preferred one, although both are mostly of one width,
 * since the BLAS of Spark uses that. Vectors of two species in one process make calls on them
 * depend on their class, and compiled code of JDK 17 then boxes ours: with MLlib's linear
 * regression run before, predictions took three times as long.
 */
final class VectorSupport {
  static final VectorSpecies<Double> SPECIES = species();

  /** Doubles in a vector. */
  static final int LENGTH = SPECIES.length();

  private VectorSupport() {}

  private static VectorSpecies<Double> species() {
    Integer bits = Integer.getInteger("kan.kernel.bits");
    if (bits == null) {
      return DoubleVector.SPECIES_MAX.length() <= LayerPlan.LANES
          ? DoubleVector.SPECIES_MAX
          : DoubleVector.SPECIES_512;
    }
    if (bits != 128 && bits != 256 && bits != 512) {
      throw new IllegalArgumentException(
          "kan.kernel.bits is " + bits + ", accepted: 128, 256, 512");
    }
    return VectorSpecies.of(double.class, VectorShape.forBitSize(bits));
  }
}
