package org.kanspark.kernel.train;

import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.ops.BaseFunction;

/**
 * Takes the base functions of a network into its splines.
 *
 * <p>Between the knots SiLU is a spline but for 1e-6 or so, and training leaves any share of an
 * edge to either. Where splines alone are exact (x y, polynomials) what SiLU keeps is all the error
 * there is, and lies in a valley too narrow and bent for Gauss-Newton: x y stayed at an RMSE of
 * 1e-6.
 */
final class BaseFolding {
  private BaseFolding() {}

  /** Returns the same network with base weights of 0 wherever a spline can take them over. */
  static KnotChange fold(KnotChange at) {
    KanNetwork network = at.network();
    double[] parameters = at.parameters().clone();
    for (int l = 0; l < network.depth(); l++) {
      KanLayer layer = network.layer(l);
      for (int i = 0; i < layer.inputs(); i++) {
        InputSpline input = layer.input(i);
        if (input.kind() == InputSpline.Kind.SPLINE && input.hasBase(network.baseFunction())) {
          fold(input, network.baseFunction(), layer.sums(), network.offset(l, i), parameters);
        }
      }
    }
    return new KnotChange(network, parameters);
  }

  private static void fold(
      InputSpline input, BaseFunction base, int sums, int from, double[] parameters) {
    double[] spline = SplineFit.of(input, base::value);
    int weights = from + input.coefficients() * sums;
    for (int j = 0; j < sums; j++) {
      double weight = parameters[weights + j];
      parameters[weights + j] = 0.0;
      for (int m = 0; m < spline.length; m++) {
        parameters[from + m * sums + j] += weight * spline[m];
      }
    }
  }
}
