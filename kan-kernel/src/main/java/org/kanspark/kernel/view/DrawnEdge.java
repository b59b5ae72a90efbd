package org.kanspark.kernel.view;

import org.kanspark.kernel.view.NetworkLayout.InsetRows;
import org.kanspark.kernel.view.NetworkLayout.InsetStrips;
import org.kanspark.kernel.view.NetworkView.Edge;
import org.kanspark.kernel.view.NetworkView.Status;

/**
 * Draws one edge of a network: a line from the node below to its inset, the inset, a line from
 * there to the sum above.
 *
 * @param edge what is drawn
 * @param opacity of an edge that is not pruned
 * @param description shown when the pointer rests on it
 * @param rows where the insets of the layer are
 * @param slot place of this one among them
 * @param ends where the lines end
 */
record DrawnEdge(
    Edge edge, double opacity, String description, InsetRows rows, int slot, Ends ends) {

  /** Opacity of what is pruned. */
  static final double FAINT = 0.45;

  private static final double CURVE_TOLERANCE = 0.12;
  private static final double TEXT_SIZE = 10;
  private static final double RANGE_SIZE = 8;

  /** Share of full opacity from which an inset covers the lines behind it. */
  private static final double COVERING = 0.2;

  /** Places of the node below and the sum above. */
  record Ends(double inputX, double inputY, double sumX, double sumY) {}

  /** Orders edges from back to front. */
  double rank() {
    return edge.masked() ? -1 : opacity;
  }

  private double shownOpacity() {
    return edge.masked() ? FAINT : opacity;
  }

  private String colour(Palette palette) {
    return switch (edge.status()) {
      case ACTIVE -> palette.ink();
      case SYMBOLIC -> palette.symbolic();
      case MASKED -> palette.muted();
    };
  }

  private double height() {
    return rows.size() + rows.strips().height();
  }

  /** Draws both lines. In rows they leave the insets by a track of their own, behind the others. */
  void lines(Svg svg, Palette palette) {
    double x = rows.track(slot);
    double top = rows.top(slot);
    StringBuilder path = new StringBuilder("M");
    pair(path, ends.inputX(), ends.inputY());
    path.append('L');
    pair(path, x, rows.bottom());
    path.append('V');
    Svg.append(path, top + height());
    path.append('M');
    pair(path, x, top);
    path.append('V');
    Svg.append(path, rows.top());
    path.append('L');
    pair(path, ends.sumX(), ends.sumY());
    svg.start("path").set("d", path.toString()).set("stroke", colour(palette));
    svg.set("stroke-opacity", shownOpacity());
    svg.set("stroke-width", rows.size() >= 40 ? 1.4 : 1);
    svg.set("stroke-linejoin", "round");
    if (edge.masked()) {
      svg.set("stroke-dasharray", "3 3");
    }
    svg.end();
  }

  private static void pair(StringBuilder path, double x, double y) {
    Svg.append(path, x);
    path.append(' ');
    Svg.append(path, y);
  }

  /** Draws the inset. */
  void inset(Svg svg, Palette palette) {
    double left = rows.left(slot);
    double top = rows.top(slot);
    double size = rows.size();
    String colour = colour(palette);
    svg.start("g").tooltip(description);
    svg.rectangle(left, top, size, height()).set("rx", Math.min(4, size / 8));
    svg.set("fill", palette.background());
    svg.set("fill-opacity", Math.min(1, shownOpacity() / COVERING));
    svg.set("stroke", edge.masked() ? palette.muted() : colour);
    svg.set("stroke-opacity", shownOpacity() * 0.55).set("stroke-width", 0.8);
    if (edge.masked()) {
      svg.set("stroke-dasharray", "3 3");
    }
    svg.end();
    double plotTop = top + (rows.strips().ranges() ? InsetStrips.RANGE : 0);
    curve(svg, left, plotTop, colour);
    texts(svg, left, top, colour);
    svg.end();
  }

  private void curve(Svg svg, double left, double top, String colour) {
    double size = rows.size();
    double pad = Math.max(3, 0.12 * size);
    Axis across = Axis.linear(edge.x()).between(left + pad, left + size - pad);
    Axis up = Axis.linear(edge.y()).between(top + size - pad, top + pad);
    String path = CurvePath.of(edge.x(), edge.y(), across, up, CURVE_TOLERANCE);
    if (path.isEmpty()) {
      return;
    }
    svg.start("path").set("d", path).set("fill", "none").set("stroke", colour);
    svg.set("stroke-width", size >= 40 ? 2.2 : 1.5);
    svg.set("stroke-linecap", "round").set("stroke-linejoin", "round");
    svg.set("stroke-opacity", shownOpacity());
    svg.end();
  }

  private void texts(Svg svg, double left, double top, String colour) {
    InsetStrips strips = rows.strips();
    double bottom = top + height();
    if (strips.functions() && edge.status() == Status.SYMBOLIC) {
      String name = TextWidth.shorten(edge.function(), TEXT_SIZE, rows.size() - 4);
      text(svg, left, bottom - 4, TEXT_SIZE, colour, name);
      bottom -= InsetStrips.FUNCTION;
    }
    if (strips.ranges()) {
      range(svg, left, top + InsetStrips.RANGE - 1, colour, "y ", edge.y());
      range(svg, left, bottom - 4, colour, "x ", edge.x());
    }
  }

  private void text(
      Svg svg, double left, double baseline, double size, String colour, String content) {
    svg.text(left + rows.size() / 2, baseline, size).set("text-anchor", "middle");
    svg.set("fill", colour).set("fill-opacity", shownOpacity());
    svg.end(content);
  }

  /** A range too long for the inset is in its description only. */
  private void range(
      Svg svg, double left, double baseline, String colour, String name, double[] values) {
    String text = name + Figures.range(values, 2);
    if (TextWidth.of(text, RANGE_SIZE) <= rows.size() - 2) {
      text(svg, left, baseline, RANGE_SIZE, colour, text);
    }
  }
}
