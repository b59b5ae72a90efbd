package org.kanspark.spark.param;

import org.apache.spark.ml.param.Param;
import org.kanspark.kernel.train.TrainingListener;

/**
 * Gives an estimator a fluent setter for every parameter. All throw {@link
 * IllegalArgumentException} naming the parameter, the value and what is accepted.
 *
 * @param <S> the estimator
 */
public interface KANSetters<S extends KANSetters<S>> extends KANParams {

  /** Returns this estimator. */
  S self();

  /** Returns the parameter of the model training begins at. */
  Param<?> initialModel();

  /**
   * Sets who hears of every training step, in place of the log. Not a parameter: copies share it,
   * fits that run at once call it from their own threads, and it is not saved.
   */
  S setTrainingListener(TrainingListener newListener);

  /** Sets the number of nodes of each hidden layer, each at least 1; none: one layer of edges. */
  default S setHiddenLayers(int... widths) {
    set(hiddenLayers(), widths.clone());
    return self();
  }

  /**
   * Sets how many of the nodes of each hidden layer are products of two sums, 0 to all of them, one
   * number a hidden layer; none (default): no node is.
   */
  default S setMultiplicationNodes(int... counts) {
    set(multiplicationNodes(), counts.clone());
    return self();
  }

  /**
   * Sets the number of grid intervals of a spline, 1 to 10000; features of few values have fewer,
   * and where one value is in most rows and others return in the rest up to four times as many,
   * unless {@link #setGridEps} or {@link #setGridRange} says how knots are placed. Default 5.
   */
  default S setGridSize(int intervals) {
    set(gridSize(), intervals);
    return self();
  }

  /** Sets the degree of the splines, 0 to 5. Default 3. */
  default S setSplineDegree(int degree) {
    set(splineDegree(), degree);
    return self();
  }

  /**
   * Sets how knots are placed: 1 evenly, 0 at quantiles, between a mix, -1 (default) chosen for
   * every input.
   */
  default S setGridEps(double eps) {
    set(gridEps(), eps);
    return self();
  }

  /** Sets the function added to the spline of every edge: silu (default), identity or none. */
  default S setBaseFunction(String name) {
    set(baseFunction(), name);
    return self();
  }

  /** Sets how splines continue outside their grid: linear (default), constant or zero. */
  default S setExtrapolation(String name) {
    set(extrapolation(), name);
    return self();
  }

  /** Sets the lowest and highest feature value on the grid; none (default): taken from the data. */
  default S setGridRange(double... lowerAndUpper) {
    set(gridRange(), lowerAndUpper.clone());
    return self();
  }

  /** Sets whether training moves grids to where the data is. Default true. */
  default S setUpdateGrid(boolean update) {
    set(updateGrid(), update);
    return self();
  }

  /**
   * Sets the grid sizes to train at one after the other, increasing; none (default): {@code
   * gridSize} alone.
   */
  default S setRefineSchedule(int... grids) {
    set(refineSchedule(), grids.clone());
    return self();
  }

  /** Sets the optimiser: auto (default), l-bfgs or gauss-newton. */
  default S setSolver(String name) {
    set(solver(), name);
    return self();
  }

  /**
   * Sets the largest number of network parameters for which Gauss-Newton is used, 1 to 20000;
   * default 3000. Its matrix takes 4 bytes times the square of their number, on driver and
   * executors.
   */
  default S setGaussNewtonMaxParameters(int parameters) {
    set(gaussNewtonMaxParameters(), parameters);
    return self();
  }

  /**
   * Sets the number of accepted optimisation steps for each grid; 0 returns the initialised model.
   * Default 100.
   */
  default S setMaxIter(int steps) {
    set(maxIter(), steps);
    return self();
  }

  /** Sets the relative improvement of the objective below which training stops. Default 1e-9. */
  default S setTol(double tolerance) {
    set(tol(), tolerance);
    return self();
  }

  /**
   * Sets the weight of regularisation as a whole, at least 0; default 0 = none. The objective is
   * the mean loss plus {@code regParam * (l1Weight * L1 + entropyWeight * H + smoothnessWeight *
   * S)}. L1 is the sum over edges of the standard deviation of what comes out over that of what
   * goes in (plus 0.1), taken over all rows; H the entropies of these numbers among edges that
   * share a sum or an input; 0.001 to 0.01 makes networks that can be pruned.
   */
  default S setRegParam(double weight) {
    set(regParam(), weight);
    return self();
  }

  /** Sets the weight of L1 in the regularisation, at least 0. Default 1. */
  default S setL1Weight(double weight) {
    set(l1Weight(), weight);
    return self();
  }

  /** Sets the weight of the entropies in the regularisation, at least 0. Default 2. */
  default S setEntropyWeight(double weight) {
    set(entropyWeight(), weight);
    return self();
  }

