package org.kanspark.kernel.interpret;

import java.util.List;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.SymbolicEdge;

/**
 * Adds constants to sums, which have none of their own: B-splines sum to 1, so the coefficients of
 * a spline may carry one, and a symbolic edge has its d.
 */
final class Constants {
  private final KanNetwork network;
  private final double[] parameters;

  /** Changes these parameters of a network. */
  Constants(KanNetwork network, double[] parameters) {
    this.network = network;
    this.parameters = parameters;
  }

  /**
   * Adds a constant to a sum, through the first live edge into it that can carry one. A sum of dead
   * edges and straight lines alone stays as it is.
   */
  void add(int l, int sum, double constant) {
    KanLayer layer = network.layer(l);
    List<SymbolicEdge> symbolic = layer.symbolicEdges();
    for (int e = 0; e < symbolic.size(); e++) {
      if (symbolic.get(e).sum() == sum) {
        parameters[network.symbolicOffset(l) + e * SymbolicEdge.PARAMETERS + 3] += constant;
        if (layer.input(symbolic.get(e).input()).missing()) {
          parameters[network.missingOffset(l, symbolic.get(e).input()) + sum] += constant;
        }
        return;
      }
    }
    for (int i = 0; i < layer.inputs(); i++) {
      InputSpline input = layer.input(i);
      if (layer.isSpline(i, sum) && input.kind() == InputSpline.Kind.SPLINE) {
        for (int m = 0; m < input.coefficients(); m++) {
          parameters[network.offset(l, i) + m * layer.sums() + sum] += constant;
        }
        return;
      }
    }
  }
}
