package org.kanspark.jobs.bench.accuracy;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Holds what one fit on determinants took.
 *
 * @param warmStart what came before the solver
 * @param seed of rows and start
 * @param curve when it had reached what
 * @param heldBackVariance of the labels held back, in units of the training labels' variance
 * @param correlation of predictions and labels of the rows held back, at the end
 * @param seconds of the whole fit
 * @param passes of the whole fit
 */
record DeterminantLine(
    String warmStart,
    long seed,
    CorrelationCurve curve,
    double heldBackVariance,
    double correlation,
    double seconds,
    int passes) {
  private static final double[] GOALS = {0.9, 0.97, 0.99, 0.995, 0.999};

  /** Returns what is fitted, and the head of a table of fits. */
  static String header(DeterminantBench.Sizes sizes, Machine machine) {
    String title =
        String.format(
            Locale.ROOT,
            "determinants of %dx%d, [%d,%d,1], %,d rows, %s, %d threads; seconds (passes) to a"
                + " correlation",
            sizes.matrix(),
            sizes.matrix(),
            sizes.features(),
            sizes.hidden(),
            sizes.rows(),
            machine.kernel(),
            machine.threads());
    return title
        + System.lineSeparator()
        + String.format("%-9s %4s ", "warmStart", "seed")
        + joined(goal -> String.format(Locale.ROOT, "%13s", goal), "")
        + String.format("%9s %8s %6s", "at end", "seconds", "passes");
  }

  /** Returns the fit as a row of that table; a correlation that was not reached is left empty. */
  String row() {
    return String.format(Locale.ROOT, "%-9s %4d ", warmStart, seed)
        + joined(goal -> String.format("%13s", reached(goal)), "")
        + String.format(Locale.ROOT, "%9.5f %8.1f %6d", correlation, seconds, passes);
  }

  private String reached(double goal) {
    CorrelationCurve.Point point = curve.first(goal, heldBackVariance);
    return point == null
        ? "-"
        : String.format(Locale.ROOT, "%.1f (%d)", point.seconds(), point.passes());
  }

  /** Returns the fit as one JSON object. */
  String json(DeterminantBench.Sizes sizes, Machine machine) {
    return String.format(
        Locale.ROOT,
        "{\"bench\":\"determinant\",\"matrix\":%d,\"layers\":[%d,%d,1],\"rows\":%d,"
            + "\"kernel\":\"%s\",\"threads\":%d,\"warmStart\":\"%s\",\"seed\":%d,"
            + "\"secondsTo\":{%s},\"passesTo\":{%s},\"correlation\":%.6f,\"seconds\":%.3f,"
            + "\"passes\":%d}",
        sizes.matrix(),
        sizes.features(),
        sizes.hidden(),
        sizes.rows(),
        machine.kernel(),
        machine.threads(),
        warmStart,
        seed,
        numbers(point -> String.format(Locale.ROOT, "%.3f", point.seconds())),
        numbers(point -> Integer.toString(point.passes())),
        correlation,
        seconds,
        passes);
  }

  private String numbers(Function<CorrelationCurve.Point, String> number) {
    return joined(
        goal -> {
          CorrelationCurve.Point point = curve.first(goal, heldBackVariance);
          return "\"" + goal + "\":" + (point == null ? "null" : number.apply(point));
        },
        ",");
  }

  private static String joined(Function<Double, String> text, String separator) {
    return Arrays.stream(GOALS).boxed().map(text).collect(Collectors.joining(separator));
  }
}
