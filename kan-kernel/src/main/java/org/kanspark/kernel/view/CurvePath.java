package org.kanspark.kernel.view;

/** Writes a curve as path data with as few points as the eye can tell apart. */
final class CurvePath {
  private CurvePath() {}

  /**
   * Returns path data; empty if no point is finite.
   *
   * @param x values, ascending
   * @param y values; where one is not finite the curve is interrupted
   * @param tolerance how far a point that is left out may lie from the line drawn, in pixels
   */
  static String of(double[] x, double[] y, Axis across, Axis up, double tolerance) {
    StringBuilder path = new StringBuilder();
    int n = x.length;
    for (int start = 0; start < n; ) {
      int end = start;
      while (end < n && Double.isFinite(x[end]) && Double.isFinite(y[end])) {
        end++;
      }
      if (end > start) {
        piece(path, places(x, across, start, end), places(y, up, start, end), tolerance);
      }
      start = end + 1;
    }
    return path.toString();
  }

  private static double[] places(double[] values, Axis axis, int start, int end) {
    double[] places = new double[end - start];
    for (int i = 0; i < places.length; i++) {
      places[i] = axis.at(values[start + i]);
    }
    return places;
  }

  private static void piece(StringBuilder path, double[] x, double[] y, double tolerance) {
    boolean[] kept = simplify(x, y, tolerance);
    path.append('M');
    for (int i = 0; i < x.length; i++) {
      if (kept[i]) {
        if (path.charAt(path.length() - 1) != 'M') {
          path.append(' ');
        }
        Svg.append(path, x[i]);
        path.append(' ');
        Svg.append(path, y[i]);
      }
    }
    if (x.length == 1) {
      path.append("h0.5");
    }
  }

  /** Keeps what Douglas and Peucker (1973) keep. */
  private static boolean[] simplify(double[] x, double[] y, double tolerance) {
    boolean[] kept = new boolean[x.length];
    int[] stack = new int[2 * x.length + 2];
    int top = 0;
    kept[0] = true;
    kept[x.length - 1] = true;
    stack[top++] = 0;
    stack[top++] = x.length - 1;
    while (top > 0) {
      int last = stack[--top];
      int first = stack[--top];
      int farthest = farthest(x, y, first, last, tolerance);
      if (farthest >= 0) {
        kept[farthest] = true;
        stack[top++] = first;
        stack[top++] = farthest;
        stack[top++] = farthest;
        stack[top++] = last;
      }
    }
    return kept;
  }

  private static int farthest(double[] x, double[] y, int first, int last, double tolerance) {
    double dx = x[last] - x[first];
    double dy = y[last] - y[first];
    double length = Math.hypot(dx, dy);
    int farthest = -1;
    double most = tolerance;
    for (int i = first + 1; i < last; i++) {
      double distance =
          length > 0
              ? Math.abs(dx * (y[i] - y[first]) - dy * (x[i] - x[first])) / length
              : Math.hypot(x[i] - x[first], y[i] - y[first]);
      if (distance > most) {
        most = distance;
        farthest = i;
      }
    }
    return farthest;
  }
}
