package org.kanspark.kernel.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kanspark.kernel.view.NetworkView.Edge;
import org.kanspark.kernel.view.NetworkView.Layer;

/**
 * Finds the place of everything in a picture of a network: inputs at the bottom, outputs at the
 * top, between two levels the insets of the edges, in rows where one row would make them too small.
 */
final class NetworkLayout {
  static final double MARGIN = 24;
  static final double TITLE_SIZE = 17;
  static final double NOTE_SIZE = 11;
  static final double NOTE_LINE = 17;

  private static final double LEAST_WIDTH = 460;
  private static final double MOST_WIDTH = 1200;
  private static final double WIDTH_PER_EDGE = 76;
  private static final double WIDTH_WITH_RANGES = 93;
  private static final double WIDTH_PER_NODE = 48;

  private static final double LARGEST_INSET = 64;
  private static final double LARGEST_WITH_RANGES = 78;
  private static final double LEAST_WITH_RANGES = 60;
  private static final double LEAST_WITH_FUNCTION = 40;
  private static final double ROW_GAP = 8;
  private static final double LEAST_PITCH = 35;
  private static final double FILLED = 0.84;
  private static final double LARGEST_NODE = 9;
  private static final double NAME_GAP = 5;
  private static final double PRODUCT_RISE = 44;

  private final NetworkView network;
  private final NetworkSelection selection;
  private final double inner;

  final double width;
  final double height;

  /** Height of the line under which notes are written. */
  final double notesTop;

  /** Heights of the nodes by level. */
  final double[] nodeY;

  /** Places of the nodes by level and index; those not drawn have 0. */
  final double[][] nodeX;

  /** Heights of the sums by layer: those of their nodes, lower where there are products. */
  final double[] sumY;

  /** Places of the sums by layer and index. */
  final double[][] sumX;

  /** Radii of the nodes by level. */
  final double[] radius;

  final List<InsetRows> insets;
  final NameRow inputNames;
  final NameRow outputNames;

  /**
   * Places the insets of one layer.
   *
   * @param rows number of rows
   * @param pitch distance of columns
   * @param size width of an inset
   * @param strips height of the texts in it
   * @param top upper end of the uppermost row
   */
  record InsetRows(int rows, double pitch, double size, InsetStrips strips, double top) {
    double rowPitch() {
      return size + strips.height() + (rows == 1 ? 0 : ROW_GAP);
    }

    double bottom() {
      return top + height();
    }

    /** Lines of one column keep apart. */
    double track(int slot) {
      return left(slot) + size * (slot % rows + 0.5) / rows;
    }

    double left(int slot) {
      return MARGIN + (slot / rows + 0.5) * pitch - size / 2;
    }

    /** The first of a column is the lowest. */
    double top(int slot) {
      return top + (rows - 1 - slot % rows) * rowPitch();
    }

    double height() {
      return (rows - 1) * rowPitch() + size + strips.height();
    }
  }

  /**
   * Tells which texts an inset has room for.
   *
   * @param ranges whether it names the ends of its curve
   * @param functions whether it names functions
   */
  record InsetStrips(boolean ranges, boolean functions) {
    static final double RANGE = 11;
    static final double FUNCTION = 14;

    double height() {
      return (ranges ? 2 * RANGE : 0) + (functions ? FUNCTION : 0);
    }
  }

  /** Places everything; notes take so many lines. */
  NetworkLayout(
      NetworkView network, NetworkSelection selection, NetworkOptions options, int noteLines) {
    this.network = network;
    this.selection = selection;
    width = width(network, selection, options);
    inner = width - 2 * MARGIN;
    int depth = network.layers().size();
    nodeX = new double[depth + 1][];
    radius = new double[depth + 1];
    sumX = new double[depth][];
    for (int level = 0; level <= depth; level++) {
      across(level);
    }
    inputNames = names(network.inputs(), 0);
    outputNames = names(network.outputs(), depth);
    nodeY = new double[depth + 1];
    sumY = new double[depth];
    insets = new ArrayList<>();
    double y = MARGIN + (options.title().isEmpty() ? 0 : TITLE_SIZE + 8);
    y += outputNames.height() + NAME_GAP + radius[depth];
    for (int l = depth - 1; l >= 0; l--) {
      nodeY[l + 1] = y;
      sumY[l] = y + (network.layers().get(l).productNodes() > 0 ? PRODUCT_RISE : 0);
      InsetRows rows = rows(l, options, sumY[l] + above(l));
      insets.add(0, rows);
      y = rows.top() + rows.height() + below(l);
    }
    nodeY[0] = y;
    notesTop = y + radius[0] + NAME_GAP + inputNames.height();
    height = notesTop + (noteLines == 0 ? 16 : 14 + noteLines * NOTE_LINE + 6);
  }

