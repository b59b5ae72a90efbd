package org.kanspark.kernel.train;

import java.util.List;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;

/** Gives the splines of a trained model more knots, without rows. */
public final class Refinement {
  /** Largest number of grid intervals. */
  public static final int MOST_INTERVALS = 10_000;

  private Refinement() {}

  /**
   * Returns the number of grid intervals of a network: that of its hidden inputs; where there are
   * none with splines the largest of any input, since inputs of few distinct values may have fewer;
   * 1 if no input has a spline.
   */
  public static int gridSize(KanNetwork network) {
    int hidden = mostIntervals(network, 1);
    return hidden > 0 ? hidden : Math.max(1, mostIntervals(network, 0));
  }

  /** Returns the most intervals of any input from a layer on, 0 where none has a spline. */
  private static int mostIntervals(KanNetwork network, int firstLayer) {
    int most = 0;
    for (int l = firstLayer; l < network.depth(); l++) {
      for (InputSpline input : network.layer(l).inputSplines()) {
        if (input.kind() == InputSpline.Kind.SPLINE) {
          most = Math.max(most, input.knots().intervals());
        }
      }
    }
    return most;
  }

  /**
   * Refines every spline that has as many intervals as the network; inputs that have fewer or more
   * have few distinct values and stay as they are. Cells are split, so that the function is the
   * same between the knots wherever the new ones contain the old: always when the new number of
   * intervals is a multiple of the old.
   *
   * @param model a model
   * @param gridSize new number of intervals, at least that of the model
   * @throws IllegalArgumentException if it is smaller, or more than {@link #MOST_INTERVALS}
   */
  public static KanModel refine(KanModel model, int gridSize) {
    KanNetwork network = model.network();
    int old = gridSize(network);
    if (gridSize < old) {
      throw new IllegalArgumentException(
          "grid %d is coarser than the model's, accepted: >= %d".formatted(gridSize, old));
    }
    if (gridSize > MOST_INTERVALS) {
      throw new IllegalArgumentException(
          "grid %d is too fine, accepted: <= %d".formatted(gridSize, MOST_INTERVALS));
    }
    KnotChange change = new KnotChange(network, model.parameters());
    for (int l = 0; l < network.depth(); l++) {
      KanLayer layer = network.layer(l);
      List<InputSpline> finer =
          layer.inputSplines().stream().map(input -> finer(input, old, gridSize)).toList();
      change = KnotChange.ofLayer(change.network(), change.parameters(), l, finer);
    }
    return model.with(change.network(), change.parameters());
  }

  private static InputSpline finer(InputSpline input, int old, int gridSize) {
    return input.knots().intervals() == old ? KnotChange.refine(input, gridSize) : input;
  }
}
