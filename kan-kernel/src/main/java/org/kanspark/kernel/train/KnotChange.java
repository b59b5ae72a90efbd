package org.kanspark.kernel.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.spline.KnotInsertion;
import org.kanspark.kernel.spline.KnotRefinement;
import org.kanspark.kernel.spline.Knots;
import org.kanspark.kernel.spline.SplineTransfer;
import org.kanspark.kernel.spline.TransferMatrix;

/**
 * Holds a network and parameters that stand for the same function as before on other knots: exactly
 * where the new knots contain the old ones, by least squares elsewhere.
 *
 * @param network the network with its new knots
 * @param parameters its parameters
 */
record KnotChange(KanNetwork network, double[] parameters) {

  private record Pair(Knots from, Knots to) {}

  /** Moves the inputs of one layer to other knots. */
  static KnotChange ofLayer(
      KanNetwork network, double[] parameters, int l, List<InputSpline> inputs) {
    KanLayer layer = network.layer(l);
    KanNetwork changed = network.withLayer(l, layer.withInputs(inputs));
    double[] moved = new double[changed.parameterCount()];
    Map<Pair, TransferMatrix> matrices = new HashMap<>();
    for (int at = 0; at < network.depth(); at++) {
      KanLayer same = network.layer(at);
      for (int i = 0; i < same.inputs(); i++) {
        Knots from = same.input(i).knots();
        Knots to = changed.layer(at).input(i).knots();
        int source = network.offset(at, i);
        int target = changed.offset(at, i);
        int sums = same.sums();
        if (from.equals(to) || same.input(i).kind() != InputSpline.Kind.SPLINE) {
          int length = same.input(i).splineCoefficients() * sums;
          System.arraycopy(parameters, source, moved, target, length);
        } else {
          TransferMatrix matrix =
              matrices.computeIfAbsent(new Pair(from, to), pair -> matrix(network, pair));
          Objects.requireNonNull(matrix).apply(parameters, source, sums, moved, target, sums, sums);
        }
        if (same.input(i).missing() && changed.layer(at).input(i).missing()) {
          System.arraycopy(
              parameters, network.missingOffset(at, i), moved, changed.missingOffset(at, i), sums);
        }
        if (same.input(i).hasBase(network.baseFunction())) {
          System.arraycopy(
              parameters, network.baseOffset(at, i), moved, changed.baseOffset(at, i), sums);
        }
      }
    }
    int symbolic = network.symbolicOffset(0);
    System.arraycopy(
        parameters, symbolic, moved, changed.symbolicOffset(0), parameters.length - symbolic);
    return new KnotChange(changed, moved);
  }

  private static TransferMatrix matrix(KanNetwork network, Pair pair) {
    return KnotInsertion.nests(pair.from(), pair.to())
        ? KnotInsertion.matrix(pair.from(), pair.to())
        : SplineTransfer.matrix(pair.from(), network.extrapolation(), pair.to());
  }

  /** Refines the knots of all hidden inputs, and replaces those of the first layer. */
  static KnotChange refine(
      KanNetwork network,
      double[] parameters,
      int gridSize,
      List<InputSpline> firstInputs,
      @Nullable ActivationRanges ranges) {
    KnotChange change = ofLayer(network, parameters, 0, firstInputs);
    for (int l = 1; l < network.depth(); l++) {
      List<InputSpline> finer = new ArrayList<>();
      for (int i = 0; i < network.layer(l).inputs(); i++) {
        InputSpline input = network.layer(l).input(i);
        finer.add(
            ranges == null
                ? refine(input, gridSize)
                : HiddenKnots.refine(input, gridSize, ranges.min(l, i), ranges.max(l, i)));
      }
      change = ofLayer(change.network(), change.parameters(), l, finer);
    }
    return change;
  }

  /** Returns an input with finer knots; one that has as many stays as it is. */
  static InputSpline refine(InputSpline input, int gridSize) {
    boolean finer = input.kind() == InputSpline.Kind.SPLINE && gridSize > input.knots().intervals();
    return finer ? input.withKnots(KnotRefinement.refine(input.knots(), gridSize)) : input;
  }
}
