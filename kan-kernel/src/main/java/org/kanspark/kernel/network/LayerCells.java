package org.kanspark.kernel.network;

import org.kanspark.kernel.ops.LayerPlan;

/**
 * Turns the parameters of one layer into the polynomials the kernels compute with, and gradients
 * back.
 */
final class LayerCells {
  private final KanNetwork network;
  private final int index;
  private final KanLayer layer;
  private final boolean allSplines;
  final LayerPlan plan;

  LayerCells(KanNetwork network, int index) {
    this.network = network;
    this.index = index;
    this.layer = network.layer(index);
    this.allSplines = layer.allSplines();
    this.plan = network.plan(index);
  }

  void fromParameters(double[] parameters, double[] cells) {
    for (int i = 0; i < layer.inputs(); i++) {
      plan.toPolynomials(i, parameters, network.offset(index, i), cells);
      if (plan.hasBase(i)) {
        int from = network.baseOffset(index, i);
        for (int q = 0; q < plan.table(i).cells(); q++) {
          System.arraycopy(parameters, from, cells, plan.baseOffset(i, q), layer.sums());
        }
      }
      if (!allSplines) {
        silenceOthers(i, cells);
        keepMissing(i, parameters, cells);
      }
    }
  }

  /** Symbolic edges have a value where their input is missing, too. */
  private void keepMissing(int input, double[] parameters, double[] cells) {
    int missing = plan.table(input).missingCell();
    for (int j = 0; missing >= 0 && j < layer.sums(); j++) {
      if (layer.isLive(input, j)) {
        int at = plan.inputOffset(input) + missing * plan.cellSize();
        cells[at + j] = parameters[network.missingOffset(index, input) + j];
      }
    }
  }

  /** Adds the gradient by the parameters; destroys {@code gradCells} where edges are no splines. */
  void addGradient(double[] gradCells, double[] gradient) {
    for (int i = 0; i < layer.inputs(); i++) {
      if (!allSplines) {
        silenceOthers(i, gradCells);
      }
      plan.addGradient(i, gradCells, gradient, network.offset(index, i));
      if (plan.hasBase(i)) {
        int to = network.baseOffset(index, i);
        for (int q = 0; q < plan.table(i).cells(); q++) {
          int at = plan.baseOffset(i, q);
          for (int j = 0; j < layer.sums(); j++) {
            gradient[to + j] += gradCells[at + j];
          }
        }
      }
    }
  }

  private void silenceOthers(int input, double[] cells) {
    int stride = plan.stride();
    int rows = plan.table(input).cells() * (plan.order() + 1);
    for (int j = 0; j < layer.sums(); j++) {
      if (!layer.isSpline(input, j)) {
        for (int row = 0; row < rows; row++) {
          cells[plan.inputOffset(input) + row * stride + j] = 0.0;
        }
      }
    }
  }
}
