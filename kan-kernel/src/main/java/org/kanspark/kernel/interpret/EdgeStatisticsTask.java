package org.kanspark.kernel.interpret;

import org.kanspark.kernel.data.PassTask;
import org.kanspark.kernel.model.KanModel;

/**
 * Describes the pass that sums up statistics of every edge.
 *
 * @param model the model whose edges are looked at
 */
public record EdgeStatisticsTask(KanModel model) implements PassTask<EdgeStatisticsAggregator> {
  private static final long serialVersionUID = 1L;

  @Override
  public EdgeStatisticsAggregator newAggregator() {
    return new EdgeStatisticsAggregator(this);
  }
}
