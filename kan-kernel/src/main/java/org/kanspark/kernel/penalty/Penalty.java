package org.kanspark.kernel.penalty;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.linalg.SymmetricMatrix;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.spline.Knots;
import org.kanspark.kernel.spline.SmoothnessPenalty;

/**
 * Computes what is added to the mean loss of one network.
 *
 * <p>L1 and H are those of {@link EdgeActivity} and {@link LayerEntropy}, summed over layers. They
 * are no sums over rows, but functions of variances: sums over all rows ({@link ActivationSums})
 * are needed before value and gradient are known. The gradient then is exact: by the parameters of
 * an edge through its own variance, computed from the sums; by those of the layers before through
 * the values of its input, in a second reading of the rows ({@link Point#pull}).
 *
 * <pre>
 * Liu et al., "KAN: Kolmogorov-Arnold Networks", 2024, arXiv:2404.19756, section 2.5.1, with
 * standard deviations for mean magnitudes as in pykan 0.2.
 * </pre>
 */
public final class Penalty {
  private final PenaltySettings settings;
  private final KanNetwork network;
  private final Shrinkage shrinkage;
  private final List<SplineEdge> splines = new ArrayList<>();

  private record SplineEdge(SmoothnessPenalty roughness, int offset, int stride) {}

  /**
   * Prepares the penalty of a network.
   *
   * @param settings weights
   * @param network the network
   * @param rows number of rows it is trained on
   */
  public Penalty(PenaltySettings settings, KanNetwork network, long rows) {
    this.settings = settings;
    this.network = network;
    this.shrinkage = new Shrinkage(settings.shrinkage(), network, rows);
    if (settings.measuresRoughness()) {
      collectSplines();
    }
  }

  private void collectSplines() {
    Map<Knots, SmoothnessPenalty> made = new HashMap<>();
    for (int l = 0; l < network.depth(); l++) {
      KanLayer layer = network.layer(l);
      for (int i = 0; i < layer.inputs(); i++) {
        if (layer.input(i).kind() == InputSpline.Kind.SPLINE) {
          SmoothnessPenalty roughness =
              Objects.requireNonNull(
                  made.computeIfAbsent(layer.input(i).knots(), SmoothnessPenalty::of));
          for (int j = 0; j < layer.sums(); j++) {
            if (layer.isSpline(i, j)) {
              splines.add(new SplineEdge(roughness, network.offset(l, i) + j, layer.sums()));
            }
          }
        }
      }
    }
  }

  /** Returns whether there is no penalty. */
  public boolean isNone() {
    return settings.isNone();
  }

  /** Returns whether sums over rows are needed. */
  public boolean needsSums() {
    return settings.measuresActivity();
  }

  /** Returns whether the gradient needs a reading of the rows of its own: {@link Point#pull}. */
  public boolean pulls() {
    return needsSums() && network.depth() > 1;
  }

  /**
   * Computes the penalty.
   *
   * @param parameters where
   * @param sums sums over the rows there; null if none are needed
   */
  public Point at(double[] parameters, @Nullable ActivationSums sums) {
    return new Point(parameters, sums);
  }

  /** Holds the penalty at one parameter vector. */
  public final class Point {
    private final double[] parameters;
    private final List<EdgeActivity> activities = new ArrayList<>();
    private final List<double[]> byActivity = new ArrayList<>();
    private final double l1;
    private final double entropy;
    private final double smoothness;
    private final double shrunk;

    private Point(double[] parameters, @Nullable ActivationSums sums) {
      this.parameters = isNone() ? parameters : parameters.clone();
      double norm = 0.0;
      double entropies = 0.0;
      if (needsSums()) {
        for (int l = 0; l < network.depth(); l++) {
          KanLayer layer = network.layer(l);
          EdgeActivity measured =
              new EdgeActivity(network, l, this.parameters, Objects.requireNonNull(sums));
          double[] slopes = new double[measured.activity.length];
          for (int e = 0; e < slopes.length; e++) {
            norm += measured.activity[e];
            slopes[e] = settings.regParam() * settings.l1Weight();
          }
          double factor = settings.regParam() * settings.entropyWeight();
          entropies +=
              LayerEntropy.addTo(measured.activity, layer.inputs(), layer.sums(), factor, slopes);
          activities.add(measured);
          byActivity.add(slopes);
        }
      }
      double roughness = 0.0;
      for (SplineEdge edge : splines) {
        roughness += edge.roughness.value(this.parameters, edge.offset, edge.stride);
      }
      this.l1 = settings.regParam() * settings.l1Weight() * norm;
      this.entropy = settings.regParam() * settings.entropyWeight() * entropies;
      this.smoothness = settings.regParam() * settings.smoothnessWeight() * roughness;
      this.shrunk = settings.shrinkage() > 0 ? shrinkage.value(this.parameters) : 0.0;
    }

    /** Returns the objective in its terms, given the mean loss. */
    public ObjectiveTerms withLoss(double loss) {
      return new ObjectiveTerms(loss, l1, entropy, smoothness, shrunk, Double.NaN);
    }

    /** Returns the penalty. */
    public double value() {
      return l1 + entropy + smoothness + shrunk;
    }

    /** Returns what the gradient needs from the rows; null if nothing. */
    public @Nullable ActivationPull pull() {
      return pulls() ? ActivationPull.of(network, activities, byActivity) : null;
    }

    /** Adds the gradient, but for what {@link #pull} adds in a reading of the rows. */
    public void addGradient(double[] gradient) {
      for (int l = 0; l < activities.size(); l++) {
        activities.get(l).addGradient(byActivity.get(l), parameters, gradient);
      }
      double weight = settings.regParam() * settings.smoothnessWeight();
      for (SplineEdge edge : splines) {
        edge.roughness.addGradient(parameters, edge.offset, edge.stride, weight, gradient);
      }
      if (settings.shrinkage() > 0) {
        shrinkage.addGradient(parameters, gradient);
      }
    }

    /**
     * Adds a positive semi-definite matrix for the second derivatives: exact for smoothness; for L1
     * and entropies that of the quadratic function of each edge's own coefficients that touches
     * them here from above, as in iteratively reweighted least squares. It is to be made anew after
     * each step.
     */
    public void addCurvature(SymmetricMatrix curvature) {
      for (int l = 0; l < activities.size(); l++) {
        activities.get(l).addCurvature(byActivity.get(l), curvature::add);
      }
      double factor = 2 * settings.regParam() * settings.smoothnessWeight();
      for (SplineEdge edge : splines) {
        SmoothnessPenalty roughness = edge.roughness;
        for (int row = 0; row < roughness.rows(); row++) {
          for (int a = 0; a < roughness.width(); a++) {
            for (int b = a; b < roughness.width(); b++) {
              curvature.add(
                  edge.offset + (row + a) * edge.stride,
                  edge.offset + (row + b) * edge.stride,
                  factor * roughness.entry(row, a) * roughness.entry(row, b));
            }
          }
        }
      }
      if (settings.shrinkage() > 0) {
        shrinkage.addCurvature(curvature);
      }
    }
  }
}
