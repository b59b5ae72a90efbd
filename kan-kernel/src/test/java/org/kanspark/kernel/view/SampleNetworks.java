package org.kanspark.kernel.view;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.kanspark.kernel.view.NetworkView.Edge;
import org.kanspark.kernel.view.NetworkView.Layer;
import org.kanspark.kernel.view.NetworkView.Status;

/** Networks to draw. */
final class SampleNetworks {
  private SampleNetworks() {}

  static Edge edge(int input, int sum, double score, Status status, DoubleUnaryOperator curve) {
    double[] x = IntStream.range(0, 101).mapToDouble(i -> -1 + i / 50.0).toArray();
    double[] y = IntStream.range(0, 101).mapToDouble(i -> curve.applyAsDouble(x[i])).toArray();
    return new Edge(input, sum, x, y, score, status, status == Status.SYMBOLIC ? "sin" : "");
  }

  /** Every edge live, scores growing from edge to edge within a layer. */
  static NetworkView full(int... widths) {
    List<Layer> layers = new ArrayList<>();
    for (int l = 0; l + 1 < widths.length; l++) {
      layers.add(layer(widths[l], widths[l + 1], 0));
    }
    return new NetworkView(names("x", widths[0]), names("y", widths[widths.length - 1]), layers);
  }

  static Layer layer(int inputs, int sums, int products) {
    List<Edge> edges = new ArrayList<>();
    int all = inputs * (sums + 2 * products);
    for (int i = 0; i < inputs; i++) {
      for (int s = 0; s < sums + 2 * products; s++) {
        int k = edges.size();
        edges.add(
            edge(i, s, (k + 1.0) / all, Status.ACTIVE, x -> Math.sin((1 + k % 7) * x) + x * k));
      }
    }
    return new Layer(sums, products, edges);
  }

  static List<String> names(String prefix, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> prefix + i).toList();
  }
}
