package org.kanspark.jobs.bench;

import java.util.Locale;

/**
 * Holds the measurement of gradient passes of one size.
 *
 * @param study what was varied: rows, features, parameters or partitions
 * @param rows number of rows
 * @param features number of features
 * @param width nodes of the hidden layer
 * @param parameters number of parameters
 * @param partitions number of partitions
 * @param executors number of executors, 1 in a local session
 * @param cores number of cores of all executors
 * @param seconds median of a pass
 * @param alone median of the kernel alone over the same rows, NaN where it was not measured
 */
record ScaleLine(
    String study,
    long rows,
    int features,
    int width,
    int parameters,
    int partitions,
    int executors,
    int cores,
    double seconds,
    double alone) {

  /** Returns the number of edges that all rows pass. */
  double edgeEvaluations() {
    return (double) rows * (features * width + width);
  }

  /** Returns the bytes that partial sums and broadcast parameters take. */
  double bytes() {
    return 8.0 * parameters * (partitions + executors);
  }

  /** Returns the measurement as one JSON object, with the seconds a model gives it. */
  String json(double modelled) {
    return String.format(
        Locale.ROOT,
        "{\"bench\":\"scale\",\"study\":\"%s\",\"rows\":%d,\"features\":%d,\"layers\":[%d,%d,1],"
            + "\"parameters\":%d,\"partitions\":%d,\"executors\":%d,\"cores\":%d,"
            + "\"secondsPerPass\":%.6g,\"secondsKernelAlone\":%s,\"modelledSeconds\":%.6g}",
        study,
        rows,
        features,
        features,
        width,
        parameters,
        partitions,
        executors,
        cores,
        seconds,
        Double.isNaN(alone) ? "null" : String.format(Locale.ROOT, "%.6g", alone),
        modelled);
  }

  /** Returns the head of a table of measurements. */
  static String header() {
    return String.format(
        Locale.ROOT,
        "%-10s %11s %8s %10s %10s %9s %5s %12s %12s %12s",
        "study",
        "rows",
        "features",
        "parameters",
        "partitions",
        "executors",
        "cores",
        "ms a pass",
        "kernel alone",
        "model");
  }

  /** Returns the measurement as a row of that table. */
  String row(double modelled) {
    return String.format(
        Locale.ROOT,
        "%-10s %,11d %8d %,10d %10d %9d %5d %,12.1f %12s %,12.1f",
        study,
        rows,
        features,
        parameters,
        partitions,
        executors,
        cores,
        1e3 * seconds,
        Double.isNaN(alone) ? "" : String.format(Locale.ROOT, "%,.1f", 1e3 * alone),
        1e3 * modelled);
  }
}
