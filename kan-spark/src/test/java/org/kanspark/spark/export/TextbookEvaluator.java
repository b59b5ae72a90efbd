package org.kanspark.spark.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Evaluates an exported model from the description of the format alone, with the recursion of Cox
 * and de Boor as textbooks print it. Shares no code with the library.
 */
public final class TextbookEvaluator {
  private final JsonNode json;
  private final int degree;
  private final String extrapolation;
  private final String base;

  /** Reads an exported model. */
  public TextbookEvaluator(String text) {
    try {
      json = new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    degree = json.get("degree").asInt();
    extrapolation = json.get("extrapolation").asText();
    base = json.get("baseFunction").asText();
  }

  /** Predicts the raw label of raw features. */
  public double predict(double... features) {
    double[] values = new double[features.length];
    JsonNode input = json.get("input");
    for (int f = 0; f < values.length; f++) {
      values[f] =
          (features[f] - input.get("shift").get(f).asDouble())
              * input.get("scale").get(f).asDouble();
    }
    for (JsonNode layer : json.get("layer")) {
      values = evaluate(layer, values);
    }
    JsonNode output = json.get("output");
    return values[0] * output.get("scale").get(0).asDouble()
        + output.get("shift").get(0).asDouble();
  }

  private double[] evaluate(JsonNode layer, double[] inputs) {
    int sumNodes = layer.get("sum").asInt();
    int products = layer.get("multiply").asInt();
    double[] sums = new double[sumNodes + 2 * products];
    for (int i = 0; i < inputs.length; i++) {
      double[] knots = doubles(layer.get("knots").get(i));
      for (int j = 0; j < sums.length; j++) {
        if (layer.get("live").get(i).get(j).asBoolean()) {
          double weight = layer.get("base").get(i).get(j).asDouble();
          double[] coefficients = doubles(layer.get("coefficients").get(i).get(j));
          sums[j] += weight * base(inputs[i]) + spline(knots, coefficients, inputs[i]);
        }
      }
    }
    for (JsonNode edge : layer.get("symbolic")) {
      double argument =
          edge.get("a").asDouble() * inputs[edge.get("in").asInt()] + edge.get("b").asDouble();
      sums[edge.get("out").asInt()] +=
          edge.get("c").asDouble() * function(edge.get("name").asText(), argument)
              + edge.get("d").asDouble();
    }
    double[] nodes = new double[sumNodes + products];
    System.arraycopy(sums, 0, nodes, 0, sumNodes);
    for (int p = 0; p < products; p++) {
      nodes[sumNodes + p] = sums[sumNodes + 2 * p] * sums[sumNodes + 2 * p + 1];
    }
    return nodes;
  }

  private static double function(String name, double x) {
    return switch (name) {
      case "sin" -> Math.sin(x);
      case "exp" -> Math.exp(x);
      case "x^2" -> x * x;
      default -> throw new IllegalArgumentException(name);
    };
  }

  private double base(double x) {
    return switch (base) {
      case "silu" -> x / (1 + Math.exp(-x));
      case "identity" -> x;
      default -> 0;
    };
  }

  private double spline(double[] t, double[] c, double x) {
    double a = t[degree];
    double b = t[t.length - 1 - degree];
    if (extrapolation.equals("zero") || (x >= a && x <= b)) {
      return sum(t, c, x, degree);
    }
    double end = x < a ? a : b;
    double value = sum(t, c, end, degree);
    return extrapolation.equals("constant") ? value : value + slope(t, c, end) * (x - end);
  }

  private static double sum(double[] t, double[] c, double x, int k) {
    double sum = 0;
    for (int m = 0; m < c.length; m++) {
      sum += c[m] * basis(t, m, k, x, t[t.length - 1 - k]);
    }
    return sum;
  }

  private double slope(double[] t, double[] c, double x) {
    double b = t[t.length - 1 - degree];
    double slope = 0;
    for (int m = 0; m < c.length && degree > 0; m++) {
      slope +=
          c[m]
              * degree
              * (basis(t, m, degree - 1, x, b) / (t[m + degree] - t[m])
                  - basis(t, m + 1, degree - 1, x, b) / (t[m + degree + 1] - t[m + 1]));
    }
    return slope;
  }

  /** B_{m,k}(x); the right end b of the grid belongs to the cell on its left. */
  private static double basis(double[] t, int m, int k, double x, double b) {
    if (k == 0) {
      boolean inside = x == b ? t[m] < b && t[m + 1] == b : t[m] <= x && x < t[m + 1];
      return inside ? 1 : 0;
    }
    return (x - t[m]) / (t[m + k] - t[m]) * basis(t, m, k - 1, x, b)
        + (t[m + k + 1] - x) / (t[m + k + 1] - t[m + 1]) * basis(t, m + 1, k - 1, x, b);
  }

  private static double[] doubles(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asDouble();
    }
    return values;
  }
}
