package org.kanspark.jobs.bench;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kanspark.kernel.bench.KernelBenchmark;

/**
 * Writes one measurement.
 *
 * @param bench what was measured: kernel, pass or score
 * @param result the measurement
 * @param more further numbers by their names, for example milliseconds
 */
public record BenchLine(String bench, KernelBenchmark.Result result, Map<String, Double> more) {

  /** Makes the line of a kernel. */
  static BenchLine kernel(KernelBenchmark.Result result) {
    return new BenchLine("kernel", result, Map.of());
  }

  /** Returns the measurement as one JSON object. */
  public String json() {
    return String.format(
        Locale.ROOT,
        "{\"bench\":\"%s\",\"layers\":%s,\"grid\":%d,\"rows\":%d,\"kernel\":\"%s\","
            + "\"threads\":%d,\"rowsPerSecond\":%.6e,\"edgesPerSecond\":%.6e,"
            + "\"peakFmaPerSecond\":%.6e,\"fmaFraction\":%.4f%s}",
        bench,
        layers(),
        result.grid(),
        result.rows(),
        result.kernel(),
        result.threads(),
        result.rowsPerSecond(),
        result.edgesPerSecond(),
        result.peakFmaPerSecond(),
        result.fmaFraction(),
        numbers(",\"%s\":%.6g"));
  }

  private String numbers(String format) {
    return new TreeMap<>(more)
        .entrySet().stream()
            .map(number -> String.format(Locale.ROOT, format, number.getKey(), number.getValue()))
            .collect(Collectors.joining());
  }

  /** Returns the head of a table of measurements. */
  public static String header() {
    return String.format(
        Locale.ROOT,
        "%-7s %-13s %4s %9s %-9s %7s %14s %14s %8s",
        "what",
        "layers",
        "grid",
        "rows",
        "kernel",
        "threads",
        "rows/s",
        "edges/s",
        "of peak");
  }

  /** Returns the measurement as a row of that table. */
  public String row() {
    return String.format(
        Locale.ROOT,
        "%-7s %-13s %4d %9d %-9s %7d %,14.0f %,14.0f %7.1f%%%s",
        bench,
        layers(),
        result.grid(),
        result.rows(),
        result.kernel(),
        result.threads(),
        result.rowsPerSecond(),
        result.edgesPerSecond(),
        100 * result.fmaFraction(),
        numbers("  %s %.4g"));
  }

  private String layers() {
    return IntStream.of(result.layers())
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(",", "[", "]"));
  }
}
