package org.kanspark.kernel.interpret;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.model.FeatureMap;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.model.LabelScale;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.NetworkEvaluator;
import org.kanspark.kernel.ops.BaseFunction;
import org.kanspark.kernel.ops.Kernels;
import org.kanspark.kernel.spline.Extrapolation;
import org.kanspark.kernel.spline.Knots;

/** Makes random models and rows for the tests of this package. */
final class TestModels {
  static final int ROWS = 200;

  private TestModels() {}

  /** Makes a network of layers given as {@code {inputs, sum nodes, product nodes}}. */
  static KanNetwork network(int degree, int[]... shapes) {
    InputSpline spline = InputSpline.spline(Knots.uniform(degree, 4, -1, 1));
    KanLayer[] layers = new KanLayer[shapes.length];
    Arrays.setAll(
        layers,
        l -> KanLayer.of(Collections.nCopies(shapes[l][0], spline), shapes[l][1], shapes[l][2]));
    return new KanNetwork(degree, BaseFunction.SILU, Extrapolation.LINEAR, List.of(layers));
  }

  static KanModel model(KanNetwork network) {
    double[] parameters =
        new SplittableRandom(3).doubles(network.parameterCount(), -0.6, 0.6).toArray();
    double[] ones = new double[network.inputs()];
    Arrays.fill(ones, 1.0);
    return new KanModel(
        network, parameters, new FeatureMap(new double[ones.length], ones), new LabelScale(2, 3));
  }

  static RowBlock rows(int features) {
    SplittableRandom random = new SplittableRandom(4);
    double[] weights = random.doubles(ROWS, 0.5, 2).toArray();
    double[] values = random.doubles((long) ROWS * features, -1.2, 1.2).toArray();
    return new RowBlock(ROWS, features, values, new double[ROWS], weights);
  }

  static EdgeStatistics statistics(KanModel model, RowBlock rows) {
    EdgeStatisticsAggregator sums = new EdgeStatisticsTask(model).newAggregator();
    sums.add(rows);
    sums.finish();
    return sums.statistics();
  }

  /** Returns the outputs of the network at all rows. */
  static double[] outputs(KanModel model, RowBlock rows) {
    NetworkEvaluator evaluator = new NetworkEvaluator(model.network(), Kernels.get(), ROWS);
    evaluator.setParameters(model.parameters());
    model.featureMap().map(rows, 0, ROWS, evaluator.inputTile(), ROWS);
    evaluator.forward(ROWS);
    double[] outputs = new double[ROWS];
    evaluator.outputs(ROWS, outputs);
    return outputs;
  }
}
