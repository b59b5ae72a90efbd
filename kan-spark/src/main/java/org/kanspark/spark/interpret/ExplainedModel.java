package org.kanspark.spark.interpret;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kanspark.kernel.interpret.Attribution;
import org.kanspark.kernel.interpret.ModelView;
import org.kanspark.kernel.interpret.Pruning;
import org.kanspark.kernel.interpret.RankedEdge;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.train.Refinement;
import org.kanspark.kernel.view.NetworkOptions;
import org.kanspark.kernel.view.NetworkPicture;
import org.kanspark.spark.persist.ModelContent;

/**
 * Scores, draws, prunes and refines a model.
 *
 * @param <M> the model's class
 */
public interface ExplainedModel<M> extends ModelAccess<M> {

  /**
   * Returns the score of every feature, by its name: how much of what varies at the output comes in
   * through it (see {@link Attribution}). Needs no rows. Scores compare features; they need not add
   * up to 1, and where edges cancel each other they exceed it: total effects, which need rows, see
   * through that.
   */
  default Map<String, Double> featureImportances() {
    double[] scores = Attribution.of(kanModel().network(), edgeStatistics()).inputs();
    Map<String, Double> named = new LinkedHashMap<>();
    for (int f = 0; f < scores.length; f++) {
      named.put(featureNames().get(f), scores[f]);
    }
    return named;
  }

  /** Returns all live edges with their scores, the strongest first. Needs no rows. */
  default List<RankedEdge> edgeImportances() {
    return RankedEdge.of(kanModel(), edgeStatistics(), featureNames(), content().outputs());
  }

  /**
   * Removes hidden nodes and edges that score no more than a threshold (pykan's defaults are 0.01
   * and 0.03). All features stay in the schema. Needs no rows.
   *
   * @return the smaller model; this one is unchanged
   * @throws IllegalArgumentException if a threshold is negative, or a layer would lose all edges
   */
  default M prune(double nodeThreshold, double edgeThreshold) {
    return pruned(Pruning.byScore(kanModel(), edgeStatistics(), nodeThreshold, edgeThreshold));
  }

  /**
   * Removes one edge, and hidden nodes that lose their last one with it.
   *
   * @throws IllegalArgumentException if there is no such live edge
   */
  default M removeEdge(int layer, int input, int sum) {
    return pruned(Pruning.ofEdge(kanModel(), edgeStatistics(), layer, input, sum));
  }

  /**
   * Removes one hidden node and its edges.
   *
   * @param level level of the node, the features being level 0
   * @param node index of the node in its level
   * @throws IllegalArgumentException if there is no such hidden node
   */
  default M removeNode(int level, int node) {
    return pruned(Pruning.ofNode(kanModel(), edgeStatistics(), level, node));
  }

  private M pruned(Pruning.Result result) {
    return withContent(content().with(result.model(), result.statistics()));
  }

  /**
   * Returns this model on a finer grid, as a start to train on from ({@code setInitialModel}).
   * Cells are split: where the new number of intervals is a multiple of the old the function stays
   * the same between the knots. Inputs of few distinct values keep their grid. Needs no rows.
   *
   * @param gridSize new number of grid intervals, at least that of this model
   * @throws IllegalArgumentException if the grid is coarser than this model's
   */
  default M refine(int gridSize) {
    ModelContent old = content();
    return withContent(old.with(Refinement.refine(old.model(), gridSize), old.edges()));
  }

  /** Draws the network as SVG text, each edge as dark as it matters, pruned ones left out. */
  default String plotSvg() {
    return plotSvg(NetworkOptions.defaults());
  }

  /** Draws the network as SVG text. */
  default String plotSvg(NetworkOptions options) {
    return draw(kanModel(), options);
  }

  /**
   * Draws the network as SVG text, with what {@link #prune} takes away in its place, faint.
   *
   * @throws IllegalArgumentException if a threshold is negative, or a layer would lose all edges
   */
  default String plotPruning(double nodeThreshold, double edgeThreshold) {
    Pruning.Result result =
        Pruning.byScore(kanModel(), edgeStatistics(), nodeThreshold, edgeThreshold);
    return draw(result.masked(), NetworkOptions.defaults().withMasked(true));
  }

  private String draw(KanModel model, NetworkOptions options) {
    return new NetworkPicture(
            ModelView.of(
                model.network(),
                model.parameters(),
                edgeStatistics(),
                featureNames(),
                content().outputs()),
            options)
        .svg();
  }
}
