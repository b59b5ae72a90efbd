package org.kanspark.kernel.bench;

import java.util.Arrays;

/** Reads numbers of nodes from parameters of benchmarks. */
final class Shapes {
  private Shapes() {}

  /** Returns the numbers in a text like {@code 8x16x1}. */
  static int[] parse(String text) {
    return Arrays.stream(text.split("x", -1)).mapToInt(Integer::parseInt).toArray();
  }
}
