package org.kanspark.kernel.view;

import java.util.regex.Pattern;

/**
 * Holds the colours of a picture, each as {@code #rrggbb}.
 *
 * @param background behind everything
 * @param ink curves, nodes and names
 * @param muted axes, notes and what is pruned
 * @param grid lines behind a plot
 * @param symbolic edges that are a named function
 * @param accent data: bars, points, losses
 */
public record Palette(
    String background, String ink, String muted, String grid, String symbolic, String accent) {
  private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");

  /** Dark on white, symbolic edges red as pykan has them. */
  public static final Palette LIGHT =
      new Palette("#ffffff", "#1f2328", "#6e7781", "#e1e5ea", "#cf222e", "#1f6feb");

  /**
   * Checks the colours.
   *
   * @throws IllegalArgumentException if one is not {@code #rrggbb}
   */
  public Palette {
    check(background);
    check(ink);
    check(muted);
    check(grid);
    check(symbolic);
    check(accent);
  }

  private static void check(String colour) {
    if (!COLOUR.matcher(colour).matches()) {
      throw new IllegalArgumentException("a colour is #rrggbb, not '" + colour + "'");
    }
  }
}
