package org.kanspark.kernel.train;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.loss.Loss;
import org.kanspark.kernel.loss.SquaredLoss;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.ops.BaseFunction;
import org.kanspark.kernel.penalty.PenaltySettings;
import org.kanspark.kernel.spline.Extrapolation;

/** Says how to train. Immutable; made by {@link #builder}. */
public final class TrainingSettings {
  /** Names of the solvers. */
  public static final List<String> SOLVERS = List.of("auto", "l-bfgs", "gauss-newton");

  private final Builder values;

  private TrainingSettings(Builder values) {
    this.values = values;
  }

  /** Returns a builder preset to the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the widths of the hidden layers; none for an additive model. */
  public int[] hiddenLayers() {
    return values.hiddenLayers.clone();
  }

  /**
   * Returns how many of the nodes of each hidden layer are products of two sums; none: no node is.
   */
  public int[] multiplicationNodes() {
    return values.multiplicationNodes.clone();
  }

  /** Returns the number of grid intervals of an input. */
  public int gridSize() {
    return values.gridSize;
  }

  /** Returns the spline degree. */
  public int splineDegree() {
    return values.splineDegree;
  }

  /** Returns 0 for knots at quantiles to 1 for uniform ones, -1 for a choice per input. */
  public double gridEps() {
    return values.gridEps;
  }

  /** Returns the base function of the edges. */
  public BaseFunction baseFunction() {
    return values.baseFunction;
  }

  /** Returns what splines do outside their knots. */
  public Extrapolation extrapolation() {
    return values.extrapolation;
  }

  /** Returns the grids to train at, one after the other; none to train at {@link #gridSize}. */
  public int[] refineSchedule() {
    return values.refineSchedule.clone();
  }

  /** Returns the solver: one of {@link #SOLVERS}. */
  public String solver() {
    return values.solver;
  }

  /** Returns the most parameters for which Gauss-Newton is used. */
  public int gaussNewtonMaxParameters() {
    return values.gaussNewtonMaxParameters;
  }

  /** Returns the raw range of all features, lower and upper; empty to take it from the data. */
  public double[] gridRange() {
    return values.gridRange.clone();
  }

  /** Returns whether knots of hidden inputs follow their activations. */
  public boolean updateGrid() {
    return values.updateGrid;
  }

  /** Returns the most accepted steps for each grid. */
  public int maxIter() {
    return values.maxIter;
  }

  /** Returns the relative decrease of the objective below which training ends. */
  public double tol() {
    return values.tol;
  }

  /** Returns the seed of the start and of the sample. */
  public long seed() {
    return values.seed;
  }

  /** Returns the loss. */
  public Loss loss() {
    return values.loss;
  }

  /**
   * Returns the model training begins at, null for a random start. Its shape, live and symbolic
   * edges, knots, input map and label scaling are used instead of those of the settings, and grids
   * of {@link #refineSchedule} at or below its own are skipped.
   */
  public @Nullable KanModel initialModel() {
    return values.initialModel;
  }

  /** Returns what is added to the mean loss. */
  public PenaltySettings penalty() {
    return values.penalty;
  }

  /** Returns the accepted steps without a lower loss on rows held back after which a grid ends. */
  public int patience() {
    return values.patience;
  }

  /** Returns what marks rows as held back, null where nothing does. */
  public @Nullable String validatedBy() {
    return values.validatedBy;
  }

  /** Returns the number of different rows below which marks do not count. */
  public int validatedFrom() {
    return values.validatedFrom;
  }

  /** Returns whether features may be missing, which is NaN. */
  public boolean keepMissing() {
    return values.keepMissing;
  }

  /** Returns whether online steps come before the solver's. */
  public boolean onlineStart() {
    return values.onlineStart;
  }

