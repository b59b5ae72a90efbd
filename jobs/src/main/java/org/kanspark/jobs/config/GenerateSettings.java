package org.kanspark.jobs.config;

import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes rows that are computed rather than read.
 *
 * @param function Spark SQL expression over x1, x2, …
 * @param ranges {lower, upper} of each of x1, x2, …, sampled uniformly
 * @param rows number of training rows
 * @param testRows number of test rows beside them, or null where {@code testFraction} divides
 *     {@code rows}
 */
public record GenerateSettings(
    String function, List<double[]> ranges, long rows, @Nullable Long testRows) {

  static GenerateSettings read(Section section) {
    List<double[]> ranges = new ArrayList<>();
    for (ConfigValue range : section.requiredList("ranges")) {
      double[] bounds = section.numbers("ranges", range);
      if (bounds.length != 2 || !(bounds[0] < bounds[1])) {
        throw section.notAccepted(
            "ranges", range, "[lower, upper] with lower < upper for each of x1, x2, …");
      }
      ranges.add(bounds);
    }
    if (ranges.isEmpty()) {
      throw section.notAccepted("ranges", "at least one [lower, upper]");
    }
    return new GenerateSettings(
        section.requiredText("function"),
        ranges,
        section.requiredWhole("rows", 1, Long.MAX_VALUE / 4),
        section.has("testRows") ? section.requiredWhole("testRows", 0, Long.MAX_VALUE / 4) : null);
  }
}
