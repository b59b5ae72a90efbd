package org.kanspark.jobs.compare;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Times how fast models score the same cached vectors, in turn, their predictions summed. */
final class ScoringRace {
  private static final int WARM_UP = 3;

  private ScoringRace() {}

  /**
   * Returns the rows each model scores in a second, by the median of its rounds.
   *
   * @param vectors cached, in the form that each model reads
   * @param rows their number
   * @param rounds how often each is timed; up to three rounds before that are not
   */
  static double[] rowsPerSecond(
      List<Transformer> models, List<Dataset<Row>> vectors, long rows, int rounds) {
    double[][] seconds = new double[models.size()][rounds];
    for (int round = -Math.min(WARM_UP, rounds); round < rounds; round++) {
      for (int m = 0; m < seconds.length; m++) {
        long start = System.nanoTime();
        models.get(m).transform(vectors.get(m)).agg(functions.sum(PeerScores.PREDICTION)).head();
        if (round >= 0) {
          seconds[m][round] = Clock.secondsSince(start);
        }
      }
    }
    return Arrays.stream(seconds).mapToDouble(times -> rows / median(times)).toArray();
  }

  private static double median(double[] times) {
    Arrays.sort(times);
    return times[times.length / 2];
  }
}
