package org.kanspark.spark.block;

import java.io.Serializable;

/**
 * Says which rows are held back from training, to tell when it no longer serves rows it has not
 * seen.
 *
 * @param column boolean column that is true for them, empty for none
 * @param fraction share of the rows to hold back where there is no column, 0 for none
 * @param seed seed of the hash that chooses this share
 * @param leastRows different rows below which none is held back, 0 for no such limit
 */
public record Validation(String column, double fraction, long seed, int leastRows)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Holds back no row. */
  public static final Validation NONE = new Validation("", 0.0, 0L, 0);

  /** Returns whether rows may be held back. */
  public boolean isAny() {
    return !column.isEmpty() || fraction > 0;
  }

  /** Returns whether a column marks them. */
  boolean byColumn() {
    return !column.isEmpty();
  }

  /** Describes what marks rows, for messages. */
  public String source() {
    return byColumn()
        ? "validationIndicatorCol '" + column + "'"
        : "validationFraction " + fraction;
  }
}
