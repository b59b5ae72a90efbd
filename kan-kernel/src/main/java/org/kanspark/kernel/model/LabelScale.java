package org.kanspark.kernel.model;

import java.io.Serializable;

/**
 * Maps the network's output to what the link takes, without one to the label's units: {@code label
 * = output * scale + shift}.
 *
 * @param shift the label's mean in training, or its logarithm where the link takes logarithms
 * @param scale its standard deviation, or 1 where that is 0
 */
public record LabelScale(double shift, double scale) implements Serializable {

  /** Leaves outputs as they are. */
  public static final LabelScale NONE = new LabelScale(0.0, 1.0);

  /** Checks the numbers. */
  public LabelScale {
    if (!Double.isFinite(shift) || !Double.isFinite(scale) || scale == 0.0) {
      throw new IllegalArgumentException(
          "label shift %s and scale %s, accepted: finite, scale not 0".formatted(shift, scale));
    }
  }

  /** Returns the label of an output. */
  public double toLabel(double output) {
    return output * scale + shift;
  }

  /** Returns the output that stands for a label. */
  public double toOutput(double label) {
    return (label - shift) / scale;
  }
}
