package org.kanspark.kernel.network;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.ops.BaseFunction;
import org.kanspark.kernel.ops.LayerPlan;
import org.kanspark.kernel.spline.CellTable;
import org.kanspark.kernel.spline.Extrapolation;

/**
 * Describes a network: its layers, and where their parameters stand in the flat array.
 *
 * <p><b>Layout of the parameters.</b> Layers follow each other; in a layer, inputs; of an input,
 * first its spline coefficients, coefficient m of the edge to sum j at {@code offset(l, i) + m *
 * sums + j}, then, where its edges have a base function, the base weights at {@code baseOffset(l,
 * i) + j}. Where an input may be missing the last of its coefficients are the values of its edges
 * there, at {@code missingOffset(l, i) + j}. Behind all layers follow the symbolic edges, layer by
 * layer, four numbers a, b, c, d each, from {@code symbolicOffset(l)} on. Splines of dead and of
 * symbolic edges keep their places; what stands there is ignored and their gradient is 0.
 */
public final class KanNetwork implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int degree;
  private final BaseFunction base;
  private final Extrapolation extrapolation;
  private final ArrayList<KanLayer> layers;
  private final int[][] offsets;
  private final int[] symbolicOffsets;
  private final int parameterCount;
  private transient volatile LayerPlan @Nullable [] plans;

  /**
   * Makes a network.
   *
   * @param degree spline degree, 0 to 5
   * @param base base function of the edges
   * @param extrapolation what splines do outside their knots
   * @param layers layers, each with as many inputs as the one before has nodes
   * @throws IllegalArgumentException if layers do not fit together or are too large for one array
   */
  public KanNetwork(
      int degree, BaseFunction base, Extrapolation extrapolation, List<KanLayer> layers) {
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("a network has 0 layers, accepted: >= 1");
    }
    this.degree = degree;
    this.base = base;
    this.extrapolation = extrapolation;
    this.layers = new ArrayList<>(layers);
    this.offsets = new int[layers.size()][];
    long next = 0;
    for (int l = 0; l < layers.size(); l++) {
      KanLayer layer = layers.get(l);
      if (l > 0 && layer.inputs() != layers.get(l - 1).nodes()) {
        throw new IllegalArgumentException(
            "layer %d has %d inputs, but the layer before has %d nodes"
                .formatted(l, layer.inputs(), layers.get(l - 1).nodes()));
      }
      offsets[l] = new int[layer.inputs()];
      for (int i = 0; i < layer.inputs(); i++) {
        offsets[l][i] = (int) next;
        InputSpline input = layer.input(i);
        int perEdge = input.coefficients() + (input.hasBase(base) ? 1 : 0);
        next += (long) perEdge * layer.sums();
        if (next > Integer.MAX_VALUE - 8) {
          throw new IllegalArgumentException("the network has too many parameters for one array");
        }
      }
    }
    this.symbolicOffsets = new int[layers.size()];
    for (int l = 0; l < layers.size(); l++) {
      symbolicOffsets[l] = (int) next;
      next += (long) layers.get(l).symbolicEdges().size() * SymbolicEdge.PARAMETERS;
    }
    this.parameterCount = (int) next;
  }

  /** Returns this network with one layer replaced. */
  public KanNetwork withLayer(int index, KanLayer layer) {
    List<KanLayer> changed = new ArrayList<>(layers);
    changed.set(index, layer);
    return new KanNetwork(degree, base, extrapolation, changed);
  }

  /** Returns the spline degree k. */
  public int degree() {
    return degree;
  }

  /** Returns the base function of the edges. */
  public BaseFunction baseFunction() {
    return base;
  }

  /** Returns what splines do outside their knots. */
  public Extrapolation extrapolation() {
    return extrapolation;
  }

  /** Returns the number of layers of edges. */
  public int depth() {
    return layers.size();
  }

  /** Returns a layer. */
  public KanLayer layer(int index) {
    return layers.get(index);
  }

  /** Returns the number of inputs of the network. */
  public int inputs() {
    return layers.get(0).inputs();
  }

  /** Returns the number of outputs of the network. */
  public int outputs() {
    return layers.get(layers.size() - 1).nodes();
  }

  /** Returns the numbers of nodes, inputs first: [2, 5, 1]. */
  public int[] widths() {
    int[] widths = new int[layers.size() + 1];
    widths[0] = inputs();
    for (int l = 0; l < layers.size(); l++) {
      widths[l + 1] = layers.get(l).nodes();
    }
    return widths;
  }

  /** Returns the number of edges, dead ones included. */
  public long edges() {
    return layers.stream().mapToLong(layer -> (long) layer.inputs() * layer.sums()).sum();
  }

  /** Returns the length of the parameter array. */
  public int parameterCount() {
    return parameterCount;
  }

  /** Returns the number of parameters of live edges: those that training changes. */
  public int liveParameterCount() {
    int count = 0;
    for (KanLayer layer : layers) {
      for (int i = 0; i < layer.inputs(); i++) {
        int perEdge = layer.input(i).coefficients() + (layer.input(i).hasBase(base) ? 1 : 0);
        for (int j = 0; j < layer.sums(); j++) {
          count += layer.isSpline(i, j) ? perEdge : 0;
        }
      }
      count += layer.symbolicEdges().size() * SymbolicEdge.PARAMETERS;
    }
    return count;
  }

  /** Returns where the spline coefficients of an input begin. */
  public int offset(int layer, int input) {
    return offsets[layer][input];
  }

  /** Returns where the base weights of an input begin, if it has some. */
  public int baseOffset(int layer, int input) {
    KanLayer l = layers.get(layer);
    return offsets[layer][input] + l.input(input).coefficients() * l.sums();
  }

  /** Returns where the values begin that edges have where an input is missing, if it may be. */
  public int missingOffset(int layer, int input) {
    KanLayer l = layers.get(layer);
    return offsets[layer][input] + l.input(input).splineCoefficients() * l.sums();
  }

  /** Returns the value of an edge where its input is missing, 0 where it cannot be. */
  public double missingValue(double[] parameters, int layer, int input, int sum) {
    KanLayer l = layers.get(layer);
    boolean has = l.input(input).missing() && l.isLive(input, sum);
    return has ? parameters[missingOffset(layer, input) + sum] : 0.0;
  }

  /** Returns whether some inputs may be missing. */
  public boolean mayMiss() {
    return layers.get(0).inputSplines().stream().anyMatch(InputSpline::missing);
  }

  /** Returns where the numbers a, b, c, d of the symbolic edges of a layer begin. */
  public int symbolicOffset(int layer) {
    return symbolicOffsets[layer];
  }

  /** Returns the weight of the base function of an edge, 0 for an edge without it. */
  public double baseWeight(double[] parameters, int layer, int input, int sum) {
    KanLayer l = layers.get(layer);
    boolean has = l.input(input).hasBase(base) && l.isSpline(input, sum);
    return has ? parameters[baseOffset(layer, input) + sum] : 0.0;
  }

  /**
   * Returns the G + k B-spline coefficients of an edge, those of a line computed from its slope;
   * all 0 for a dead or a symbolic edge.
   */
  public double[] coefficients(double[] parameters, int layer, int input, int sum) {
    KanLayer l = layers.get(layer);
    InputSpline spline = l.input(input);
    double[] coefficients = new double[spline.knots().coefficients()];
    if (!l.isSpline(input, sum) || spline.kind() == InputSpline.Kind.NONE) {
      return coefficients;
    }
    int from = offset(layer, input) + sum;
    for (int m = 0; m < coefficients.length; m++) {
      coefficients[m] =
          spline.kind() == InputSpline.Kind.LINE
              ? parameters[from] * spline.knots().greville(m)
              : parameters[from + m * l.sums()];
    }
    return coefficients;
  }

  /**
   * Returns the memory plan of a layer, made once. Inputs with the same knots share their table.
   * Threads that come at once may each make one; the plans are equal.
   */
  LayerPlan plan(int index) {
    LayerPlan[] made = plans;
    if (made == null) {
      made = new LayerPlan[layers.size()];
      Map<InputSpline, CellTable> shared = new HashMap<>();
      for (int l = 0; l < made.length; l++) {
        made[l] = plan(layers.get(l), shared);
      }
      plans = made;
    }
    return made[index];
  }

  private LayerPlan plan(KanLayer layer, Map<InputSpline, CellTable> shared) {
    CellTable[] tables = new CellTable[layer.inputs()];
    boolean[] hasBase = new boolean[layer.inputs()];
    for (int i = 0; i < tables.length; i++) {
      tables[i] = shared.computeIfAbsent(layer.input(i), input -> input.table(extrapolation));
      hasBase[i] = layer.input(i).hasBase(base);
    }
    return new LayerPlan(tables, layer.sums(), base, hasBase);
  }
}
