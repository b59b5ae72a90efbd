package org.kanspark.kernel.view;

/**
 * Says how a network is drawn.
 *
 * @param title above the picture, empty for none
 * @param beta opacity of an edge is tanh(beta * score); 0 or more
 * @param showMasked whether pruned edges are drawn, faint and dashed, or left out
 * @param showRanges whether each curve tells its range; only where curves are large enough
 * @param mostEdges most edges drawn in one layer, at least 1: the strongest
 * @param width in pixels, 240 to 10,000; 0 = as wide as the network asks for
 * @param palette colours
 */
public record NetworkOptions(
    String title,
    double beta,
    boolean showMasked,
    boolean showRanges,
    int mostEdges,
    int width,
    Palette palette) {
  private static final double BETA = 3;
  private static final int MOST_EDGES = 128;
  private static final int LEAST_WIDTH = 240;
  private static final int MOST_WIDTH = 10_000;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one does not hold
   */
  public NetworkOptions {
    if (!(beta >= 0) || Double.isInfinite(beta)) {
      throw new IllegalArgumentException("beta is " + beta + ", accepted is 0 or more");
    }
    if (mostEdges < 1) {
      throw new IllegalArgumentException("mostEdges is " + mostEdges + ", accepted is 1 or more");
    }
    if (width != 0 && (width < LEAST_WIDTH || width > MOST_WIDTH)) {
      throw new IllegalArgumentException(
          "width is " + width + ", accepted is 0 or 240 to 10000 pixels");
    }
  }

  /** Returns beta 3, masked edges hidden, no ranges, 128 edges a layer, a width that fits. */
  public static NetworkOptions defaults() {
    return new NetworkOptions("", BETA, false, false, MOST_EDGES, 0, Palette.LIGHT);
  }

  /** Returns these with another title. */
  public NetworkOptions withTitle(String value) {
    return new NetworkOptions(value, beta, showMasked, showRanges, mostEdges, width, palette);
  }

  /** Returns these with another beta. */
  public NetworkOptions withBeta(double value) {
    return new NetworkOptions(title, value, showMasked, showRanges, mostEdges, width, palette);
  }

  /** Returns these with pruned edges drawn or not. */
  public NetworkOptions withMasked(boolean value) {
    return new NetworkOptions(title, beta, value, showRanges, mostEdges, width, palette);
  }

  /** Returns these with ranges drawn or not. */
  public NetworkOptions withRanges(boolean value) {
    return new NetworkOptions(title, beta, showMasked, value, mostEdges, width, palette);
  }

  /** Returns these with another limit of edges a layer. */
  public NetworkOptions withMostEdges(int value) {
    return new NetworkOptions(title, beta, showMasked, showRanges, value, width, palette);
  }

  /** Returns these with another width. */
  public NetworkOptions withWidth(int value) {
    return new NetworkOptions(title, beta, showMasked, showRanges, mostEdges, value, palette);
  }

  /** Returns these with other colours. */
  public NetworkOptions withPalette(Palette value) {
    return new NetworkOptions(title, beta, showMasked, showRanges, mostEdges, width, value);
  }
}
