package org.kanspark.kernel.view;

import java.util.List;

/**
 * Places the names of one level of nodes: side by side if they fit, else upright.
 *
 * @param names as drawn, shortened where there is no room
 * @param upright whether they are turned by a right angle
 * @param size of the font
 * @param height that the row takes
 */
record NameRow(List<String> names, boolean upright, double size, double height) {
  private static final double LARGE = 14;
  private static final double SMALL = 11;
  private static final double TINY = 9;
  private static final double GAP = 10;
  private static final double LINE = 1.4;
  private static final double LONGEST = 120;

  /** Room below which a name that does not fit reads better upright. */
  private static final double LEAST_ROOM = 90;

  /** Room in which a large font leaves enough of a long name. */
  private static final double MUCH_ROOM = 130;

  /**
   * Places names.
   *
   * @param full names of the nodes drawn
   * @param pitch distance of neighbours
   */
  static NameRow of(List<String> full, double pitch) {
    double room = pitch - GAP;
    for (double size : new double[] {LARGE, SMALL}) {
      if (widest(full, size) <= room) {
        return new NameRow(full, false, size, size * LINE);
      }
    }
    if (room >= LEAST_ROOM) {
      double size = room >= MUCH_ROOM ? LARGE : SMALL;
      return new NameRow(shortened(full, size, room), false, size, size * LINE);
    }
    double size = pitch >= SMALL * LINE ? SMALL : TINY;
    List<String> names = shortened(full, size, LONGEST);
    return new NameRow(names, true, size, widest(names, size) + 2);
  }

  private static double widest(List<String> names, double size) {
    return names.stream().mapToDouble(name -> TextWidth.of(name, size)).max().orElse(0);
  }

  private static List<String> shortened(List<String> names, double size, double most) {
    return names.stream().map(name -> TextWidth.shorten(name, size, most)).toList();
  }

  /**
   * Draws one name.
   *
   * @param near height of the end next to the node
   * @param below whether the row is below its nodes
   */
  void draw(Svg svg, int index, String full, double x, double near, boolean below, String colour) {
    double middle = 0.35 * size;
    if (upright) {
      svg.text(0, 0, size);
      svg.set("text-anchor", below ? "end" : "start").set("fill", colour);
      svg.set(
          "transform",
          "translate(" + Svg.number(x + middle) + ' ' + Svg.number(near) + ") rotate(-90)");
    } else {
      svg.text(x, below ? near + size : near - 0.3 * size, size);
      svg.set("text-anchor", "middle").set("fill", colour);
    }
    String name = names.get(index);
    if (!name.equals(full)) {
      svg.tooltip(full);
    }
    svg.end(name);
  }
}
