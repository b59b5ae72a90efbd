package org.kanspark.kernel.interpret;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.kanspark.kernel.network.KanNetwork;

/**
 * Holds what the training rows did at every input, edge and sum of a network, so that scores,
 * pictures and pruning need no rows later.
 */
public final class EdgeStatistics implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ArrayList<LayerStatistics> layers;

  /** Holds the statistics of all layers, inputs first. */
  public EdgeStatistics(List<LayerStatistics> layers) {
    this.layers = new ArrayList<>(layers);
  }

  /** Returns the statistics of a layer. */
  public LayerStatistics layer(int layer) {
    return layers.get(layer);
  }

  /** Returns the statistics of all layers, inputs first. */
  public List<LayerStatistics> layers() {
    return List.copyOf(layers);
  }

  /** Returns the number of layers. */
  public int depth() {
    return layers.size();
  }

  /** Returns whether these are statistics of a network of this shape. */
  public boolean fits(KanNetwork network) {
    boolean same = network.depth() == layers.size();
    for (int l = 0; same && l < layers.size(); l++) {
      same =
          layers.get(l).inputs() == network.layer(l).inputs()
              && layers.get(l).sums() == network.layer(l).sums();
    }
    return same;
  }
}
