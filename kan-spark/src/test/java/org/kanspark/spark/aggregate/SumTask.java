package org.kanspark.spark.aggregate;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.data.Aggregator;
import org.kanspark.kernel.data.PassTask;
import org.kanspark.kernel.data.RowBlock;

/** Sums numbers whose sum shows, in its last bits, the order in which they were added. */
record SumTask(int length) implements PassTask<SumTask.Sum> {

  @Override
  public Sum newAggregator() {
    return new Sum(length);
  }

  static final class Sum implements Aggregator<Sum>, Serializable {
    private final int length;
    private double @Nullable [] sums;
    private long rows;

    private Sum(int length) {
      this.length = length;
    }

    @Override
    public void add(RowBlock block) {
      if (sums == null) {
        sums = new double[length];
      }
      for (int r = 0; r < block.rows(); r++) {
        for (int s = 0; s < length; s++) {
          sums[s] += block.weight(r) * block.labels()[r] / (1 + s + block.value(r, 0));
        }
      }
      rows += block.rows();
    }

    @Override
    public void merge(Sum other) {
      if (sums == null) {
        sums = other.sums;
      } else if (other.sums != null) {
        for (int s = 0; s < length; s++) {
          sums[s] += other.sums[s];
        }
      }
      rows += other.rows;
    }

    double[] sums() {
      return sums == null ? new double[length] : sums.clone();
    }

    long rows() {
      return rows;
    }
  }
}
