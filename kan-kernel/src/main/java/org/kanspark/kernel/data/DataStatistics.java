package org.kanspark.kernel.data;

import org.jspecify.annotations.Nullable;

/** Holds moments of all columns and a sample of rows: the result of a {@link StatisticsTask}. */
public final class DataStatistics implements Aggregator<DataStatistics> {
  private static final long serialVersionUID = 1L;
  private static final int SAMPLE_ROWS = 65_536;
  private static final long SAMPLE_BYTES = 64L << 20;

  private final long seed;
  private long rows;
  private ColumnMoments @Nullable [] features;
  private final ColumnMoments label = new ColumnMoments();
  private @Nullable RowSample sample;

  DataStatistics(long seed) {
    this.seed = seed;
  }

  @Override
  public void add(RowBlock block) {
    rows += block.rows();
    ColumnMoments[] columns = features;
    RowSample kept = sample;
    if (columns == null || kept == null) {
      columns = new ColumnMoments[block.features()];
      for (int f = 0; f < columns.length; f++) {
        columns[f] = new ColumnMoments();
      }
      features = columns;
      kept = new RowSample(seed, sampleRows(block.features()), block.features());
      sample = kept;
    }
    for (int f = 0; f < columns.length; f++) {
      columns[f].add(block.values(), f * block.rows(), block.rows(), block.weights());
    }
    label.add(block.labels(), 0, block.rows(), block.weights());
    kept.add(block);
  }

  private static int sampleRows(int features) {
    return (int) Math.max(1, Math.min(SAMPLE_ROWS, SAMPLE_BYTES / (8L * (features + 2))));
  }

  @Override
  public void merge(DataStatistics other) {
    rows += other.rows;
    label.merge(other.label);
    if (other.features == null || other.sample == null) {
      return;
    }
    if (features == null || sample == null) {
      features = other.features;
      sample = other.sample;
      return;
    }
    for (int f = 0; f < features.length; f++) {
      features[f].merge(other.features[f]);
    }
    sample.merge(other.sample);
  }

  @Override
  public void finish() {
    if (sample != null) {
      sample.trim();
    }
  }

  /** Returns the number of rows. */
  public long rows() {
    return rows;
  }

  /** Returns the number of features, 0 where there was no row. */
  public int featureCount() {
    return features == null ? 0 : features.length;
  }

  /**
   * Returns the summary of a feature.
   *
   * @throws IllegalStateException if there was no row
   */
  public ColumnMoments feature(int index) {
    if (features == null) {
      throw new IllegalStateException("there are no rows");
    }
    return features[index];
  }

  /** Returns the summary of the label. */
  public ColumnMoments label() {
    return label;
  }

  /** Returns the sampled rows, in an order that depends on their values alone. */
  public RowBlock sampledRows() {
    return sample == null ? new RowBlock(0, 0, new double[0], new double[0]) : sample.toBlock();
  }
}
