package org.kanspark.spark.summary;

import java.io.Serializable;
import org.kanspark.kernel.data.RowBlock;

/** Holds the weighted mean of some values and the sum of their squared distances from it. */
final class Spread implements Serializable {
  private static final long serialVersionUID = 1L;

  double weight;
  double mean;
  double squares;

  /** Adds one value for each row of a block, that of the first row at an index. */
  void add(RowBlock block, double[] values, int from) {
    Spread added = new Spread();
    double sum = 0;
    for (int r = 0; r < block.rows(); r++) {
      added.weight += block.weight(r);
      sum += block.weight(r) * values[from + r];
    }
    added.mean = sum / added.weight;
    for (int r = 0; r < block.rows(); r++) {
      double distance = values[from + r] - added.mean;
      added.squares += block.weight(r) * distance * distance;
    }
    merge(added);
  }

  void merge(Spread other) {
    if (other.weight == 0) {
      return;
    }
    double total = weight + other.weight;
    double step = other.mean - mean;
    squares += other.squares + step * step * (weight * other.weight / total);
    mean += step * (other.weight / total);
    weight = total;
  }
}
