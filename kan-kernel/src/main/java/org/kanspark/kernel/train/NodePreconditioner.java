package org.kanspark.kernel.train;

import java.util.ArrayList;
import java.util.List;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.linalg.PackedCholesky;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.optim.Preconditioner;
import org.kanspark.kernel.penalty.Shrinkage;

/**
 * Approximates the inverse Hessian by blocks of the Gauss-Newton matrix: one block for all
 * parameters that lead into a node, from sampled rows.
 *
 * <p>The matrix of a node is {@code E[l'' d^2 v v']}, where v are the features of its layer (basis
 * functions and base functions of all inputs), d the derivative of the network's output by the node
 * and l'' the second derivative of the loss; with several outputs, summed over the loss's
 * directions. It knows which coefficients act on few rows, how basis functions overlap and what
 * edges into one node have in common; for the last layer it is exact. What different nodes have in
 * common is left to L-BFGS.
 *
 * <p>Damping is the same for all blocks, as Levenberg's is, so that parameters the rows say little
 * about stay where they are. Damped each by its own size, blocks of weak nodes ran after noise: on
 * kin8nm, [8,16,1], test RMSE was 0.085 to 0.095 instead of 0.074 to 0.080 at the same training
 * RMSE.
 *
 * <p>Cost: with F features and S sums a layer has {@code F^2 S / 2} entries and takes {@code rows *
 * a^2 S / 2} multiply-adds to sum, a of the F features being active in a row. Where all layers
 * together have more than {@link #MOST_ENTRIES} entries (32 MB on the driver), or a block more than
 * {@link #MOST_FEATURES} rows, blocks are cut: at inputs first, so that a block holds the edges
 * from some inputs, from one at last; then within inputs, down to the diagonal.
 *
 * <p>Blocks are computed independently of each other, so the bits do not depend on the number of
 * processors.
 */
final class NodePreconditioner implements Preconditioner {
  private static final long MOST_ENTRIES = 1 << 22;
  private static final int MOST_FEATURES = 640;
  private static final int SUMS_AT_ONCE = 16;

  private static final int LEAST_ROWS = 1024;
  private static final int MOST_ROWS = 4096;
  private static final int ROWS_PER_FEATURE = 4;

  /** Most feature values of sampled rows held at once: 64 MB. */
  private static final long MOST_VALUES = 1 << 23;

  private record Block(int offset, int stride, int size, PackedCholesky factor) {}

  /** Some features of a layer and some of its sums. */
  private record Part(int layer, int first, int size, int firstSum, int sums) {}

  private final List<Block> blocks = new ArrayList<>();
  private final double[] column;
  private final int rows;
  private final int firstSymbolic;
  private final double symbolicScale;

  /**
   * Computes the blocks at given parameters.
   *
   * @param network the network
   * @param at its parameters
   * @param scaling from raw rows to the network's units
   * @param source gives sampled rows, up to 4096 are asked for
   * @param smoothness what smoothness adds to the objective
   * @param shrinkage what draws parameters towards 0
   * @param damping what is added to the diagonal, in units of the mean over all parameters
   */
  NodePreconditioner(
      KanNetwork network,
      double[] at,
      Scaling scaling,
      CurvatureRows source,
      Smoothness smoothness,
      Shrinkage shrinkage,
      double damping) {
    this(network, at, scaling, source, smoothness, shrinkage, damping, mostFeatures(network));
  }

  /** Computes blocks of up to a number of features. */
  NodePreconditioner(
      KanNetwork network,
      double[] at,
      Scaling scaling,
      CurvatureRows source,
      Smoothness smoothness,
      Shrinkage shrinkage,
      double damping,
      int mostFeatures) {
    List<Part> parts = parts(network, mostFeatures);
    int largest = parts.stream().mapToInt(Part::size).max().orElse(0);
    RowBlock sample = source.first(rows(network, largest));
    this.rows = sample.rows();
    this.column = new double[largest];
    List<FeatureSample> layers = FeatureSample.of(network, at, scaling, sample);
    double trace = 0.0;
    for (FeatureSample layer : layers) {
      trace += layer.trace();
    }
    this.firstSymbolic = network.symbolicOffset(0);
    // The numbers of symbolic edges have no block: they get the mean curvature of all others.
    this.symbolicScale = trace > 0 ? firstSymbolic / trace : 1.0;
    double added = trace > 0 ? damping * trace / at.length : 1.0;
    List<List<Block>> made =
        parts.parallelStream()
            .map(
                part ->
                    blocks(
                        network,
                        layers.get(part.layer()),
                        smoothness,
                        part,
                        added + shrinkage.curvature(part.layer())))
            .toList();
    made.forEach(blocks::addAll);
  }

