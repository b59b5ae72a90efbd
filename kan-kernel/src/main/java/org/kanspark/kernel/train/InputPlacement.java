package org.kanspark.kernel.train;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.kanspark.kernel.data.ColumnMoments;
import org.kanspark.kernel.data.DataStatistics;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.model.FeatureMap;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.spline.KnotPlacement;
import org.kanspark.kernel.spline.Knots;
import org.kanspark.kernel.spline.Range;
import org.kanspark.kernel.spline.TiedCells;

/**
 * Maps features to [-1, 1] and places the knots of the first layer there, from the statistics of
 * the rows.
 */
final class InputPlacement {
  private static final double MARGIN_ROWS = 5;

  private final TrainingSettings settings;
  private final DataStatistics statistics;
  private final RowBlock sample;
  private final FeatureMap featureMap;

  InputPlacement(TrainingSettings settings, DataStatistics statistics, RowBlock sample) {
    this.settings = settings;
    this.statistics = statistics;
    this.sample = sample;
    int features = statistics.featureCount();
    double[] lower = new double[features];
    double[] upper = new double[features];
    for (int f = 0; f < features; f++) {
      // A feature that is always missing has no range; its values are all that counts.
      if (statistics.feature(f).distinctCount() > 0) {
        Range range = range(f);
        lower[f] = range.lower();
        upper[f] = range.upper();
      }
    }
    this.featureMap = FeatureMap.ofRanges(lower, upper);
  }

  FeatureMap featureMap() {
    return featureMap;
  }

  List<InputSpline> inputs(int gridSize) {
    int features = statistics.featureCount();
    int[] requested = IntStream.range(0, features).map(f -> requested(f, gridSize)).toArray();
    int[] intervals =
        TiedCells.shared(requested, f -> tied(f, requested[f]), statistics.distinctRows());
    return IntStream.range(0, features).mapToObj(f -> input(f, intervals[f])).toList();
  }

  /** Returns [a, b] in raw units: as set, or from the data, less heavy tails. */
  private Range range(int feature) {
    if (hasFixedRange()) {
      double[] fixed = settings.gridRange();
      return new Range(fixed[0], fixed[1]);
    }
    ColumnMoments column = statistics.feature(feature);
    Column sampled = column(feature);
    Range kept = KnotPlacement.range(sampled.values(), sampled.weights());
    boolean lowerCut = kept.lower() > sampled.values()[0];
    boolean upperCut = kept.upper() < sampled.values()[sampled.values().length - 1];
    double margin = margin(column, kept, statistics.distinctRows());
    return new Range(
        lowerCut ? kept.lower() : column.min() - margin,
        upperCut ? kept.upper() : column.max() + margin);
  }

  /**
   * Returns how far beyond the smallest and largest of n values of a continuous feature the next
   * few will fall: a share of about 1/n of the range each. Extrapolating there by a straight line
   * would cost more than all the rest on smooth functions.
   */
  private static double margin(ColumnMoments column, Range kept, long rows) {
    boolean continuous = column.distinctCount() == Integer.MAX_VALUE;
    double margin = kept.width() * MARGIN_ROWS / rows;
    return continuous && Double.isFinite(margin) ? margin : 0.0;
  }

  private InputSpline input(int feature, int intervals) {
    return present(feature, intervals).withMissing(statistics.feature(feature).hasMissing());
  }

  private InputSpline present(int feature, int intervals) {
    int degree = settings.splineDegree();
    int distinct = statistics.feature(feature).distinctCount();
    if (distinct <= 1) {
      return new InputSpline(InputSpline.Kind.NONE, Knots.uniform(degree, 1, -1, 1));
    }
    if (isLine(distinct)) {
      return new InputSpline(InputSpline.Kind.LINE, Knots.uniform(degree, 1, -1, 1));
    }
    Column column = column(feature);
    double[] interior =
        KnotPlacement.interior(
            mapped(feature, column), column.weights(), intervals, settings.gridEps(), -1.0, 1.0);
    return InputSpline.spline(Knots.of(degree, interior));
  }

  private boolean isLine(int distinct) {
    return distinct == 2 && settings.splineDegree() > 0;
  }

  private double[] mapped(int feature, Column column) {
    return Arrays.stream(column.values()).map(x -> featureMap.map(feature, x)).toArray();
  }

  /** Returns the number of intervals of a feature, whatever its values, 0 where it is constant. */
  private int requested(int feature, int gridSize) {
    int distinct = statistics.feature(feature).distinctCount();
    boolean asSet = hasFixedRange() && distinct > 1 && !isLine(distinct);
    return asSet ? gridSize : intervals(distinct, settings.splineDegree(), gridSize);
  }

  private int tied(int feature, int requested) {
    int distinct = statistics.feature(feature).distinctCount();
    if (!canBeTied(distinct)) {
      return requested;
    }
    Column column = column(feature);
    return TiedCells.intervals(mapped(feature, column), column.weights(), requested);
  }

  /** Returns whether the range is set: other rows may follow that fill what these leave empty. */
  private boolean hasFixedRange() {
    return settings.gridRange().length == 2;
  }

  /** Returns whether rows may ask for more cells than the grid has. */
  private boolean canBeTied(int distinct) {
    return distinct > 1
        && !isLine(distinct)
        && distinct < Integer.MAX_VALUE
        && settings.gridEps() == KnotPlacement.AUTO
        && !hasFixedRange();
  }

  private static int intervals(int distinct, int degree, int gridSize) {
    // A piecewise constant tells m values apart only with m cells.
    int tellable = degree == 0 && distinct < Integer.MAX_VALUE ? distinct + 1 : distinct;
    return KnotPlacement.intervalsFor(tellable, gridSize);
  }

  private record Column(double[] values, double[] weights) {}

  /**
   * Returns the sampled values of a feature in increasing order, with their weights; missing ones
   * are left out.
   */
  private Column column(int feature) {
    Column all = sorted(feature);
    int present = all.values().length;
    // NaN is sorted behind all numbers.
    while (present > 0 && Double.isNaN(all.values()[present - 1])) {
      present--;
    }
    return new Column(
        Arrays.copyOf(all.values(), present),
        all.weights().length == 0 ? all.weights() : Arrays.copyOf(all.weights(), present));
  }

  private Column sorted(int feature) {
    int rows = sample.rows();
    double[] values = Arrays.copyOfRange(sample.values(), feature * rows, (feature + 1) * rows);
    if (Arrays.stream(sample.weights()).allMatch(weight -> weight == 1.0)) {
      Arrays.sort(values);
      return new Column(values, new double[0]);
    }
    Integer[] order = new Integer[rows];
    Arrays.setAll(order, r -> r);
    Arrays.sort(order, (a, b) -> Double.compare(values[a], values[b]));
    double[] sorted = new double[rows];
    double[] weights = new double[rows];
    for (int r = 0; r < rows; r++) {
      int row = Objects.requireNonNull(order[r]);
      sorted[r] = values[row];
      weights[r] = sample.weight(row);
    }
    return new Column(sorted, weights);
  }
}
