package org.kanspark.spark.interpret;

import java.util.List;
import java.util.Locale;
import org.kanspark.kernel.conversion.NetworkConversion.Conversion;

/**
 * Holds a model whose edges were replaced by functions, and what became of each.
 *
 * @param model the new model
 * @param conversions what became of each edge that was a spline, in the order they were taken
 * @param lossBefore loss on the rows before, in units of the standardised label; 0 without rows
 * @param lossAfter loss after the last refit
 * @param <M> the model's class
 */
public record Converted<M>(
    M model, List<Conversion> conversions, double lossBefore, double lossAfter) {

  /** Returns whether no edge stayed a spline. */
  public boolean isComplete() {
    return conversions.stream().allMatch(conversion -> conversion.fit().isPresent());
  }

  /** Returns a line for each edge, and one on the loss. */
  public String report() {
    StringBuilder text = new StringBuilder();
    for (Conversion conversion : conversions) {
      text.append(conversion).append('\n');
    }
    return text
        + String.format(Locale.ROOT, "loss %.4g before, %.4g after%n", lossBefore, lossAfter);
  }
}
