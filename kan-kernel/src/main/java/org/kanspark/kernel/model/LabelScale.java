package org.kanspark.kernel.model;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Maps the network's outputs to what the link takes, without one to the labels' units: {@code label
 * = output * scale + shift}. All outputs are mapped alike, or each in its own way.
 */
public final class LabelScale implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Leaves outputs as they are. */
  public static final LabelScale NONE = new LabelScale(0.0, 1.0);

  private final double[] shifts;
  private final double[] scales;

  /**
   * Maps all outputs alike.
   *
   * @param shift the label's mean in training, or its logarithm where the link takes logarithms
   * @param scale its standard deviation, or 1 where that is 0
   * @throws IllegalArgumentException if a number is not finite, or the scale 0
   */
  public LabelScale(double shift, double scale) {
    this(new double[] {shift}, new double[] {scale});
  }

  /**
   * Maps each output in its own way.
   *
   * @param shifts one number an output
   * @param scales one number an output
   * @throws IllegalArgumentException if a number is not finite, or a scale 0
   */
  public LabelScale(double[] shifts, double[] scales) {
    if (shifts.length != scales.length || shifts.length == 0) {
      throw new IllegalArgumentException(
          "%d label shifts and %d scales, accepted: one of each an output"
              .formatted(shifts.length, scales.length));
    }
    for (int n = 0; n < shifts.length; n++) {
      if (!Double.isFinite(shifts[n]) || !Double.isFinite(scales[n]) || scales[n] == 0.0) {
        throw new IllegalArgumentException(
            "label shift %s and scale %s, accepted: finite, scale not 0"
                .formatted(shifts[n], scales[n]));
      }
    }
    this.shifts = shifts.clone();
    this.scales = scales.clone();
  }

  /** Returns whether it can map so many outputs. */
  boolean fits(int outputs) {
    return shifts.length == 1 || shifts.length == outputs;
  }

  /** Returns a copy of what is added: one number for all outputs, or one an output. */
  public double[] shifts() {
    return shifts.clone();
  }

  /** Returns a copy of the factors: one number for all outputs, or one an output. */
  public double[] scales() {
    return scales.clone();
  }

  /** Returns what is added to the first output. */
  public double shift() {
    return shifts[0];
  }

  /** Returns what the first output is multiplied by. */
  public double scale() {
    return scales[0];
  }

  /** Returns what is added to an output. */
  public double shift(int output) {
    return shifts.length == 1 ? shifts[0] : shifts[output];
  }

  /** Returns what an output is multiplied by. */
  public double scale(int output) {
    return scales.length == 1 ? scales[0] : scales[output];
  }

  /** Returns the label of the first output. */
  public double toLabel(double value) {
    return toLabel(0, value);
  }

  /** Returns the label of an output. */
  public double toLabel(int output, double value) {
    return value * scale(output) + shift(output);
  }

  /** Returns what the first output must be for a label. */
  public double toOutput(double label) {
    return toOutput(0, label);
  }

  /** Returns what an output must be for a label. */
  public double toOutput(int output, double label) {
    return (label - shift(output)) / scale(output);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LabelScale that
        && Arrays.equals(shifts, that.shifts)
        && Arrays.equals(scales, that.scales);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shifts) + Arrays.hashCode(scales);
  }

  @Override
  public String toString() {
    return "labels = outputs * %s + %s".formatted(Arrays.toString(scales), Arrays.toString(shifts));
  }
}
