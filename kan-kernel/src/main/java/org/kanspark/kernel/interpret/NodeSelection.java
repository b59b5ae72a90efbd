package org.kanspark.kernel.interpret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.SymbolicEdge;

/** Makes the network, parameters and statistics that are left when hidden nodes are removed. */
final class NodeSelection {
  private final KanNetwork network;

  /** For each layer its kept inputs and its kept sums, old indices in order. */
  private final int[][] inputs;

  private final int[][] sums;

  /**
   * Makes a selection.
   *
   * @param kept for each level whether a node stays, inputs first; all inputs and outputs do
   */
  NodeSelection(KanNetwork network, boolean[][] kept) {
    this.network = network;
    this.inputs = new int[network.depth()][];
    this.sums = new int[network.depth()][];
    for (int l = 0; l < network.depth(); l++) {
      KanLayer layer = network.layer(l);
      inputs[l] = indices(kept[l]);
      boolean[] keptSums = new boolean[layer.sums()];
      for (int j = 0; j < keptSums.length; j++) {
        keptSums[j] = kept[l + 1][layer.nodeOf(j)];
      }
      sums[l] = indices(keptSums);
    }
  }

  private static int[] indices(boolean[] kept) {
    int[] indices = new int[kept.length];
    int n = 0;
    for (int k = 0; k < kept.length; k++) {
      if (kept[k]) {
        indices[n++] = k;
      }
    }
    return Arrays.copyOf(indices, n);
  }

  KanModel apply(KanModel model) {
    List<KanLayer> layers = new ArrayList<>();
    for (int l = 0; l < network.depth(); l++) {
      layers.add(layer(l));
    }
    KanNetwork smaller =
        new KanNetwork(network.degree(), network.baseFunction(), network.extrapolation(), layers);
    return model.with(smaller, parameters(model.parameters(), smaller));
  }

  private KanLayer layer(int l) {
    KanLayer old = network.layer(l);
    List<InputSpline> splines = new ArrayList<>();
    boolean[] live = new boolean[inputs[l].length * sums[l].length];
    for (int i = 0; i < inputs[l].length; i++) {
      splines.add(old.input(inputs[l][i]));
      for (int j = 0; j < sums[l].length; j++) {
        live[i * sums[l].length + j] = old.isLive(inputs[l][i], sums[l][j]);
      }
    }
    int sumNodes = (int) Arrays.stream(sums[l]).filter(j -> j < old.sumNodes()).count();
    List<SymbolicEdge> symbolic = new ArrayList<>();
    for (SymbolicEdge edge : old.symbolicEdges()) {
      int i = Arrays.binarySearch(inputs[l], edge.input());
      int j = Arrays.binarySearch(sums[l], edge.sum());
      if (i >= 0 && j >= 0) {
        symbolic.add(new SymbolicEdge(i, j, edge.function()));
      }
    }
    return KanLayer.of(splines, sumNodes, (sums[l].length - sumNodes) / 2)
        .withLive(live)
        .withSymbolic(symbolic);
  }

  private double[] parameters(double[] old, KanNetwork smaller) {
    double[] parameters = new double[smaller.parameterCount()];
    for (int l = 0; l < network.depth(); l++) {
      int oldSums = network.layer(l).sums();
      int newSums = sums[l].length;
      for (int i = 0; i < inputs[l].length; i++) {
        InputSpline input = smaller.layer(l).input(i);
        boolean hasBase = input.hasBase(network.baseFunction());
        int rows = input.coefficients() + (hasBase ? 1 : 0);
        int from = network.offset(l, inputs[l][i]);
        int to = smaller.offset(l, i);
        for (int row = 0; row < rows; row++) {
          for (int j = 0; j < newSums; j++) {
            parameters[to + row * newSums + j] = old[from + row * oldSums + sums[l][j]];
          }
        }
      }
      copySymbolic(l, old, smaller, parameters);
    }
    return parameters;
  }

  private void copySymbolic(int l, double[] old, KanNetwork smaller, double[] parameters) {
    int to = smaller.symbolicOffset(l);
    List<SymbolicEdge> edges = network.layer(l).symbolicEdges();
    for (int e = 0; e < edges.size(); e++) {
      boolean stays =
          Arrays.binarySearch(inputs[l], edges.get(e).input()) >= 0
              && Arrays.binarySearch(sums[l], edges.get(e).sum()) >= 0;
      if (stays) {
        int from = network.symbolicOffset(l) + e * SymbolicEdge.PARAMETERS;
        System.arraycopy(old, from, parameters, to, SymbolicEdge.PARAMETERS);
        to += SymbolicEdge.PARAMETERS;
      }
    }
  }

  EdgeStatistics apply(EdgeStatistics statistics) {
    List<LayerStatistics> layers = new ArrayList<>();
    for (int l = 0; l < network.depth(); l++) {
      LayerStatistics old = statistics.layer(l);
      int[] edges = new int[inputs[l].length * sums[l].length];
      for (int i = 0; i < inputs[l].length; i++) {
        for (int j = 0; j < sums[l].length; j++) {
          edges[i * sums[l].length + j] = inputs[l][i] * old.sums() + sums[l][j];
        }
      }
      layers.add(
          new LayerStatistics(
              pick(old.min(), inputs[l]),
              pick(old.max(), inputs[l]),
              pick(old.mean(), inputs[l]),
              pick(old.deviation(), inputs[l]),
              Arrays.stream(inputs[l]).mapToObj(i -> old.counts()[i]).toArray(double[][]::new),
              pick(old.edgeMean(), edges),
              pick(old.edgeDeviation(), edges),
              pick(old.sumDeviation(), sums[l])));
    }
    return new EdgeStatistics(layers);
  }

  private static double[] pick(double[] values, int[] indices) {
    return Arrays.stream(indices).mapToDouble(n -> values[n]).toArray();
  }
}
