package org.kanspark.spark.param;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** Holds the parameters of a loss of regression; {@link KANLossParams} publishes them. */
public final class LossParamSet implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Names of the losses. */
  public static final List<String> LOSSES =
      List.of("squared", "huber", "poisson", "gamma", "quantile");

  final Param<String> loss;
  final DoubleParam huberDelta;
  final DoubleParam quantileLevel;

  /** Makes the parameters of a stage and sets their defaults. */
  public LossParamSet(Params owner) {
    loss =
        new Param<>(
            owner,
            "loss",
            "What training minimises. Accepted: " + String.join(", ", LOSSES) + ".",
            Accepts.oneOf("loss", LOSSES));
    owner.setDefault(loss, "squared");
    huberDelta =
        new DoubleParam(
            owner,
            "huberDelta",
            "Error from where loss huber grows linearly, in robust standard deviations of the label.",
            Accepts.when(
                "huberDelta",
                "a finite number > 0",
                delta -> (double) delta > 0 && Double.isFinite((double) delta)));
    owner.setDefault(huberDelta, 0.5);
    quantileLevel =
        new DoubleParam(
            owner,
            "quantileLevel",
            "Quantile that loss quantile predicts.",
            Accepts.when(
                "quantileLevel",
                "a number over 0 and under 1",
                level -> (double) level > 0 && (double) level < 1));
    owner.setDefault(quantileLevel, 0.5);
  }
}