  /** Collects settings and checks them. */
  public static final class Builder {
    private int[] hiddenLayers = {5};
    private int[] multiplicationNodes = {};
    private int gridSize = 5;
    private int splineDegree = 3;
    private double gridEps = -1;
    private BaseFunction baseFunction = BaseFunction.SILU;
    private Extrapolation extrapolation = Extrapolation.LINEAR;
    private int[] refineSchedule = {};
    private String solver = "auto";
    private int gaussNewtonMaxParameters = 3000;
    private double[] gridRange = {};
    private boolean updateGrid = true;
    private int maxIter = 100;
    private double tol = 1e-9;
    private long seed;
    private Loss loss = new SquaredLoss();
    private @Nullable KanModel initialModel;
    private PenaltySettings penalty = PenaltySettings.NONE;
    private int patience = 10;
    private @Nullable String validatedBy;
    private int validatedFrom;
    private boolean keepMissing;
    private boolean onlineStart;

    private Builder() {}

    private Builder(Builder other) {
      hiddenLayers = other.hiddenLayers.clone();
      multiplicationNodes = other.multiplicationNodes.clone();
      gridSize = other.gridSize;
      splineDegree = other.splineDegree;
      gridEps = other.gridEps;
      baseFunction = other.baseFunction;
      extrapolation = other.extrapolation;
      refineSchedule = other.refineSchedule.clone();
      solver = other.solver;
      gaussNewtonMaxParameters = other.gaussNewtonMaxParameters;
      gridRange = other.gridRange.clone();
      updateGrid = other.updateGrid;
      maxIter = other.maxIter;
      tol = other.tol;
      seed = other.seed;
      loss = other.loss;
      initialModel = other.initialModel;
      penalty = other.penalty;
      patience = other.patience;
      validatedBy = other.validatedBy;
      validatedFrom = other.validatedFrom;
      keepMissing = other.keepMissing;
      onlineStart = other.onlineStart;
    }

    /** Sets the widths of the hidden layers, each at least 1; none for an additive model. */
    public Builder hiddenLayers(int... widths) {
      hiddenLayers = widths.clone();
      return this;
    }

    /**
     * Sets how many of the nodes of each hidden layer are products of two sums, 0 to all of them;
     * one number a hidden layer, or none.
     */
    public Builder multiplicationNodes(int... counts) {
      multiplicationNodes = counts.clone();
      return this;
    }

    /** Sets the number of grid intervals, at least 1. */
    public Builder gridSize(int intervals) {
      gridSize = intervals;
      return this;
    }

    /** Sets the spline degree, 0 to 5. */
    public Builder splineDegree(int degree) {
      splineDegree = degree;
      return this;
    }

    /** Sets 0 for knots at quantiles to 1 for uniform ones, or -1 for a choice per input. */
    public Builder gridEps(double eps) {
      gridEps = eps;
      return this;
    }

    /** Sets the base function. */
    public Builder baseFunction(BaseFunction function) {
      baseFunction = function;
      return this;
    }

    /** Sets what splines do outside their knots. */
    public Builder extrapolation(Extrapolation policy) {
      extrapolation = policy;
      return this;
    }

    /** Sets the grids to train at, increasing. */
    public Builder refineSchedule(int... grids) {
      refineSchedule = grids.clone();
      return this;
    }

    /** Sets the solver. */
    public Builder solver(String name) {
      solver = name;
      return this;
    }

    /** Sets the most parameters for which Gauss-Newton is used, 1 to 20000. */
    public Builder gaussNewtonMaxParameters(int parameters) {
      gaussNewtonMaxParameters = parameters;
      return this;
    }

    /** Sets the raw range of all features, or nothing to take it from the data. */
    public Builder gridRange(double... range) {
      gridRange = range.clone();
      return this;
    }

    /** Sets whether knots of hidden inputs follow their activations. */
    public Builder updateGrid(boolean follow) {
      updateGrid = follow;
      return this;
    }

    /** Sets the most accepted steps for each grid, at least 0. */
    public Builder maxIter(int steps) {
      maxIter = steps;
      return this;
    }

    /** Sets the relative decrease below which training ends, at least 0. */
    public Builder tol(double tolerance) {
      tol = tolerance;
      return this;
    }

    /** Sets the seed. */
    public Builder seed(long newSeed) {
      seed = newSeed;
      return this;
    }

    /** Sets the loss. */
    public Builder loss(Loss newLoss) {
      loss = newLoss;
      return this;
    }

