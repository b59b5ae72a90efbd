package org.kanspark.jobs.bench;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kanspark.kernel.bench.KernelBenchmark;

/**
 * Writes one measurement of a kernel.
 *
 * @param result the measurement
 */
public record BenchLine(KernelBenchmark.Result result) {

  /** Returns the measurement as one JSON object. */
  public String json() {
    return String.format(
        Locale.ROOT,
        "{\"bench\":\"kernel\",\"layers\":%s,\"grid\":%d,\"rows\":%d,\"kernel\":\"%s\","
            + "\"threads\":%d,\"rowsPerSecond\":%.6e,\"edgesPerSecond\":%.6e,"
            + "\"peakFmaPerSecond\":%.6e,\"fmaFraction\":%.4f}",
        layers(),
        result.grid(),
        result.rows(),
        result.kernel(),
        result.threads(),
        result.rowsPerSecond(),
        result.edgesPerSecond(),
        result.peakFmaPerSecond(),
        result.fmaFraction());
  }

  /** Returns the head of a table of measurements. */
  public static String header() {
    return String.format(
        Locale.ROOT,
        "%-14s %-9s %14s %14s %9s",
        "layers",
        "kernel",
        "rows/s",
        "edges/s",
        "of peak");
  }

  /** Returns the measurement as a row of that table. */
  public String row() {
    return String.format(
        Locale.ROOT,
        "%-14s %-9s %,14.0f %,14.0f %8.1f%%",
        layers(),
        result.kernel(),
        result.rowsPerSecond(),
        result.edgesPerSecond(),
        100 * result.fmaFraction());
  }

  private String layers() {
    return IntStream.of(result.layers())
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(",", "[", "]"));
  }
}
