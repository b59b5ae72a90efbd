package org.kanspark.spark.param;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.kanspark.kernel.loss.GammaLoss;
import org.kanspark.kernel.loss.HuberLoss;
import org.kanspark.kernel.loss.Loss;
import org.kanspark.kernel.loss.PoissonLoss;
import org.kanspark.kernel.loss.QuantileLoss;
import org.kanspark.kernel.loss.SquaredLoss;

/** Publishes what says which loss a regression minimises. */
public interface KANLossParams extends Params {

  /** Returns the parameters of this stage. */
  LossParamSet lossParamSet();

  /** Returns the parameter of the loss. */
  default Param<String> loss() {
    return lossParamSet().loss;
  }

  /** Returns the name of what training minimises. */
  default String getLoss() {
    return getOrDefault(loss());
  }

  /** Returns the parameter of the error from where loss huber is linear. */
  default DoubleParam huberDelta() {
    return lossParamSet().huberDelta;
  }

  /** Returns the error from where loss huber is linear, in robust deviations of the label. */
  default double getHuberDelta() {
    return (double) getOrDefault(huberDelta());
  }

  /** Returns the parameter of the quantile. */
  default DoubleParam quantileLevel() {
    return lossParamSet().quantileLevel;
  }

  /** Returns the quantile that loss quantile predicts. */
  default double getQuantileLevel() {
    return (double) getOrDefault(quantileLevel());
  }

  /** Returns the loss that the parameters name. */
  default Loss chosenLoss() {
    return switch (getLoss()) {
      case "huber" -> new HuberLoss(getHuberDelta());
      case "poisson" -> new PoissonLoss();
      case "gamma" -> new GammaLoss();
      case "quantile" -> new QuantileLoss(getQuantileLevel());
      default -> new SquaredLoss();
    };
  }
}
