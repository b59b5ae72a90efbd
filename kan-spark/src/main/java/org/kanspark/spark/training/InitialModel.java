package org.kanspark.spark.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.param.Param;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.train.Refinement;
import org.kanspark.kernel.train.TrainingHistory;
import org.kanspark.spark.param.KANParamSet;
import org.kanspark.spark.param.KANParams;

/** Compares an initial model with the parameters and rows it meets. */
final class InitialModel {
  private final KANParams stage;
  private final List<String> ignored = new ArrayList<>();

  private InitialModel(KANParams stage) {
    this.stage = stage;
  }

  /**
   * Refuses a model of other features.
   *
   * @throws IllegalArgumentException if it has another number of features
   */
  static void requireFeatures(KanModel model, String column, int features) {
    if (model.inputs() != features) {
      throw new IllegalArgumentException(
          "initialModel has %d features, column '%s' has %d"
              .formatted(model.inputs(), column, features));
    }
  }

  /**
   * Refuses a model that the rows make infinite or undefined, as they can with a symbolic edge.
   *
   * @throws IllegalArgumentException if the objective at the start is not finite
   */
  static void requireFinite(TrainingHistory history) {
    double start = history.objective()[0];
    if (!Double.isFinite(start)) {
      throw new IllegalArgumentException(
          ("the objective of initialModel is %s on these rows: they leave the domain of a symbolic"
                  + " edge; turn it back into a spline (unfixSymbolic) or leave these rows out")
              .formatted(start));
    }
  }

  /** Returns one sentence on parameters that were set but that the model overrules. */
  static Optional<String> overruled(KanModel model, KANParams stage) {
    InitialModel compared = new InitialModel(stage);
    KanNetwork network = model.network();
    int[] widths = network.widths();
    compared.add(stage.hiddenLayers(), Arrays.copyOfRange(widths, 1, widths.length - 1));
    int[] products = new int[widths.length - 2];
    Arrays.setAll(products, l -> network.layer(l).productNodes());
    compared.add(stage.multiplicationNodes(), products);
    compared.add(stage.gridSize(), Refinement.gridSize(network));
    compared.add(stage.splineDegree(), network.degree());
    compared.add(stage.baseFunction(), network.baseFunction().label());
    compared.add(stage.extrapolation(), network.extrapolation().label());
    return compared.ignored.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "initialModel of layers %s decides, ignored: %s"
                .formatted(Arrays.toString(widths), String.join(", ", compared.ignored)));
  }

  private void add(Param<?> param, Object model) {
    String own = KANParamSet.show(model);
    if (stage.isSet(param) && !KANParamSet.show(stage.getOrDefault(param)).equals(own)) {
      ignored.add(
          "%s = %s (it has %s)"
              .formatted(param.name(), KANParamSet.show(stage.getOrDefault(param)), own));
    }
  }
}
