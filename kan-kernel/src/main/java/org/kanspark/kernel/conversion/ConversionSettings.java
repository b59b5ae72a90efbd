package org.kanspark.kernel.conversion;

import org.kanspark.kernel.symbolic.SuggestionSettings;
import org.kanspark.kernel.symbolic.SymbolicLibrary;

/**
 * Says how a network is converted.
 *
 * @param library functions to choose of
 * @param ranking how functions are ranked for one edge
 * @param tries how many functions are tried for an edge, at least 1
 * @param tolerance how many times the loss before all conversions the loss after one may be, at
 *     least 1
 */
public record ConversionSettings(
    SymbolicLibrary library, SuggestionSettings ranking, int tries, double tolerance) {

  /** Checks the ranges. */
  public ConversionSettings {
    if (tries < 1) {
      throw new IllegalArgumentException("tries = " + tries + ": must be at least 1");
    }
    if (!(tolerance >= 1)) {
      throw new IllegalArgumentException("tolerance = " + tolerance + ": must be at least 1");
    }
  }

  /** Returns the standard library and ranking, 4 tries, and a fourfold loss. */
  public static ConversionSettings defaults() {
    return new ConversionSettings(
        SymbolicLibrary.standard(), SuggestionSettings.defaults(), 4, 4.0);
  }

  /** Returns the same settings with other functions. */
  public ConversionSettings withLibrary(SymbolicLibrary functions) {
    return new ConversionSettings(functions, ranking, tries, tolerance);
  }

  /** Returns the same settings with another ranking. */
  public ConversionSettings withRanking(SuggestionSettings settings) {
    return new ConversionSettings(library, settings, tries, tolerance);
  }

  /** Returns the same settings with another tolerance. */
  public ConversionSettings withTolerance(double times) {
    return new ConversionSettings(library, ranking, tries, times);
  }
}
