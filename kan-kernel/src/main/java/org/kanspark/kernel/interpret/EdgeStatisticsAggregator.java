package org.kanspark.kernel.interpret;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.data.Aggregator;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.network.EdgeValues;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.NetworkEvaluator;
import org.kanspark.kernel.ops.Kernels;

/** Sums values and squares of all inputs, edges and sums of a network over rows. */
public final class EdgeStatisticsAggregator implements Aggregator<EdgeStatisticsAggregator> {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable EdgeStatisticsTask task;
  private transient @Nullable Scratch scratch;
  private @Nullable ArrayList<LayerSums> layers;
  private double weightSum;

  EdgeStatisticsAggregator(EdgeStatisticsTask task) {
    this.task = task;
  }

  /** Holds what one thread needs to evaluate tiles. */
  private static final class Scratch {
    final KanModel model;
    final NetworkEvaluator evaluator;
    final EdgeValues edges;
    final double[] values;
    final double[] total;

    Scratch(KanModel model) {
      this.model = model;
      KanNetwork network = model.network();
      this.evaluator = new NetworkEvaluator(network, Kernels.get());
      this.evaluator.setParameters(model.parameters());
      this.edges = new EdgeValues(network, evaluator);
      int most = 0;
      for (int l = 0; l < network.depth(); l++) {
        most = Math.max(most, network.layer(l).sums());
      }
      this.values = new double[most];
      this.total = new double[most];
    }

    ArrayList<LayerSums> newLayers() {
      KanNetwork network = model.network();
      int capacity = evaluator.capacity();
      for (int i = 0; i < network.inputs(); i++) {
        evaluator.inputTile()[i * capacity] = 0.0;
      }
      evaluator.forward(1);
      ArrayList<LayerSums> made = new ArrayList<>();
      for (int l = 0; l < network.depth(); l++) {
        LayerSums sums = new LayerSums(network.layer(l));
        sums.centreAt(evaluator.layerInputs(l), capacity, edges, l);
        made.add(sums);
      }
      return made;
    }
  }

  @Override
  public void add(RowBlock block) {
    if (block.isHeldBack()) {
      return;
    }
    Scratch s = scratch;
    if (s == null) {
      if (task == null) {
        throw new IllegalStateException("rows were added after the aggregator had travelled");
      }
      s = new Scratch(task.model());
      scratch = s;
    }
    ArrayList<LayerSums> sums = layers;
    if (sums == null) {
      sums = s.newLayers();
      layers = sums;
    }
    int capacity = s.evaluator.capacity();
    for (int from = 0; from < block.rows(); from += capacity) {
      int rows = Math.min(capacity, block.rows() - from);
      s.model.featureMap().map(block, from, rows, s.evaluator.inputTile(), capacity);
      s.evaluator.forward(rows);
      for (int l = 0; l < sums.size(); l++) {
        double[] x = s.evaluator.layerInputs(l);
        for (int r = 0; r < rows; r++) {
          double weight = block.weight(from + r);
          sums.get(l).add(x, capacity, r, s.edges, l, weight, s.values, s.total);
        }
      }
      for (int r = 0; r < rows; r++) {
        weightSum += block.weight(from + r);
      }
    }
  }

  @Override
  public void finish() {
    scratch = null;
  }

  @Override
  public void merge(EdgeStatisticsAggregator other) {
    weightSum += other.weightSum;
    ArrayList<LayerSums> mine = layers;
    ArrayList<LayerSums> theirs = other.layers;
    if (mine == null) {
      layers = theirs;
    } else if (theirs != null) {
      for (int l = 0; l < mine.size(); l++) {
        mine.get(l).merge(theirs.get(l));
      }
    }
  }

  /**
   * Returns the statistics.
   *
   * @throws IllegalStateException if there was no row
   */
  public EdgeStatistics statistics() {
    List<LayerSums> sums = layers;
    if (sums == null) {
      throw new IllegalStateException("there are no rows");
    }
    return new EdgeStatistics(sums.stream().map(layer -> layer.statistics(weightSum)).toList());
  }
}
