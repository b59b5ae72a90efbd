package org.kanspark.kernel.ops;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Holds the vector species of all SIMD classes: the processor's preferred one, or the width in bits
 * of the system property {@code kan.kernel.bits} (128, 256, 512).
 */
final class VectorSupport {
  static final VectorSpecies<Double> SPECIES = species();

  /** Doubles in a vector. */
  static final int LENGTH = SPECIES.length();

  private VectorSupport() {}

  private static VectorSpecies<Double> species() {
    Integer bits = Integer.getInteger("kan.kernel.bits");
    if (bits == null) {
      return DoubleVector.SPECIES_PREFERRED.length() <= LayerPlan.LANES
          ? DoubleVector.SPECIES_PREFERRED
          : DoubleVector.SPECIES_512;
    }
    if (bits != 128 && bits != 256 && bits != 512) {
      throw new IllegalArgumentException(
          "kan.kernel.bits is " + bits + ", accepted: 128, 256, 512");
    }
    return VectorSpecies.of(double.class, VectorShape.forBitSize(bits));
  }
}
