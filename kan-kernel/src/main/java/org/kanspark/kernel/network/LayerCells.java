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
  private final boolean allLive;
  final LayerPlan plan;

  LayerCells(KanNetwork network, int index) {
    this.network = network;
    this.index = index;
    this.layer = network.layer(index);
    this.allLive = layer.allLive();
    this.plan = network.plan(index);
  }

  void fromParameters(double[] parameters, double[] cells) {
    int rows = plan.order() + 1;
    for (int i = 0; i < layer.inputs(); i++) {
      int to = plan.inputOffset(i);
      plan.table(i)
          .toPolynomials(
              parameters, network.offset(index, i), layer.sums(), cells, to, rows, plan.stride());
      if (plan.hasBase(i)) {
        int from = network.baseOffset(index, i);
        for (int q = 0; q < plan.table(i).cells(); q++) {
          int at = to + (q * rows + plan.order()) * plan.stride();
          System.arraycopy(parameters, from, cells, at, layer.sums());
        }
      }
      if (!allLive) {
        silenceDead(i, cells);
      }
    }
  }

  /** Adds the gradient by the parameters; destroys {@code gradCells} where edges are dead. */
  void addGradient(double[] gradCells, double[] gradient) {
    int rows = plan.order() + 1;
    int stride = plan.stride();
    for (int i = 0; i < layer.inputs(); i++) {
      if (!allLive) {
        silenceDead(i, gradCells);
      }
      int from = plan.inputOffset(i);
      plan.table(i)
          .addGradient(
              gradCells, from, rows, stride, gradient, network.offset(index, i), layer.sums());
      if (plan.hasBase(i)) {
        int to = network.baseOffset(index, i);
        for (int q = 0; q < plan.table(i).cells(); q++) {
          int at = from + (q * rows + plan.order()) * stride;
          for (int j = 0; j < layer.sums(); j++) {
            gradient[to + j] += gradCells[at + j];
          }
        }
      }
    }
  }

  private void silenceDead(int input, double[] cells) {
    int stride = plan.stride();
    int rows = plan.table(input).cells() * (plan.order() + 1);
    for (int j = 0; j < layer.sums(); j++) {
      if (!layer.isLive(input, j)) {
        for (int row = 0; row < rows; row++) {
          cells[plan.inputOffset(input) + row * stride + j] = 0.0;
        }
      }
    }
  }
}
