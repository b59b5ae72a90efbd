package org.kanspark.kernel.ops;

/**
 * Adds the terms of degree 4 and 5 to layers with one output, for both kernels, after {@link
 * SingleOutput} has computed the cubic part.
 */
final class SingleHighTerms {
  private SingleHighTerms() {}

  static void forward(LayerPlan plan, double[] cells, LayerTile tile, int rows) {
    long[] cell = tile.cell;
    double[] ts = tile.t;
    double[] y = tile.y;
    for (int i = 0; i < plan.inputs(); i++) {
      int first = i * tile.capacity;
      int offset = plan.highOffset(i);
      for (int r = 0; r < rows; r++) {
        int at = offset + (int) cell[first + r] * 2;
        double t = ts[first + r];
        double a = Math.fma(cells[at + 1], t, cells[at]);
        y[r] = Math.fma(a, (t * t) * (t * t), y[r]);
      }
    }
  }

  static void addGradient(LayerPlan plan, LayerTile tile, int rows, double[] grad) {
    long[] cell = tile.cell;
    double[] ts = tile.t;
    double[] gradY = tile.gradY;
    for (int i = 0; i < plan.inputs(); i++) {
      int first = i * tile.capacity;
      int offset = plan.highOffset(i);
      for (int r = 0; r < rows; r++) {
        int at = offset + (int) cell[first + r] * 2;
        double t = ts[first + r];
        double t4 = (t * t) * (t * t);
        double a4 = Math.fma(gradY[r], t4, grad[at]);
        double a5 = Math.fma(gradY[r], t4 * t, grad[at + 1]);
        grad[at] = a4;
        grad[at + 1] = a5;
      }
    }
  }

  static void inputGradient(LayerPlan plan, double[] cells, LayerTile tile, int rows) {
    long[] cell = tile.cell;
    double[] ts = tile.t;
    double[] slopes = tile.slope;
    double[] gradY = tile.gradY;
    double[] gradX = tile.gradX;
    for (int i = 0; i < plan.inputs(); i++) {
      int first = i * tile.capacity;
      int offset = plan.highOffset(i);
      for (int r = 0; r < rows; r++) {
        int p = first + r;
        int at = offset + (int) cell[p] * 2;
        double t = ts[p];
        double slope = Math.fma(5 * cells[at + 1], t, 4 * cells[at]);
        gradX[p] = Math.fma(gradY[r], slope * (slopes[p] * (t * t * t)), gradX[p]);
      }
    }
  }
}
