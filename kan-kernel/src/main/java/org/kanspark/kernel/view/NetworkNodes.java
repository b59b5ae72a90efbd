package org.kanspark.kernel.view;

import org.kanspark.kernel.view.NetworkView.Layer;

/** Draws the nodes of a network and the names of its inputs and outputs. */
final class NetworkNodes {
  /** Radius below which a sign in a circle cannot be read. */
  private static final double LEAST_SIGNED = 4.5;

  private static final double LINE = 1.4;
  private static final double PLUS_ARM = 0.55;
  private static final double CROSS_ARM = 0.42;

  private final NetworkView network;
  private final NetworkSelection selection;
  private final NetworkLayout layout;
  private final Palette palette;

  NetworkNodes(
      NetworkView network, NetworkSelection selection, NetworkLayout layout, Palette palette) {
    this.network = network;
    this.selection = selection;
    this.layout = layout;
    this.palette = palette;
  }

  /** Returns what a node is called: its own name, or its place. */
  static String name(NetworkView network, int level, int node) {
    if (level == 0) {
      return network.inputs().get(node);
    }
    if (level == network.layers().size()) {
      return network.outputs().get(node);
    }
    return "node " + node + " of level " + level;
  }

  void draw(Svg svg) {
    int depth = network.layers().size();
    for (int level = 0; level <= depth; level++) {
      for (int node : selection.nodes[level]) {
        String colour = colour(level, node);
        svg.start("g").set("stroke", colour).set("stroke-width", LINE);
        if (!selection.counts(level, node)) {
          svg.set("stroke-opacity", DrawnEdge.FAINT);
          if (!isSigned(level)) {
            svg.set("fill-opacity", DrawnEdge.FAINT);
          }
        }
        svg.tooltip(name(network, level, node));
        if (level == 0) {
          double radius = layout.radius[0];
          svg.circle(layout.nodeX[0][node], layout.nodeY[0], radius).set("fill", colour).end();
        } else {
          node(svg, level, node);
        }
        svg.end();
      }
    }
    names(svg, 0, layout.inputNames);
    names(svg, depth, layout.outputNames);
  }

  /** A circle with a sign in it hides the lines behind; others are dots. */
  private boolean isSigned(int level) {
    return level > 0 && layout.radius[level] >= LEAST_SIGNED;
  }

  /** Nodes that are cut off are as pale as pruned edges. */
  private String colour(int level, int node) {
    return selection.counts(level, node) ? palette.ink() : palette.muted();
  }

  private void node(Svg svg, int level, int node) {
    Layer layer = network.layers().get(level - 1);
    double x = layout.nodeX[level][node];
    double y = layout.nodeY[level];
    double sumY = layout.sumY[level - 1];
    double[] sums = layout.sumX[level - 1];
    String colour = colour(level, node);
    if (node < layer.sumNodes()) {
      if (sumY != y) {
        svg.line(x, sumY, x, y).end();
        svg.circle(x, y, Math.min(3.5, layout.radius[level])).set("fill", colour).end();
      }
      sign(svg, x, sumY, level, colour, plus(x, sumY, PLUS_ARM * layout.radius[level]));
      return;
    }
    int first = 2 * node - layer.sumNodes();
    for (int k = first; k < first + 2; k++) {
      svg.line(sums[k], sumY, x, y).end();
      sign(svg, sums[k], sumY, level, colour, plus(sums[k], sumY, PLUS_ARM * layout.radius[level]));
    }
    sign(svg, x, y, level, colour, cross(x, y, CROSS_ARM * layout.radius[level]));
  }

  private void sign(Svg svg, double x, double y, int level, String colour, String path) {
    double radius = layout.radius[level];
    boolean signed = isSigned(level);
    svg.circle(x, y, radius).set("fill", signed ? palette.background() : colour).end();
    if (signed) {
      svg.start("path").set("d", path).set("stroke-linecap", "round").end();
    }
  }

  private static String plus(double x, double y, double arm) {
    return "M" + pair(x - arm, y) + "L" + pair(x + arm, y) + vertical(x, y, arm);
  }

  private static String vertical(double x, double y, double arm) {
    return "M" + pair(x, y - arm) + "L" + pair(x, y + arm);
  }

  private static String cross(double x, double y, double arm) {
    String falling = "M" + pair(x - arm, y - arm) + "L" + pair(x + arm, y + arm);
    return falling + "M" + pair(x - arm, y + arm) + "L" + pair(x + arm, y - arm);
  }

  private static String pair(double x, double y) {
    return Svg.number(x) + ' ' + Svg.number(y);
  }

  private void names(Svg svg, int level, NameRow row) {
    boolean below = level == 0;
    double offset = layout.radius[level] + 5;
    double near = layout.nodeY[level] + (below ? offset : -offset);
    int[] nodes = selection.nodes[level];
    for (int i = 0; i < nodes.length; i++) {
      String full = name(network, level, nodes[i]);
      row.draw(svg, i, full, layout.nodeX[level][nodes[i]], near, below, colour(level, nodes[i]));
    }
  }
}
