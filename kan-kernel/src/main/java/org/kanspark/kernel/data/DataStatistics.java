package org.kanspark.kernel.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Holds moments of all columns and a sample of rows: the result of a {@link StatisticsTask}. */
public final class DataStatistics implements Aggregator<DataStatistics> {
  private static final long serialVersionUID = 1L;
  private static final int SAMPLE_ROWS = 65_536;
  private static final long SAMPLE_BYTES = 64L << 20;

  /** Share of the sample's capacity that the sample of rows held back has. */
  private static final int HELD_BACK_SHARE = 4;

  /** Partitions of {@link #mergedRows}, fewer where they would have less rows than are worth it. */
  private static final int MERGED_PARTITIONS = 8;

  private static final int MERGED_ROWS = 2048;

  private final long seed;
  private final int leastRows;
  private final int share;
  private long rows;
  private ColumnMoments @Nullable [] features;
  private ColumnMoments @Nullable [] labels;
  private @Nullable RowSample sample;
  private long heldBackRows;
  private @Nullable DataStatistics heldBack;

  DataStatistics(long seed, int leastRows) {
    this(seed, leastRows, 1);
  }

  private DataStatistics(long seed, int leastRows, int share) {
    this.seed = seed;
    this.leastRows = leastRows;
    this.share = share;
  }

  @Override
  public void add(RowBlock block) {
    if (block.isHeldBack()) {
      addHeldBack(block);
      return;
    }
    rows += weighted(block);
    features = added(features, block.features(), block.values(), block);
    labels = added(labels, block.labelColumns(), block.labels(), block);
    RowSample kept = sample;
    if (kept == null) {
      int width = block.features() + block.labelColumns();
      kept = new RowSample(seed, sampleRows(width), block.features(), block.labelColumns());
      sample = kept;
    }
    kept.add(block);
  }

  /** Adds the columns of a block to their moments, which are made where there are none. */
  private static ColumnMoments[] added(
      ColumnMoments @Nullable [] moments, int columns, double[] values, RowBlock block) {
    ColumnMoments[] all = moments;
    if (all == null) {
      all = new ColumnMoments[columns];
      Arrays.setAll(all, c -> new ColumnMoments());
    }
    for (int c = 0; c < columns; c++) {
      all[c].add(values, c * block.rows(), block.rows(), block.weights());
    }
    return all;
  }

  private void addHeldBack(RowBlock block) {
    heldBackRows += weighted(block);
    if (heldBack == null) {
      heldBack = new DataStatistics(seed, 0, HELD_BACK_SHARE);
    }
    heldBack.add(block.marked(false));
  }

  private static int weighted(RowBlock block) {
    int count = 0;
    for (int r = 0; r < block.rows(); r++) {
      count += block.weight(r) > 0 ? 1 : 0;
    }
    return count;
  }

  private int sampleRows(int columns) {
    return (int) Math.max(1, Math.min(SAMPLE_ROWS, SAMPLE_BYTES / (8L * (columns + 1))) / share);
  }

  @Override
  public void merge(DataStatistics other) {
    heldBackRows += other.heldBackRows;
    if (heldBack == null) {
      heldBack = other.heldBack;
    } else if (other.heldBack != null) {
      heldBack.merge(other.heldBack);
    }
    rows += other.rows;
    features = merged(features, other.features);
    labels = merged(labels, other.labels);
    if (sample == null) {
      sample = other.sample;
    } else if (other.sample != null) {
      sample.merge(other.sample);
    }
  }

  private static ColumnMoments @Nullable [] merged(
      ColumnMoments @Nullable [] moments, ColumnMoments @Nullable [] others) {
    if (moments == null || others == null) {
      return moments == null ? others : moments;
    }
    for (int c = 0; c < moments.length; c++) {
      moments[c].merge(others[c]);
    }
    return moments;
  }

  @Override
  public void finish() {
    if (sample != null) {
      sample.trim();
    }
    if (heldBack != null) {
      heldBack.finish();
    }
  }

