package org.kanspark.kernel.train;

import java.util.ArrayList;
import java.util.List;
import org.kanspark.kernel.data.DataStatistics;
import org.kanspark.kernel.interpret.EdgeStatistics;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanNetwork;

/** Gives the edges of the first layer values for features that are missing. */
final class MissingValues {
  private MissingValues() {}

  /**
   * Refuses rows with missing features.
   *
   * @throws IllegalArgumentException naming the first feature
   */
  static void requireNone(DataStatistics statistics) {
    for (int f = 0; f < statistics.featureCount(); f++) {
      if (statistics.feature(f).hasMissing()) {
        throw new IllegalArgumentException(
            "feature %d has NaN, accepted: finite numbers".formatted(f + 1));
      }
    }
  }

  /** Returns a model with values of 0 for the features that these rows miss and it never has. */
  static KanModel allowed(KanModel model, DataStatistics statistics) {
    KanNetwork network = model.network();
    List<InputSpline> inputs = new ArrayList<>();
    for (int f = 0; f < network.inputs(); f++) {
      InputSpline input = network.layer(0).input(f);
      inputs.add(input.withMissing(input.missing() || statistics.feature(f).hasMissing()));
    }
    return with(model, inputs);
  }

  /**
   * Returns a model that has a value for every feature: where training has missed none the mean of
   * the edge.
   */
  static KanModel everywhere(KanModel model, EdgeStatistics edges) {
    KanNetwork network = model.network();
    List<InputSpline> inputs =
        network.layer(0).inputSplines().stream().map(input -> input.withMissing(true)).toList();
    KanModel changed = with(model, inputs);
    double[] parameters = changed.parameters();
    int sums = network.layer(0).sums();
    for (int f = 0; f < network.inputs(); f++) {
      int to = changed.network().missingOffset(0, f);
      for (int j = 0; j < sums && !network.layer(0).input(f).missing(); j++) {
        parameters[to + j] = edges.layer(0).edgeMean()[f * sums + j];
      }
    }
    return model.with(changed.network(), parameters);
  }

  private static KanModel with(KanModel model, List<InputSpline> inputs) {
    KnotChange change = KnotChange.ofLayer(model.network(), model.parameters(), 0, inputs);
    return model.with(change.network(), change.parameters());
  }
}
