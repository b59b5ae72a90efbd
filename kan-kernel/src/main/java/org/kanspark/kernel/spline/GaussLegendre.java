package org.kanspark.kernel.spline;

/** Gauss-Legendre quadrature on [0, 1]: n points, exact for polynomials of degree 2n-1. */
final class GaussLegendre {
  private final double[] nodes;
  private final double[] weights;

  private GaussLegendre(double[] nodes, double[] weights) {
    this.nodes = nodes;
    this.weights = weights;
  }

  /** Returns the number of points. */
  int size() {
    return nodes.length;
  }

  /** Returns node i; they increase. */
  double node(int i) {
    return nodes[i];
  }

  /** Returns the weight of node i; all of them add up to 1. */
  double weight(int i) {
    return weights[i];
  }

  /** Computes the nodes as roots of the Legendre polynomial by Newton's method. */
  static GaussLegendre of(int n) {
    double[] nodes = new double[n];
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      double x = -Math.cos(Math.PI * (i + 0.75) / (n + 0.5));
      double slope = 1;
      // Quadratic convergence from a start good to 1e-2 is complete after five rounds.
      for (int round = 0; round < 8; round++) {
        double before = 0;
        double value = 1;
        for (int d = 1; d <= n; d++) {
          double next = ((2 * d - 1) * x * value - (d - 1) * before) / d;
          before = value;
          value = next;
        }
        slope = n * (x * value - before) / (x * x - 1);
        x -= value / slope;
      }
      nodes[i] = (1 + x) / 2;
      weights[i] = 1 / ((1 - x * x) * slope * slope);
    }
    return new GaussLegendre(nodes, weights);
  }
}