    /** Sets the model training begins at, null for a random start. */
    public Builder initialModel(@Nullable KanModel model) {
      initialModel = model;
      return this;
    }

    /** Sets what is added to the mean loss. */
    public Builder penalty(PenaltySettings newPenalty) {
      penalty = newPenalty;
      return this;
    }

    /**
     * Sets the accepted steps without a lower loss on rows held back after which a grid ends, at
     * least 1; without such rows it does not count.
     */
    public Builder patience(int steps) {
      patience = steps;
      return this;
    }

    /**
     * Sets whether features may be missing, which is NaN: edges then have values of their own
     * there, trained for the features that rows miss, their mean for the others.
     */
    public Builder keepMissing(boolean keep) {
      keepMissing = keep;
      return this;
    }

    /**
     * Sets whether a random start is followed by online steps, over sampled rows and then over the
     * rows of each partition by itself, before the solver's.
     */
    public Builder onlineStart(boolean steps) {
      onlineStart = steps;
      return this;
    }

    /**
     * Sets that rows are held back.
     *
     * @param source what marks them, for messages
     * @param leastRows different rows below which marks do not count and none is missed; 0: they
     *     always count
     */
    public Builder validatedBy(String source, int leastRows) {
      validatedBy = source;
      validatedFrom = leastRows;
      return this;
    }

    /**
     * Checks and returns the settings.
     *
     * @throws IllegalArgumentException naming the setting, its value and what is accepted
     */
    public TrainingSettings build() {
      for (int width : hiddenLayers) {
        check(width >= 1, "hiddenLayers", Arrays.toString(hiddenLayers), "widths >= 1, or []");
      }
      boolean fits =
          multiplicationNodes.length == 0 || multiplicationNodes.length == hiddenLayers.length;
      for (int h = 0; fits && h < multiplicationNodes.length; h++) {
        fits = multiplicationNodes[h] >= 0 && multiplicationNodes[h] <= hiddenLayers[h];
      }
      check(
          fits,
          "multiplicationNodes",
          Arrays.toString(multiplicationNodes),
          "for each of the hidden layers "
              + Arrays.toString(hiddenLayers)
              + " 0 to its width, or []");
      check(gridSize >= 1 && gridSize <= 10_000, "gridSize", gridSize, "1 to 10000");
      check(splineDegree >= 0 && splineDegree <= 5, "splineDegree", splineDegree, "0 to 5");
      check(gridEps == -1 || (gridEps >= 0 && gridEps <= 1), "gridEps", gridEps, "0 to 1, or -1");
      for (int s = 0; s < refineSchedule.length; s++) {
        boolean increases = s == 0 || refineSchedule[s] > refineSchedule[s - 1];
        check(
            refineSchedule[s] >= 1 && refineSchedule[s] <= 10_000 && increases,
            "refineSchedule",
            Arrays.toString(refineSchedule),
            "increasing grid sizes of 1 to 10000");
      }
      check(SOLVERS.contains(solver), "solver", solver, String.join(", ", SOLVERS));
      check(
          gridRange.length == 0
              || (gridRange.length == 2
                  && gridRange[0] < gridRange[1]
                  && Double.isFinite(gridRange[1] - gridRange[0])),
          "gridRange",
          Arrays.toString(gridRange),
          "[lower, upper] with lower < upper, or []");
      check(
          gaussNewtonMaxParameters >= 1 && gaussNewtonMaxParameters <= 20_000,
          "gaussNewtonMaxParameters",
          gaussNewtonMaxParameters,
          "1 to 20000");
      check(maxIter >= 0, "maxIter", maxIter, ">= 0");
      check(patience >= 1, "validationPatience", patience, ">= 1");
      check(validatedFrom >= 0, "validatedFrom", validatedFrom, ">= 0");
      check(tol >= 0 && Double.isFinite(tol), "tol", tol, ">= 0");
      return new TrainingSettings(new Builder(this));
    }

    private static void check(boolean holds, String name, Object value, String accepted) {
      if (!holds) {
        throw new IllegalArgumentException(name + " is " + value + ", accepted: " + accepted);
      }
    }
  }
}
