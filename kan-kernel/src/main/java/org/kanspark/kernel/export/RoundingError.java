package org.kanspark.kernel.export;

import java.util.List;
import java.util.Map;
import org.kanspark.kernel.formula.Expression;

/** Measures how far rounding moves a formula at some points, as a part of the range of values. */
final class RoundingError {
  private final Expression exact;
  private final List<Map<String, Double>> points;
  private final double[] values;
  private final double range;

  RoundingError(Expression exact, List<Map<String, Double>> points) {
    this.exact = exact;
    this.points = points;
    this.values = points.stream().mapToDouble(point -> value(exact, point)).toArray();
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (Double.isFinite(value)) {
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    this.range = max > min ? max - min : Math.max(Math.abs(max), Double.MIN_NORMAL);
  }

  private static double value(Expression expression, Map<String, Double> point) {
    return expression.value(name -> point.getOrDefault(name, 0.0));
  }

  /** Returns the error; points without a value do not count, but a value may not get lost. */
  double of(int digits) {
    Expression rounded = new Rounding(digits, points).of(exact);
    double error = 0;
    for (int p = 0; p < values.length; p++) {
      if (Double.isFinite(values[p])) {
        double moved = Math.abs(value(rounded, points.get(p)) - values[p]) / range;
        error = Double.isFinite(moved) ? Math.max(error, moved) : Double.POSITIVE_INFINITY;
      }
    }
    return error;
  }
}
