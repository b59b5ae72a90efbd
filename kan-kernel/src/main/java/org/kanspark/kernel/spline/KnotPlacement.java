package org.kanspark.kernel.spline;

/**
 * Places the knots of one input from a weighted sample of its values.
 *
 * <p>Knots are {@code gridEps * uniform + (1 - gridEps) * quantile}, as in pykan (KANLayer.py,
 * {@code update_grid_from_samples}), but strictly increasing with no gap below {@link
 * Knots#MIN_GAP} of the mean spacing whatever the values are.
 */
public final class KnotPlacement {
  /** Stands for a {@code gridEps} that is chosen per input, see {@link #chooseEps}. */
  public static final double AUTO = -1;

  private static final double LEAST_OCCUPANCY = 0.25;
  private static final double ROWS_PER_CELL = 32;
  private static final int EPS_STEPS = 20;

  private static final int LEAST_ROWS_TO_CUT = 8;

  /** Share of one value from which the other values alone tell how far the column reaches. */
  private static final double ALMOST_ALWAYS = 0.99;

  private static final double[] TAILS = {0.001, 0.01, 0.05};
  private static final double[] TAIL_FACTORS = {3, 1000, 1000};

  private KnotPlacement() {}

  /**
   * Returns the knots of {@code [lower, upper]}, ends included.
   *
   * <p>Quantiles are taken of the values within the range; a value that holds more than one cell's
   * share of the weight counts as one share, so that repeated values do not repeat knots. Without
   * values in the range the knots are uniform. Gaps that are too small are widened by moving knots
   * up, then down again where they would pass the upper end, each by the least that suffices.
   *
   * @param sortedValues increasing, finite
   * @param weights one per value, or none where all are 1
   * @param intervals G, at least 1
   * @param gridEps 0 = quantiles .. 1 = uniform, or {@link #AUTO}
   * @return G+1 knots, the first {@code lower}, the last {@code upper}
   * @throws IllegalArgumentException if an argument is not as described, or the range is too narrow
   *     for that many intervals ({@link Range#supports})
   */
  public static double[] interior(
      double[] sortedValues,
      double[] weights,
      int intervals,
      double gridEps,
      double lower,
      double upper) {
    requireIntervals(intervals, new Range(lower, upper));
    if (gridEps != AUTO && !(gridEps >= 0 && gridEps <= 1)) {
      throw new IllegalArgumentException("gridEps = " + gridEps + ": accepted are 0 to 1, or -1");
    }
    WeightedSample sample = WeightedSample.of(sortedValues, weights, lower, upper);
    double eps = gridEps == AUTO ? chooseEps(sample, intervals, lower, upper) : gridEps;
    return mix(eps, quantiles(sample, intervals, lower, upper));
  }

  /**
   * Chooses {@code gridEps} for one input: the largest of 1, 0.95, .. 0 at which every cell of the
   * mixed knots holds at least a quarter of an even share of the weight; where none does, the one
   * whose emptiest cell holds most.
   *
   * <p>Why so: the best knots of a cubic spline follow the ninth root of the density of the data
   * only, so uniform ones are right for smooth functions until cells run out of rows to determine
   * them; then as much of the quantiles is mixed in as keeps data in every cell. The quarter was
   * tried against 1, 5, 10 and 50 % in additive least-squares fits: on skewed measurements (house
   * prices) less of the quantiles loses accuracy, on smooth functions of skewed inputs more of them
   * does. Where the sample has fewer than 32 rows a cell the shares are judged on fewer, wider
   * cells, so that an even sample is not mistaken for a skewed one by chance: with 32 rows
   * expected, fewer than 8 occur in one cell of millions.
   *
   * @return 0 .. 1
   * @throws IllegalArgumentException as {@link #interior}
   */
  public static double chooseEps(
      double[] sortedValues, double[] weights, int intervals, double lower, double upper) {
    requireIntervals(intervals, new Range(lower, upper));
    WeightedSample sample = WeightedSample.of(sortedValues, weights, lower, upper);
    return chooseEps(sample, intervals, lower, upper);
  }

  private static double chooseEps(
      WeightedSample sample, int intervals, double lower, double upper) {
    int cells = (int) Math.min(intervals, sample.effectiveRows() / ROWS_PER_CELL);
    if (cells <= 1) {
      return 1;
    }
    double[] quantiles = quantiles(sample, cells, lower, upper);
    double best = 1;
    double bestOccupancy = -1;
    for (int step = EPS_STEPS; step >= 0; step--) {
      double eps = (double) step / EPS_STEPS;
      double occupancy = leastOccupancy(sample, mix(eps, quantiles));
      if (occupancy >= LEAST_OCCUPANCY) {
        return eps;
      }
      if (occupancy > bestOccupancy) {
        bestOccupancy = occupancy;
        best = eps;
      }
    }
    return best;
  }

