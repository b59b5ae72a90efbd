package org.kanspark.kernel.symbolic;

/**
 * Maps to arguments of functions whose domain ends somewhere. Parameters are logarithms of
 * distances, so that the argument can come as near an end as it needs, and never beyond.
 */
final class BoundedMaps {
  private BoundedMaps() {}

  /**
   * One parameter, the logarithm of the distance from 0 to the nearest argument; |beta| is 1. For
   * functions whose scale is redundant.
   */
  static final class HalfLineRoot extends ArgumentMap {
    private static final double STEP = 0.35;
    private final int side;
    private final int direction;
    private final boolean closed;

    /**
     * Sets up the map.
     *
     * @param side 1 if the domain is above 0, -1 if below
     * @param direction 1 if the argument moves away from 0 as u grows, -1 if towards it
     * @param closed whether the function is finite at 0
     */
    HalfLineRoot(int side, int direction, boolean closed) {
      super(1, STEP);
      this.side = side;
      this.direction = direction;
      this.closed = closed;
    }

    @Override
    void argument(double[] p, double[] out) {
      double distance = StrictMath.exp(p[0]);
      out[ALPHA] = side * (1 + distance + (closed ? 0 : CLEARANCE));
      out[BETA] = side * direction;
      out[2] = side * distance;
      out[3] = 0;
    }

    @Override
    double[][] grid(NormalizedCurve curve) {
      return singles(withEdge(steps(-14, 6, STEP), closed));
    }

    @Override
    boolean hasEdge(int parameter) {
      return closed;
    }
  }

  /**
   * Two parameters: the logarithms of the distance from the end to the nearest argument, and of
   * beta.
   */
  static final class HalfLine extends ArgumentMap {
    private static final double STEP = 0.6;
    private final double end;
    private final int side;
    private final int direction;
    private final boolean closed;

    /**
     * Sets up the map.
     *
     * @param end where the domain ends
     * @param side 1 if the domain is above the end, -1 if below
     * @param direction 1 if the argument moves away from the end as u grows, -1 if towards it
     * @param closed whether the function is finite at the end
     */
    HalfLine(double end, int side, int direction, boolean closed) {
      super(2, STEP);
      this.end = end;
      this.side = side;
      this.direction = direction;
      this.closed = closed;
    }

    @Override
    void argument(double[] p, double[] out) {
      double distance = StrictMath.exp(p[0]);
      double span = StrictMath.exp(p[1]);
      out[ALPHA] = end + side * (distance + span * (closed ? 1 : 1 + CLEARANCE));
      out[BETA] = side * direction * span;
      out[2] = side * distance;
      out[3] = 0;
      out[4] = side * span;
      out[5] = side * direction * span;
    }

    @Override
    double[][] grid(NormalizedCurve curve) {
      return pairs(withEdge(steps(-9.6, 4.8, STEP), closed), steps(-4.2, 4.8, STEP));
    }

    @Override
    boolean hasEdge(int parameter) {
      return closed && parameter == 0;
    }
  }

  /**
   * Two parameters: the logarithms of the distances to both ends of the domain, as multiples of the
   * length between the arguments.
   */
  static final class Interval extends ArgumentMap {
    private static final double STEP = 0.8;
    private final Domain domain;
    private final int direction;

    Interval(Domain domain, int direction) {
      super(2, STEP);
      this.domain = domain;
      this.direction = direction;
    }

    @Override
    void argument(double[] p, double[] out) {
      double openBelow = domain.lowerIncluded() ? 0 : CLEARANCE;
      double openAbove = domain.upperIncluded() ? 0 : CLEARANCE;
      double length = (domain.upper() - domain.lower()) * (1 - openBelow - openAbove);
      double lower = domain.lower() + openBelow * (domain.upper() - domain.lower());
      double below = StrictMath.exp(p[0]);
      double above = StrictMath.exp(p[1]);
      double sum = 1 + below + above;
      out[ALPHA] = lower + length * (below + 0.5) / sum;
      out[BETA] = direction * 0.5 * length / sum;
      out[2] = length * below * (0.5 + above) / (sum * sum);
      out[3] = -direction * 0.5 * length * below / (sum * sum);
      out[4] = -length * above * (below + 0.5) / (sum * sum);
      out[5] = -direction * 0.5 * length * above / (sum * sum);
    }

    @Override
    double[][] grid(NormalizedCurve curve) {
      double[] distances = steps(-12, 4, STEP);
      return pairs(
          withEdge(distances, domain.lowerIncluded()), withEdge(distances, domain.upperIncluded()));
    }

    @Override
    boolean hasEdge(int parameter) {
      return parameter == 0 ? domain.lowerIncluded() : domain.upperIncluded();
    }
  }
}
