package org.kanspark.spark.block;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Says what becomes of a row with missing features: a null vector, or NaN or null in it. */
public enum HandleInvalid {
  /** It is an error. */
  ERROR,
  /** The row is left out. */
  SKIP,
  /** It is a value like others, for which every edge of the feature has its own. */
  KEEP;

  /** Returns the names by which users choose. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(HandleInvalid::label).toList();
  }

  /** Returns the choice of a name. */
  public static HandleInvalid parse(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  private String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
