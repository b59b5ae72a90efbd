package org.kanspark.kernel.ops;

/** Does nothing but fused multiply-adds, to measure the most a core can do. */
public interface MultiplyAddLoop {

  /**
   * Runs independent chains of multiply-adds.
   *
   * @param iterations how often each chain goes on
   * @param result receives a number that depends on all of them, so that none can be left out
   * @return number of multiply-adds done
   */
  long run(int iterations, double[] result);
}
