package org.kanspark.kernel.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.data.DataStatistics;
import org.kanspark.kernel.loss.Loss;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanNetwork;

/**
 * Begins training at a model instead of a random start. Its shape, live and symbolic edges, knots,
 * input map and label scaling stay; grids no finer than its own have been trained at already.
 */
final class WarmStart {
  private final KanModel model;
  private final int grid;

  private WarmStart(KanModel model) {
    this.model = model;
    this.grid = Refinement.gridSize(model.network());
  }

  /**
   * Returns the start from the settings' initial model, null if they have none.
   *
   * @throws IllegalArgumentException if the rows have another number of features, or the loss
   *     another link or number of outputs
   */
  static @Nullable WarmStart of(TrainingSettings settings, DataStatistics statistics) {
    KanModel model = settings.initialModel();
    if (model == null) {
      return null;
    }
    int features = statistics.featureCount();
    if (model.inputs() != features) {
      throw new IllegalArgumentException(
          "initialModel has %d features, the training rows have %d"
              .formatted(model.inputs(), features));
    }
    if (model.link() != settings.loss().link()
        || model.network().outputs() != settings.loss().outputs()) {
      throw new IllegalArgumentException(
          "initialModel has link %s and %d outputs, loss %s has link %s and %d"
              .formatted(
                  model.link().label(),
                  model.network().outputs(),
                  settings.loss().name(),
                  settings.loss().link().label(),
                  settings.loss().outputs()));
    }
    return new WarmStart(MissingValues.allowed(model, statistics));
  }

  Scaling scaling(Loss loss) {
    return new Scaling(model.featureMap(), model.labelScale(), loss);
  }

  /** Returns the grids to train at: the finer ones of the schedule, else the model's own. */
  int[] grids(TrainingSettings settings) {
    int[] finer = Arrays.stream(settings.refineSchedule()).filter(this::isFiner).toArray();
    return finer.length == 0 || settings.maxIter() == 0 ? new int[] {grid} : finer;
  }

  /** Returns whether a grid is finer than the model's own. */
  boolean isFiner(int gridSize) {
    return gridSize > grid;
  }

  KnotChange start() {
    return new KnotChange(model.network(), model.parameters());
  }

  /**
   * Returns the network at a grid of {@link #grids}.
   *
   * @param placed what the training rows' features can bear there
   */
  KanNetwork network(int gridSize, List<InputSpline> placed) {
    return isFiner(gridSize)
        ? KnotChange.refine(
                model.network(), model.parameters(), gridSize, finer(model.network(), placed), null)
            .network()
        : model.network();
  }

  /**
   * Returns the first layer's inputs at a finer grid.
   *
   * @param placed inputs of as many cells as the rows can bear there
   */
  static List<InputSpline> finer(KanNetwork network, List<InputSpline> placed) {
    List<InputSpline> finer = new ArrayList<>();
    for (int i = 0; i < placed.size(); i++) {
      int intervals = placed.get(i).knots().intervals();
      finer.add(KnotChange.refine(network.layer(0).input(i), intervals));
    }
    return finer;
  }
}
