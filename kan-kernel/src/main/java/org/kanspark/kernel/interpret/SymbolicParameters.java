package org.kanspark.kernel.interpret;

import java.util.Arrays;
import java.util.List;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.SymbolicEdge;

/** Lays out parameters for a network that differs from another in its symbolic edges alone. */
public final class SymbolicParameters {
  private SymbolicParameters() {}

  /**
   * Copies the parameters; symbolic edges that are new get the identity's: a = c = 1, b = d = 0.
   */
  public static double[] move(KanNetwork from, double[] parameters, KanNetwork to) {
    double[] moved = Arrays.copyOf(parameters, to.parameterCount());
    for (int l = 0; l < to.depth(); l++) {
      List<SymbolicEdge> old = from.layer(l).symbolicEdges();
      int at = to.symbolicOffset(l);
      for (SymbolicEdge edge : to.layer(l).symbolicEdges()) {
        int index = old.indexOf(edge);
        double[] numbers = {1, 0, 1, 0};
        if (index >= 0) {
          int source = from.symbolicOffset(l) + index * SymbolicEdge.PARAMETERS;
          System.arraycopy(parameters, source, numbers, 0, numbers.length);
        }
        System.arraycopy(numbers, 0, moved, at, numbers.length);
        at += numbers.length;
      }
    }
    return moved;
  }
}
