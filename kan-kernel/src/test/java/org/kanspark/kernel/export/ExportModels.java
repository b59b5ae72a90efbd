package org.kanspark.kernel.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.kanspark.kernel.model.FeatureMap;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.model.LabelScale;
import org.kanspark.kernel.model.Link;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.SymbolicEdge;
import org.kanspark.kernel.ops.BaseFunction;
import org.kanspark.kernel.spline.Extrapolation;
import org.kanspark.kernel.spline.Knots;
import org.kanspark.kernel.symbolic.SymbolicLibrary;

/** Makes models with everything a model can have. */
final class ExportModels {
  private static final double SHIFT = 2;
  private static final double SCALE = 0.25;
  private static final double[] UNEVEN = {-1, -0.55, -0.1, 0.05, 0.7, 1};

  private ExportModels() {}

  /** Returns raw values at the knots, and next to them. */
  static double[] rawKnots() {
    double[] raw = new double[3 * UNEVEN.length];
    for (int i = 0; i < UNEVEN.length; i++) {
      raw[3 * i] = UNEVEN[i] / SCALE + SHIFT;
      raw[3 * i + 1] = Math.nextUp(raw[3 * i]);
      raw[3 * i + 2] = Math.nextDown(raw[3 * i]);
    }
    return raw;
  }

  static List<String> names(int inputs) {
    List<String> names = new ArrayList<>();
    for (int f = 0; f < inputs; f++) {
      names.add("x" + (f + 1));
    }
    return names;
  }

  /**
   * Four inputs: uneven knots, even knots, a line, a constant; dead and symbolic edges; a product.
   */
  static KanModel mixed(int degree, BaseFunction base, Extrapolation extrapolation) {
    InputSpline uneven = InputSpline.spline(Knots.of(degree, UNEVEN));
    InputSpline even = InputSpline.spline(Knots.uniform(degree, 12, -1, 1));
    InputSpline line =
        degree == 0
            ? even
            : new InputSpline(InputSpline.Kind.LINE, Knots.uniform(degree, 1, -1, 1));
    InputSpline none = new InputSpline(InputSpline.Kind.NONE, Knots.uniform(degree, 1, -1, 1));
    boolean[] live = new boolean[4 * 4];
    Arrays.fill(live, true);
    live[1] = false;
    live[4] = false;
    KanLayer first =
        KanLayer.of(List.of(uneven, even, line, none), 2, 1)
            .withLive(live)
            .withSymbolic(
                List.of(
                    new SymbolicEdge(1, 2, SymbolicLibrary.standard().get("sin")),
                    new SymbolicEdge(3, 0, SymbolicLibrary.standard().get("j0")),
                    new SymbolicEdge(0, 1, SymbolicLibrary.standard().get("exp"))));
    InputSpline hidden = InputSpline.spline(Knots.uniform(degree, 3, -2, 3));
    KanLayer second = KanLayer.of(List.of(even, uneven, hidden), 1, 0);
    return model(new KanNetwork(degree, base, extrapolation, List.of(first, second)));
  }

  /** Two inputs and so many outputs, each scaled in its own way. */
  static KanModel linked(Link link, int outputs) {
    InputSpline spline = InputSpline.spline(Knots.of(3, UNEVEN));
    KanModel one =
        model(
            new KanNetwork(
                3,
                BaseFunction.SILU,
                Extrapolation.LINEAR,
                List.of(
                    KanLayer.of(List.of(spline, spline), 3, 0),
                    KanLayer.of(List.of(spline, spline, spline), outputs, 0))));
    double[] shifts = new double[outputs];
    double[] scales = new double[outputs];
    for (int n = 0; n < outputs; n++) {
      shifts[n] = 0.25 * n - 0.5;
      scales[n] = 1 + 0.5 * n;
    }
    return new KanModel(
        one.network(), one.parameters(), one.featureMap(), new LabelScale(shifts, scales), link);
  }

  /** sin and square into exp, as a formula. */
  static KanModel symbolic() {
    return symbolic(0, 1);
  }

  static KanModel symbolic(double shift, double scale) {
    InputSpline spline = InputSpline.spline(Knots.uniform(3, 2, -1, 1));
    SymbolicLibrary library = SymbolicLibrary.standard();
    KanLayer first =
        KanLayer.of(List.of(spline, spline), 1, 0)
            .withSymbolic(
                List.of(
                    new SymbolicEdge(0, 0, library.get("sin")),
                    new SymbolicEdge(1, 0, library.get("x^2"))));
    KanLayer second =
        KanLayer.of(List.of(spline), 1, 0)
            .withSymbolic(List.of(new SymbolicEdge(0, 0, library.get("exp"))));
    KanNetwork network =
        new KanNetwork(3, BaseFunction.SILU, Extrapolation.LINEAR, List.of(first, second));
    double[] parameters = new double[network.parameterCount()];
    double[] numbers = {Math.PI, 0, 0.5, 0.125, 2, 0, 0.125, 0.25, 2, 0.5, 3, -1};
    System.arraycopy(numbers, 0, parameters, network.symbolicOffset(0), numbers.length);
    double[] shifts = {shift, shift};
    double[] scales = {scale, scale};
    return new KanModel(
        network, parameters, new FeatureMap(shifts, scales), new LabelScale(0.5, 2));
  }

  /** A parabola made of a cosine a million times as large, and a square. */
  static KanModel cancelling() {
    InputSpline spline = InputSpline.spline(Knots.uniform(3, 2, -1, 1));
    SymbolicLibrary library = SymbolicLibrary.standard();
    KanLayer layer =
        KanLayer.of(List.of(spline, spline), 1, 0)
            .withSymbolic(
                List.of(
                    new SymbolicEdge(0, 0, library.get("sin")),
                    new SymbolicEdge(1, 0, library.get("x^2"))));
    KanNetwork network = new KanNetwork(3, BaseFunction.SILU, Extrapolation.LINEAR, List.of(layer));
    double[] parameters = new double[network.parameterCount()];
    double[] numbers = {1e-3, Math.PI / 2, 1234567.891, -1234561.234, 1, 0, 0.3, 0};
    System.arraycopy(numbers, 0, parameters, network.symbolicOffset(0), numbers.length);
    return new KanModel(
        network,
        parameters,
        new FeatureMap(new double[2], new double[] {1, 1}),
        new LabelScale(0, 1));
  }

  static KanModel wide(int inputs, int hidden) {
    InputSpline spline = InputSpline.spline(Knots.uniform(3, 8, -1, 1));
    return model(
        new KanNetwork(
            3,
            BaseFunction.SILU,
            Extrapolation.LINEAR,
            List.of(
                KanLayer.of(Collections.nCopies(inputs, spline), hidden, 0),
                KanLayer.of(Collections.nCopies(hidden, spline), 1, 0))));
  }

  private static KanModel model(KanNetwork network) {
    double[] parameters =
        new SplittableRandom(3).doubles(network.parameterCount(), -0.6, 0.6).toArray();
    double[] shift = new double[network.inputs()];
    Arrays.fill(shift, SHIFT);
    double[] scale = new double[network.inputs()];
    Arrays.fill(scale, SCALE);
    return new KanModel(network, parameters, new FeatureMap(shift, scale), new LabelScale(2, 3));
  }
}
