package org.kanspark.kernel.data;

/**
 * Collects what training must know of the rows before it starts: moments of every column and a
 * deterministic sample of rows.
 *
 * @param seed seed of the sample
 */
public record StatisticsTask(long seed) implements PassTask<DataStatistics> {
  private static final long serialVersionUID = 1L;

  @Override
  public DataStatistics newAggregator() {
    return new DataStatistics(seed);
  }
}