  /** Returns whether there are too few different rows to hold any of them back. */
  public boolean hasTooFewRows() {
    DataStatistics apart = heldBack;
    return apart != null
        && (sample == null || isComplete())
        && sampled() + apart.sampled() < leastRows;
  }

  private int sampled() {
    return sample == null ? 0 : sample.rows();
  }

  /** Counts the rows that were held back among the others, which {@link #hasTooFewRows} allows. */
  public void addHeldBackRows() {
    DataStatistics apart = heldBack;
    heldBack = null;
    heldBackRows = 0;
    if (apart != null) {
      merge(apart);
    }
  }

  /** Returns the number of rows held back. */
  public long heldBackRows() {
    return heldBackRows;
  }

  /**
   * Returns the number of rows, equal ones counted once while all fit the sample: to training a row
   * of weight 2 is the same as two rows.
   */
  public long distinctRows() {
    return isComplete() ? sampled() : rows;
  }

  private boolean isComplete() {
    return sample != null && sample.isComplete();
  }

  /**
   * Returns whether {@link #mergedRows} can stand for all rows and are not simply these: some are
   * equal or weigh more or less than others.
   */
  public boolean canBeMerged() {
    boolean complete = isComplete() && (heldBack == null || heldBack.isComplete());
    return complete && (hasMerged() || (heldBack != null && heldBack.hasMerged()));
  }

  private boolean hasMerged() {
    return sample != null
        && (sample.rows() < rows || sample.greatestWeight() != 1.0 || sample.leastWeight() != 1.0);
  }

  /**
   * Returns all different rows, those held back last, in an order that depends on their values
   * alone: training on them gives the same bits whether a row has weight 2 or stands there twice,
   * wherever it stands, and whatever all weights are multiplied by.
   */
  public List<RowBlock> mergedRows() {
    List<RowBlock> merged = new ArrayList<>(cut(sampledRows()));
    if (heldBack != null) {
      cut(heldBack.sampledRows()).forEach(block -> merged.add(block.marked(true)));
    }
    return merged;
  }

  private static List<RowBlock> cut(RowBlock all) {
    int parts = Math.min(MERGED_PARTITIONS, (all.rows() + MERGED_ROWS - 1) / MERGED_ROWS);
    return IntStream.range(0, parts)
        .mapToObj(
            p ->
                all.slice(
                    (int) ((long) p * all.rows() / parts), (int) ((p + 1L) * all.rows() / parts)))
        .toList();
  }

  /** Returns the number of rows of weight greater than 0, without those held back. */
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

  /** Returns the number of labels of a row, 0 where there was no row. */
  public int labelCount() {
    return labels == null ? 0 : labels.length;
  }

  /** Returns the sum of the weights of all rows. */
  public double weightSum() {
    return labels == null ? 0.0 : labels[0].weightSum();
  }

  /**
   * Returns the summary of the label, the first of several.
   *
   * @throws IllegalStateException if there was no row
   */
  public ColumnMoments label() {
    return label(0);
  }

  /**
   * Returns the summary of a label. While all different rows fit the sample it is that of the
   * sample, with its weights: the same bits whether a row has weight 2 or stands there twice, and
   * wherever it stands.
   *
   * @throws IllegalStateException if there was no row
   */
  public ColumnMoments label(int index) {
    if (labels == null || sample == null) {
      throw new IllegalStateException("there are no rows");
    }
    if (sample.isComplete()) {
      RowBlock all = sampledRows();
      ColumnMoments moments = new ColumnMoments();
      moments.add(all.labels(), index * all.rows(), all.rows(), all.weights());
      return moments;
    }
    return labels[index];
  }

  /**
   * Returns the sampled rows, in an order that depends on their values alone. If all different rows
   * are there, the greatest weight is 1: multiplying all weights changes nothing.
   */
  public RowBlock sampledRows() {
    if (sample == null) {
      return new RowBlock(0, 0, new double[0], new double[0]);
    }
    return sample.toBlock(sample.isComplete() ? sample.greatestWeight() : 1.0);
  }
}
