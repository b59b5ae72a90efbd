package org.kanspark.kernel.data;

/**
 * Collects what training must know of the rows before it starts: moments of every column and a
 * deterministic sample of rows.
 *
 * <p>Rows held back are only counted, unless there may be too few rows to hold any back: then their
 * statistics are collected too, apart.
 *
 * @param seed seed of the sample
 * @param leastRows different rows below which none is held back, 0 for none
 */
public record StatisticsTask(long seed, int leastRows) implements PassTask<DataStatistics> {
  private static final long serialVersionUID = 1L;

  /** Describes a pass in which every mark counts. */
  public StatisticsTask(long seed) {
    this(seed, 0);
  }

  @Override
  public DataStatistics newAggregator() {
    return new DataStatistics(seed, leastRows);
  }
}
