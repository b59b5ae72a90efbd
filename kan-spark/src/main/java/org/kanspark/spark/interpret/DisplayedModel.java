package org.kanspark.spark.interpret;

import java.util.Comparator;
import java.util.Map;
import org.kanspark.kernel.formula.Notation;
import org.kanspark.kernel.interpret.Edge;
import org.kanspark.kernel.interpret.EdgeView;
import org.kanspark.kernel.interpret.RankedEdge;
import org.kanspark.kernel.view.NetworkOptions;
import org.kanspark.spark.display.Display;
import org.kanspark.spark.display.HtmlDisplay;
import org.kanspark.spark.display.TableDisplay;

/**
 * Shows a model in a note; by itself it is shown as the picture of its network. Needs no rows.
 *
 * @param <M> the model's class
 */
public interface DisplayedModel<M> extends ExplainedModel<M>, ExportedModel<M>, Display {

  @Override
  default String toZeppelin() {
    return displayNetwork().toZeppelin();
  }

  /** Returns the picture of the network, pruned edges left out. */
  default Display displayNetwork() {
    return displayNetwork(NetworkOptions.defaults());
  }

  /** Returns the picture of the network. */
  default Display displayNetwork(NetworkOptions options) {
    return HtmlDisplay.ofSvg(plotSvg(options));
  }

  /**
   * Returns the picture of the network with what {@link #prune} takes away faint.
   *
   * @throws IllegalArgumentException if a threshold is negative, or a layer would lose all edges
   */
  default Display displayPruning(double nodeThreshold, double edgeThreshold) {
    return HtmlDisplay.ofSvg(plotPruning(nodeThreshold, edgeThreshold));
  }

  /**
   * Returns the curve of an edge in raw units, over the density of the training rows.
   *
   * @throws IllegalArgumentException if there is no such live edge, or its input is constant
   */
  default Display displayEdge(int layer, int input, int sum) {
    Edge edge = new Edge(layer, input, sum);
    EdgeView view =
        EdgeView.of(kanModel(), edgeStatistics(), featureNames(), content().outputs(), edge);
    return HtmlDisplay.ofSvg(view.svg());
  }

  /** Returns the table of features by importance, the most important first. */
  default Display displayImportances() {
    TableDisplay table = new TableDisplay("feature", "importance");
    featureImportances().entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .forEach(entry -> table.add(entry.getKey(), entry.getValue()));
    return table;
  }

  /** Returns the table of live edges by importance, the strongest first. */
  default Display displayEdges() {
    TableDisplay table = new TableDisplay("layer", "from", "to", "function", "score", "share");
    for (RankedEdge ranked : edgeImportances()) {
      table.add(
          ranked.edge().layer(),
          ranked.from(),
          ranked.to(),
          ranked.function().isEmpty() ? "spline" : ranked.function(),
          ranked.score(),
          ranked.share());
    }
    return table;
  }

  /**
   * Returns the formula of the raw features with rounded numbers.
   *
   * @param digits significant digits, 1 to 17
   * @throws IllegalArgumentException if an edge is a spline, or its function has no such form
   */
  default Display displayFormula(int digits) {
    return HtmlDisplay.ofText(content().label() + " = " + toFormula(Notation.TEXT, digits));
  }
}
