package org.kanspark.kernel.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.NetworkEvaluator;
import org.kanspark.kernel.ops.Kernels;
import org.kanspark.kernel.spline.Knots;

/**
 * Makes the network training starts from: random parameters, hidden knots over the activations of
 * sampled rows.
 *
 * <p>Base weights and spline coefficients are uniform with standard deviations in proportion to
 * {@code 1 / sqrt(inputs)}, so that nodes are of about the same size at any depth and width. The
 * first start is smooth, its coefficients small beside its base weights; where there are several,
 * others have strong coefficients, or all of it small. (Of single starts the smooth one found the
 * good basin most often on three functions of five, the small one on [4,2,1,1].)
 */
final class Initializer {
  /** Standard deviations of base weights and coefficients, times sqrt(inputs). */
  private record Kind(double base, double noise) {}

  private static final Kind[] KINDS = {
    new Kind(1, 0.3), new Kind(0.5, 1.7), new Kind(1, 0.3), new Kind(0.3, 0.3)
  };

  private static final long SEEDS_APART = 1_000_003;
  private static final int ROWS = 2048;

  private Initializer() {}

  /** Returns a random start. Starts of different numbers differ, the first is always the same. */
  static KnotChange start(
      TrainingSettings settings,
      List<InputSpline> inputs,
      Scaling scaling,
      RowBlock sample,
      int number) {
    KanNetwork network = network(settings, inputs, firstGrid(settings));
    Kind kind = KINDS[number % KINDS.length];
    double[] parameters = parameters(network, settings.seed() + SEEDS_APART * number, kind);
    for (int l = 1; l < network.depth(); l++) {
      ActivationRanges ranges = ranges(network, parameters, scaling, sample);
      KanLayer layer = network.layer(l);
      network = network.withLayer(l, layer.withInputs(HiddenKnots.follow(layer, l, ranges)));
    }
    return new KnotChange(network, parameters);
  }

  /** Returns the network at a grid, its hidden knots over [-1, 1]. */
  static KanNetwork network(TrainingSettings settings, List<InputSpline> inputs, int grid) {
    List<KanLayer> layers = new ArrayList<>();
    List<InputSpline> layerInputs = inputs;
    int[] widths = settings.hiddenLayers();
    int[] products = settings.multiplicationNodes();
    for (int h = 0; h < widths.length; h++) {
      int width = widths[h];
      int multiplying = products.length == 0 ? 0 : products[h];
      layers.add(KanLayer.of(layerInputs, width - multiplying, multiplying));
      Knots knots = Knots.uniform(settings.splineDegree(), grid, -1, 1);
      layerInputs = Collections.nCopies(width, InputSpline.spline(knots));
    }
    layers.add(KanLayer.of(layerInputs, settings.loss().outputs(), 0));
    return new KanNetwork(
        settings.splineDegree(), settings.baseFunction(), settings.extrapolation(), layers);
  }

  /** Returns the grid training begins with. */
  static int firstGrid(TrainingSettings settings) {
    int[] schedule = settings.refineSchedule();
    return schedule.length == 0 ? settings.gridSize() : schedule[0];
  }

  private static double[] parameters(KanNetwork network, long seed, Kind kind) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] parameters = new double[network.parameterCount()];
    for (int l = 0; l < network.depth(); l++) {
      KanLayer layer = network.layer(l);
      double weight = Math.sqrt(3.0 / layer.inputs());
      for (int i = 0; i < layer.inputs(); i++) {
        InputSpline input = layer.input(i);
        boolean smooth = input.hasBase(network.baseFunction());
        double noise = smooth ? kind.noise() * weight : weight;
        int from = network.offset(l, i);
        int to = from + input.splineCoefficients() * layer.sums();
        fill(random, parameters, from, to, noise);
        if (smooth) {
          int base = network.baseOffset(l, i);
          fill(random, parameters, base, base + layer.sums(), kind.base() * weight);
        }
      }
    }
    return parameters;
  }

  private static void fill(
      SplittableRandom random, double[] to, int from, int end, double amplitude) {
    for (int p = from; p < end; p++) {
      to[p] = amplitude * (2 * random.nextDouble() - 1);
    }
  }

  /** Returns the hidden ranges over the first rows of the sample. */
  static ActivationRanges ranges(
      KanNetwork network, double[] parameters, Scaling scaling, RowBlock sample) {
    NetworkEvaluator evaluator = new NetworkEvaluator(network, Kernels.get());
    int capacity = evaluator.capacity();
    evaluator.setParameters(parameters);
    ActivationRanges ranges = new ActivationRanges(network);
    int end = Math.min(sample.rows(), ROWS);
    for (int from = 0; from < end; from += capacity) {
      int rows = Math.min(capacity, end - from);
      scaling.mapInputs(sample, from, rows, evaluator.inputTile(), capacity);
      evaluator.forward(rows);
      ranges.add(evaluator, rows);
    }
    return ranges;
  }
}