  /**
   * Sets the weight of smoothness in the regularisation, at least 0; default 0. S is the sum over
   * edges of the squared (k+1)-th divided differences of coefficients at the Greville points.
   */
  default S setSmoothnessWeight(double weight) {
    set(smoothnessWeight(), weight);
    return self();
  }

  /**
   * Sets the weight of the prior that draws coefficients towards 0, at least 0. It adds {@code
   * weight / rows * n / 2} times the squared coefficients of each layer to the objective, n being
   * its number of inputs, a tenth of that for the last layer. Default 1 for classification, where
   * logits would grow without end, and 0 for regression, which needs none.
   */
  default S setShrinkage(double weight) {
    set(shrinkage(), weight);
    return self();
  }

  /** Sets the seed of the initial parameters and of the row sample. Default 0. */
  default S setSeed(long seed) {
    set(seed(), seed);
    return self();
  }

  /** Sets the column of row weights, numbers of at least 0; not set or empty: all weights are 1. */
  default S setWeightCol(String column) {
    set(weightCol(), column);
    return self();
  }

  /**
   * Sets what becomes of rows with missing features, which are null, NaN, or a null in an array:
   * error (default); skip: they are neither trained on nor scored; keep: every edge of the feature
   * has a value of its own there, learned from the rows that miss it; where none does, the edge's
   * mean.
   */
  default S setHandleInvalid(String name) {
    set(handleInvalid(), name);
    return self();
  }

  /**
   * Sets the column that models add of what each feature adds to a prediction: a vector that sums
   * up, with {@code contributionBase} of the model, to the prediction, or to what its link takes
   * (the logarithm for losses poisson and gamma, the logit of class 1); with more than two classes
   * one number a feature for each class, class by class. Not set (default) or empty: none.
   */
  default S setContributionsCol(String column) {
    set(contributionsCol(), column);
    return self();
  }

  /**
   * Sets the boolean column that is true for rows held back: the network is not trained on them,
   * but their loss is measured in the same passes, training stops when it no longer falls, and the
   * parameters of the best step are kept. Not set (default) or empty: {@code validationFraction}
   * decides.
   */
  default S setValidationIndicatorCol(String column) {
    set(validationIndicatorCol(), column);
    return self();
  }

  /**
   * Sets the share of the rows that are held back where no column says which, at least 0 and under
   * 1, chosen by a hash of their values with the seed; 0: none. Default 0 for regression; 0.1 for
   * classification, if there are at least 2000 different rows.
   */
  default S setValidationFraction(double share) {
    set(validationFraction(), share);
    return self();
  }

  /**
   * Sets the number of accepted steps without a lower loss on the rows held back after which
   * training stops (at each grid of a schedule), at least 1. Default 10.
   */
  default S setValidationPatience(int steps) {
    set(validationPatience(), steps);
    return self();
  }

  /**
   * Sets what comes between a random start and the solver: {@code local}, steps over few rows each,
   * on the driver's sample, then on every partition by itself, whose models are averaged; or {@code
   * none}, what the solver does itself. Default none. An initial model needs neither.
   */
  default S setWarmStart(String phase) {
    set(warmStart(), phase);
    return self();
  }

  /** Sets the number of levels on which partial results of partitions are merged. Default 2. */
  default S setAggregationDepth(int depth) {
    set(aggregationDepth(), depth);
    return self();
  }

  /** Sets the memory of a block of rows; 0 (default) = 1 MB. */
  default S setMaxBlockSizeInMB(double megabytes) {
    set(maxBlockSizeInMB(), megabytes);
    return self();
  }

  /**
   * Sets whether partial results are merged in the order of partitions (default true), which gives
   * the same model whatever the number of executors. False uses Spark's tree aggregation.
   */
  default S setDeterministic(boolean deterministic) {
    set(deterministic(), deterministic);
    return self();
  }

  /**
   * Sets the size up to which rows are trained on in the driver, without a Spark job per pass; 0 =
   * never. Default 32.
   */
  default S setLocalMaxMB(double megabytes) {
    set(localMaxMB(), megabytes);
    return self();
  }

  /**
   * Sets the folder, on any file system Spark reaches, where fits save what they need to go on:
   * when the driver was killed and the same fit is started again, with the same settings and rows,
   * it goes on from there and ends with the same model. Fits may share it, each has a folder of its
   * own in it, gone when the fit succeeds. Not set (default) or empty: nothing is saved.
   */
  default S setCheckpointDir(String folder) {
    set(checkpointDir(), folder);
    return self();
  }

  /**
   * Sets the number of accepted steps after which a fit saves to {@code checkpointDir}, at least 1;
   * -1: never. Default 10.
   */
  default S setCheckpointInterval(int steps) {
    set(checkpointInterval(), steps);
    return self();
  }
}