  /** Returns the weight in the emptiest cell as a fraction of an even share. */
  private static double leastOccupancy(WeightedSample sample, double[] knots) {
    int cells = knots.length - 1;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < cells; i++) {
      double right = i == cells - 1 ? sample.total() : sample.weightBelow(knots[i + 1]);
      least = Math.min(least, right - sample.weightBelow(knots[i]));
    }
    return least * cells / sample.total();
  }

  private static double[] mix(double eps, double[] quantiles) {
    int g = quantiles.length - 1;
    double[] knots = quantiles.clone();
    for (int i = 1; i < g; i++) {
      double even = Knots.evenly(quantiles[0], quantiles[g], i, g);
      knots[i] = eps * even + (1 - eps) * quantiles[i];
    }
    widenGaps(knots);
    return knots;
  }

  /**
   * Returns increasing quantile knots: interior ones are values of the sample where these suffice.
   */
  private static double[] quantiles(
      WeightedSample sample, int intervals, double lower, double upper) {
    int first = sample.size() > 0 && sample.value(0) == lower ? 1 : 0;
    int end = sample.countBelow(upper);
    int inner = Math.max(end - first, 0);
    double[] knots = new double[intervals + 1];
    knots[0] = lower;
    knots[intervals] = upper;
    if (inner < intervals) {
      for (int i = 1; i < intervals; i++) {
        // One stretch between neighbouring values, ends included, takes the part of the intervals
        // that
        // an even division gives it.
        double position = (double) i * (inner + 1) / intervals;
        int stretch = (int) position;
        double left = stretch == 0 ? lower : sample.value(first + stretch - 1);
        double right = stretch == inner ? upper : sample.value(first + stretch);
        knots[i] = left + (right - left) * (position - stretch);
      }
      return knots;
    }
    WeightedSample capped = sample.capped(intervals);
    int previous = first - 1;
    for (int i = 1; i < intervals; i++) {
      int index = capped.firstAbove(capped.total() * i / intervals);
      previous = Math.min(Math.max(index, previous + 1), end - (intervals - i));
      knots[i] = sample.value(previous);
    }
    return knots;
  }

  private static void widenGaps(double[] knots) {
    int g = knots.length - 1;
    Range range = new Range(knots[0], knots[g]);
    // Two roundings more, so that the gap is kept after it has been added to a knot.
    double gap = Knots.MIN_GAP * (range.width() / g) + 2 * range.precision();
    for (int i = 1; i < g; i++) {
      knots[i] = Math.max(knots[i], knots[i - 1] + gap);
    }
    for (int i = g - 1; i >= 1; i--) {
      knots[i] = Math.min(knots[i], knots[i + 1] - gap);
    }
  }

  /**
   * Chooses the range [a, b] of one input: smallest and largest value, except where a tail is
   * heavy.
   *
   * <p>A tail is heavy if it reaches further beyond the .1 % (99.9 %) quantile than 3 times the
   * distance of these two quantiles; it is then cut there. (The ratio is about 0.2 for 65,536
   * normal values, 1 for exponential ones, 30 for Cauchy.) The same test follows with the 1 % and
   * the 5 % quantiles and a factor of 1000, which cuts several absurd values in a small sample and
   * leaves honest tails alone. A cut removes at least one row; below 8 rows nothing is cut. Columns
   * that are almost always 0 have no width between such quantiles: from 99 % on the value counts as
   * often as all others together; where there is no width still, the distinct values, counted once
   * each, are asked instead, and by the tests that follow the wider of the two answers is taken.
   * (Of 8000 images of digits 12 have ink in some corner, from 1 to 224: without this its range
   * ended at 2, and the next such image was a hundred times outside.)
   *
   * @param sortedValues increasing, finite, at least one of positive weight
   * @param weights one per value, or none where all are 1
   * @throws IllegalArgumentException if the arguments are not as described
   */
  public static Range range(double[] sortedValues, double[] weights) {
    WeightedSample sample =
        WeightedSample.of(
            sortedValues, weights, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    if (sample.size() == 0) {
      throw new IllegalArgumentException(
          sortedValues.length + " values, none of positive weight: at least one is needed");
    }
    double lower = sample.value(0);
    double upper = sample.value(sample.size() - 1);
    WeightedSample judged = sample.withoutDominance(ALMOST_ALWAYS);
    for (int i = 0; i < TAILS.length; i++) {
      Range core = core(judged, TAILS[i]);
      Range distinct = core(sample.distinct(), TAILS[i]);
      if (core.width() == 0 || (i > 0 && distinct.width() > core.width())) {
        core = distinct;
      }
      double reach = TAIL_FACTORS[i] * core.width();
      if (core.width() > 0 && upper - core.upper() > reach) {
        upper = core.upper();
      }
      if (core.width() > 0 && core.lower() - lower > reach) {
        lower = core.lower();
      }
    }
    return new Range(lower, upper);
  }

  /**
   * Returns what is left without a tail on each side, or one value where too few rows are there.
   */
  private static Range core(WeightedSample sample, double tail) {
    if (sample.effectiveRows() < LEAST_ROWS_TO_CUT - 1e-6) {
      return new Range(sample.value(0), sample.value(0));
    }
    double cut = sample.total() * Math.max(tail, 1 / sample.effectiveRows()) * (1 + 1e-9);
    double lower = sample.value(sample.firstAbove(cut));
    return new Range(lower, Math.max(lower, sample.value(sample.lastAbove(cut))));
  }

  /**
   * Returns the number of intervals for an input with so many distinct values: at most one less
   * than these, and none for a constant input.
   *
   * @param distinctValues 0 or more
   * @param requested at least 1
   * @throws IllegalArgumentException if {@code requested < 1} or {@code distinctValues < 0}
   */
  public static int intervalsFor(int distinctValues, int requested) {
    if (requested < 1 || distinctValues < 0) {
      throw new IllegalArgumentException(
          "intervals = "
              + requested
              + " for "
              + distinctValues
              + " distinct values: at least 1 interval and no negative count are accepted");
    }
    return Math.max(0, Math.min(requested, distinctValues - 1));
  }

  private static void requireIntervals(int intervals, Range range) {
    if (intervals < 1) {
      throw new IllegalArgumentException("intervals = " + intervals + ": at least 1 is needed");
    }
    if (!range.supports(intervals)) {
      throw new IllegalArgumentException(
          range
              + ": too narrow, or too wide, for "
              + intervals
              + " intervals of distinct double values");
    }
  }
}
