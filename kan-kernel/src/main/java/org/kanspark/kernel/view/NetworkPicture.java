package org.kanspark.kernel.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.kanspark.kernel.view.NetworkView.Edge;
import org.kanspark.kernel.view.NetworkView.Layer;
import org.kanspark.kernel.view.NetworkView.Status;

/**
 * Draws a network as pykan's {@code plot()} does: inputs at the bottom, outputs at the top, every
 * edge a line through an inset with its curve, as opaque as tanh(beta * score); symbolic edges in
 * another colour; sums marked by a plus, products by a cross.
 *
 * @param network what is drawn
 * @param options how
 */
public record NetworkPicture(NetworkView network, NetworkOptions options) {

  /** Returns the SVG element. */
  public String svg() {
    NetworkSelection selection = new NetworkSelection(network, options);
    double width = NetworkLayout.width(network, selection, options);
    NetworkNotes notes = new NetworkNotes(network, selection, options, width);
    NetworkLayout layout = new NetworkLayout(network, selection, options, notes.lines());
    Palette palette = options.palette();
    Svg svg = new Svg(layout.width, layout.height, label(), palette.background());
    if (!options.title().isEmpty()) {
      title(svg, layout);
    }
    List<DrawnEdge> edges = drawn(selection, layout);
    svg.start("g").set("fill", "none");
    edges.forEach(edge -> edge.lines(svg, palette));
    svg.end();
    edges.forEach(edge -> edge.inset(svg, palette));
    new NetworkNodes(network, selection, layout, palette).draw(svg);
    notes.draw(svg, layout.notesTop + 14);
    return svg.finish();
  }

  private String label() {
    StringBuilder label = new StringBuilder("Kolmogorov–Arnold network [");
    label.append(network.inputs().size());
    network.layers().forEach(layer -> label.append(',').append(layer.nodes()));
    label.append(']');
    return options.title().isEmpty() ? label.toString() : options.title() + ": " + label;
  }

  private void title(Svg svg, NetworkLayout layout) {
    double size = NetworkLayout.TITLE_SIZE;
    String shown =
        TextWidth.shorten(options.title(), size, layout.width - 2 * NetworkLayout.MARGIN);
    svg.text(layout.width / 2, NetworkLayout.MARGIN + size - 4, size);
    svg.set("text-anchor", "middle").set("fill", options.palette().ink());
    if (!shown.equals(options.title())) {
      svg.tooltip(options.title());
    }
    svg.end(shown);
  }

  /** Strong edges come last and lie on top. */
  private List<DrawnEdge> drawn(NetworkSelection selection, NetworkLayout layout) {
    List<DrawnEdge> drawn = new ArrayList<>();
    for (int l = 0; l < network.layers().size(); l++) {
      Layer layer = network.layers().get(l);
      NetworkLayout.InsetRows insets = layout.insets.get(l);
      List<Edge> edges = selection.edges.get(l);
      for (int slot = 0; slot < edges.size(); slot++) {
        Edge edge = edges.get(slot);
        drawn.add(
            new DrawnEdge(
                edge,
                selection.opacity(edge),
                describe(l, layer, edge),
                insets,
                slot,
                new DrawnEdge.Ends(
                    layout.nodeX[l][edge.input()],
                    layout.nodeY[l],
                    layout.sumX[l][edge.sum()],
                    layout.sumY[l])));
      }
    }
    drawn.sort(Comparator.comparingDouble(DrawnEdge::rank));
    return drawn;
  }

  private String describe(int l, Layer layer, Edge edge) {
    StringBuilder text = new StringBuilder();
    text.append(NetworkNodes.name(network, l, edge.input())).append(" → ");
    text.append(NetworkNodes.name(network, l + 1, layer.nodeOf(edge.sum())));
    text.append(edge.masked() ? ", pruned" : ", score " + Figures.shown(score(edge), 3));
    if (edge.status() == Status.SYMBOLIC) {
      text.append(", symbolic ").append(edge.function());
    }
    text.append("; x ").append(Figures.range(edge.x(), 3));
    return text.append(", y ").append(Figures.range(edge.y(), 3)).toString();
  }

  private static double score(Edge edge) {
    return NetworkSelection.score(edge);
  }
}
