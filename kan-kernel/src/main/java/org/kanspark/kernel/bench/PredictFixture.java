package org.kanspark.kernel.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.model.FeatureMap;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.model.LabelScale;
import org.kanspark.kernel.model.Predictor;
import org.kanspark.kernel.network.KanNetwork;

/**
 * Holds a model with random parameters and raw rows, and predicts them one by one or all at once,
 * with the kernel of the process.
 */
final class PredictFixture {
  /** Rows of the block, a power of two. */
  static final int ROWS = 4096;

  private static final double LOWER = 10;
  private static final double UPPER = 30;
  private static final long SEED = 3;

  private final KanModel model;
  private final RowBlock block;
  private final double[][] rows = new double[ROWS][];
  private final double[] predictions = new double[ROWS];
  private final Predictor single;
  private final Predictor batch;
  private int next;

  /**
   * Makes a model and its rows.
   *
   * @param widths numbers of nodes, inputs first, one output
   * @param grid grid intervals
   */
  PredictFixture(int[] widths, int grid) {
    SplittableRandom random = new SplittableRandom(SEED);
    KanNetwork network = NetworkFixture.network(widths, grid);
    int features = network.inputs();
    double[] lower = new double[features];
    double[] upper = new double[features];
    Arrays.fill(lower, LOWER);
    Arrays.fill(upper, UPPER);
    this.model =
        new KanModel(
            network,
            random.doubles(network.parameterCount(), -1, 1).toArray(),
            FeatureMap.ofRanges(lower, upper),
            new LabelScale(100, 7));
    double[] values = random.doubles((long) ROWS * features, LOWER, UPPER).toArray();
    this.block = new RowBlock(ROWS, features, values, new double[ROWS]);
    for (int r = 0; r < ROWS; r++) {
      rows[r] = new double[features];
      for (int f = 0; f < features; f++) {
        rows[r][f] = block.value(r, f);
      }
    }
    this.single = model.newPredictor();
    this.batch = model.newBatchPredictor();
  }

  /** Predicts one row, the next at every call. */
  double predictNext() {
    double prediction = single.predict(rows[next]);
    next = (next + 1) & (ROWS - 1);
    return prediction;
  }

  /** Predicts all rows, and returns the array that every call fills. */
  double[] predictAll() {
    batch.predict(block, predictions);
    return predictions;
  }

  KanModel model() {
    return model;
  }

  RowBlock block() {
    return block;
  }
}