  private static List<Block> blocks(
      KanNetwork network, FeatureSample sample, Smoothness smoothness, Part part, double damping) {
    KanLayer layer = network.layer(part.layer());
    List<PackedCholesky> factors =
        NodeBlock.factors(
            sample,
            network,
            part.layer(),
            smoothness,
            part.first(),
            part.size(),
            part.firstSum(),
            part.sums(),
            damping);
    int from = network.offset(part.layer(), 0) + part.first() * layer.sums() + part.firstSum();
    List<Block> blocks = new ArrayList<>();
    for (int j = 0; j < part.sums(); j++) {
      blocks.add(new Block(from + j, layer.sums(), part.size(), factors.get(j)));
    }
    return blocks;
  }

  /** Returns the most features of a block so that all blocks fit. */
  static int mostFeatures(KanNetwork network) {
    int most = MOST_FEATURES;
    while (most > 1 && entries(network, most) > MOST_ENTRIES) {
      most = (most + 1) / 2;
    }
    return most;
  }

  private static long entries(KanNetwork network, int mostFeatures) {
    long entries = 0;
    for (Part part : parts(network, mostFeatures)) {
      entries += (long) part.size() * (part.size() + 1) / 2 * part.sums();
    }
    return entries;
  }

  private static List<Part> parts(KanNetwork network, int mostFeatures) {
    List<Part> parts = new ArrayList<>();
    for (int l = 0; l < network.depth(); l++) {
      KanLayer layer = network.layer(l);
      int first = 0;
      int next = 0;
      for (InputSpline input : layer.inputSplines()) {
        int features = features(network, input);
        if (next + features - first > mostFeatures) {
          addParts(parts, l, first, next, layer.sums());
          first = next;
        }
        next += features;
        for (; next - first > mostFeatures; first += mostFeatures) {
          addParts(parts, l, first, first + mostFeatures, layer.sums());
        }
      }
      addParts(parts, l, first, next, layer.sums());
    }
    return parts;
  }

  private static void addParts(List<Part> parts, int layer, int from, int to, int sums) {
    for (int sum = 0; sum < sums && to > from; sum += SUMS_AT_ONCE) {
      parts.add(new Part(layer, from, to - from, sum, Math.min(SUMS_AT_ONCE, sums - sum)));
    }
  }

  private static int features(KanNetwork network, InputSpline input) {
    return input.coefficients() + (input.hasBase(network.baseFunction()) ? 1 : 0);
  }

  private static int rows(KanNetwork network, int largestBlock) {
    long values = 0;
    for (int l = 0; l < network.depth(); l++) {
      KanLayer layer = network.layer(l);
      values += (long) layer.inputs() * (network.degree() + 2) + layer.sums();
    }
    long wanted = Math.max(LEAST_ROWS, Math.min(MOST_ROWS, (long) ROWS_PER_FEATURE * largestBlock));
    return (int) Math.max(1, Math.min(wanted, MOST_VALUES / values));
  }

  /** Returns the number of rows the blocks were computed from. */
  int rows() {
    return rows;
  }

  @Override
  public void apply(double[] gradient, double[] out) {
    for (Block block : blocks) {
      for (int f = 0; f < block.size(); f++) {
        column[f] = gradient[block.offset() + f * block.stride()];
      }
      block.factor().solve(column);
      for (int f = 0; f < block.size(); f++) {
        out[block.offset() + f * block.stride()] = column[f];
      }
    }
    for (int p = firstSymbolic; p < out.length; p++) {
      out[p] = symbolicScale * gradient[p];
    }
  }
}