  static double width(NetworkView network, NetworkSelection selection, NetworkOptions options) {
    if (options.width() > 0) {
      return options.width();
    }
    double wanted = LEAST_WIDTH;
    for (List<Edge> edges : selection.edges) {
      double each = options.showRanges() ? WIDTH_WITH_RANGES : WIDTH_PER_EDGE;
      wanted = Math.max(wanted, each * edges.size() + 2 * MARGIN);
    }
    for (int[] nodes : selection.nodes) {
      wanted = Math.max(wanted, WIDTH_PER_NODE * nodes.length + 2 * MARGIN);
    }
    return Math.min(wanted, MOST_WIDTH);
  }

  /** Spreads the nodes of a level; a product takes the room of its two sums. */
  private void across(int level) {
    int[] nodes = selection.nodes[level];
    nodeX[level] = new double[network.nodes(level)];
    if (level == 0) {
      radius[0] = Math.min(5, 0.36 * inner / nodes.length);
      for (int i = 0; i < nodes.length; i++) {
        nodeX[0][nodes[i]] = MARGIN + inner * (i + 0.5) / nodes.length;
      }
      return;
    }
    Layer layer = network.layers().get(level - 1);
    double[] sums = new double[layer.sums()];
    sumX[level - 1] = sums;
    long slots = Arrays.stream(nodes).map(n -> n < layer.sumNodes() ? 1 : 2).sum();
    radius[level] = Math.min(LARGEST_NODE, 0.36 * inner / Math.max(1, slots));
    int slot = 0;
    for (int node : nodes) {
      int sumsOfNode = node < layer.sumNodes() ? 1 : 2;
      int first = node < layer.sumNodes() ? node : 2 * node - layer.sumNodes();
      double left = MARGIN + inner * slot / slots;
      double room = inner * sumsOfNode / slots;
      nodeX[level][node] = left + room / 2;
      for (int k = 0; k < sumsOfNode; k++) {
        sums[first + k] = left + room * (k + 0.5) / sumsOfNode;
      }
      slot += sumsOfNode;
    }
  }

  private NameRow names(List<String> all, int level) {
    List<String> drawn = Arrays.stream(selection.nodes[level]).mapToObj(all::get).toList();
    return NameRow.of(drawn, inner / Math.max(1, drawn.size()));
  }

  /** Lines need height to spread: more over insets, whose lines go everywhere, than below. */
  private double above(int layer) {
    return spread(layer, 38, 0.1);
  }

  private double below(int layer) {
    return spread(layer, 34, 0.05);
  }

  private double spread(int layer, double least, double share) {
    int edges = selection.edges.get(layer).size();
    return least + (edges > 2 ? share * inner * Math.min(1, edges / 24.0) : 0);
  }

  private InsetRows rows(int layer, NetworkOptions options, double top) {
    List<Edge> edges = selection.edges.get(layer);
    int count = Math.max(1, edges.size());
    int rows = (int) Math.max(1, Math.ceil(count * LEAST_PITCH / inner));
    int columns = (count + rows - 1) / rows;
    double pitch = inner / columns;
    double largest = options.showRanges() ? LARGEST_WITH_RANGES : LARGEST_INSET;
    double size = Math.min(largest, FILLED * pitch);
    boolean named = edges.stream().anyMatch(e -> !e.function().isEmpty());
    InsetStrips strips =
        new InsetStrips(
            options.showRanges() && size >= LEAST_WITH_RANGES,
            named && size >= LEAST_WITH_FUNCTION);
    return new InsetRows(rows, pitch, size, strips, top);
  }
}
