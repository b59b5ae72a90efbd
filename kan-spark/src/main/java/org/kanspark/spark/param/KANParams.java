package org.kanspark.spark.param;

import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.kanspark.spark.block.HandleInvalid;

/**
 * Publishes the parameters that shape a network and its execution, with their getters. Spark finds
 * parameters by public methods of their name, so estimator and model share these declarations.
 *
 * <p>Parameters that MLlib shares among its own stages are in {@link KANSharedParams}.
 */
public interface KANParams extends KANSharedParams {

  /** Returns the parameter of the number of nodes of each hidden layer. */
  default IntArrayParam hiddenLayers() {
    return paramSet().hiddenLayers;
  }

  /** Returns the number of nodes of each hidden layer, empty for a single layer of edges. */
  default int[] getHiddenLayers() {
    return getOrDefault(hiddenLayers()).clone();
  }

  /** Returns the parameter of the number of nodes that are products. */
  default IntArrayParam multiplicationNodes() {
    return paramSet().multiplicationNodes;
  }

  /** Returns how many nodes of each hidden layer are products of two sums, empty for none. */
  default int[] getMultiplicationNodes() {
    return getOrDefault(multiplicationNodes()).clone();
  }

  /** Returns the parameter of the number of grid intervals. */
  default IntParam gridSize() {
    return paramSet().gridSize;
  }

  /** Returns the number of grid intervals of every spline, at least 1. */
  default int getGridSize() {
    return (int) getOrDefault(gridSize());
  }

  /** Returns the parameter of the spline degree. */
  default IntParam splineDegree() {
    return paramSet().splineDegree;
  }

  /** Returns the degree of the splines, 0 to 5. */
  default int getSplineDegree() {
    return (int) getOrDefault(splineDegree());
  }

  /** Returns the parameter of knot placement. */
  default DoubleParam gridEps() {
    return paramSet().gridEps;
  }

  /** Returns how knots are placed: 1 evenly, 0 at quantiles, -1 chosen for every input. */
  default double getGridEps() {
    return (double) getOrDefault(gridEps());
  }

  /** Returns the parameter of the base function. */
  default Param<String> baseFunction() {
    return paramSet().baseFunction;
  }

  /** Returns the name of the function added to the spline of every edge. */
  default String getBaseFunction() {
    return getOrDefault(baseFunction());
  }

  /** Returns the parameter of extrapolation. */
  default Param<String> extrapolation() {
    return paramSet().extrapolation;
  }

  /** Returns how splines continue outside their grid. */
  default String getExtrapolation() {
    return getOrDefault(extrapolation());
  }

  /** Returns the parameter of the fixed range of the grid. */
  default DoubleArrayParam gridRange() {
    return paramSet().gridRange;
  }

  /** Returns the lowest and highest feature value on the grid, empty if taken from the data. */
  default double[] getGridRange() {
    return getOrDefault(gridRange()).clone();
  }

  /** Returns the parameter of grid updates. */
  default BooleanParam updateGrid() {
    return paramSet().updateGrid;
  }

  /** Returns whether training moves grids to where the data is. */
  default boolean getUpdateGrid() {
    return (boolean) getOrDefault(updateGrid());
  }

  /** Returns the parameter of the grid sizes to train at. */
  default IntArrayParam refineSchedule() {
    return paramSet().refineSchedule;
  }

  /** Returns the grid sizes to train at one after the other, empty for {@link #gridSize} alone. */
  default int[] getRefineSchedule() {
    return getOrDefault(refineSchedule()).clone();
  }

  /** Returns the parameter of the weight of L1. */
  default DoubleParam l1Weight() {
    return paramSet().l1Weight;
  }

  /** Returns the weight of the sum of all edges' activity in the regularisation. */
  default double getL1Weight() {
    return (double) getOrDefault(l1Weight());
  }

  /** Returns the parameter of the weight of the entropies. */
  default DoubleParam entropyWeight() {
    return paramSet().entropyWeight;
  }

  /** Returns the weight of the entropies of edges at a node in the regularisation. */
  default double getEntropyWeight() {
    return (double) getOrDefault(entropyWeight());
  }

  /** Returns the parameter of the weight of smoothness. */
  default DoubleParam smoothnessWeight() {
    return paramSet().smoothnessWeight;
  }

  /** Returns the weight of squared divided differences of coefficients in the regularisation. */
  default double getSmoothnessWeight() {
    return (double) getOrDefault(smoothnessWeight());
  }

  /** Returns the parameter of the weight of the prior. */
  default DoubleParam shrinkage() {
    return paramSet().shrinkage;
  }

  /** Returns the weight of the prior that draws coefficients towards 0. */
  default double getShrinkage() {
    return (double) getOrDefault(shrinkage());
  }

  /** Returns the parameter of the most parameters for Gauss-Newton. */
  default IntParam gaussNewtonMaxParameters() {
    return paramSet().gaussNewtonMaxParameters;
  }

  /** Returns the largest number of network parameters for which Gauss-Newton is used. */
  default int getGaussNewtonMaxParameters() {
    return (int) getOrDefault(gaussNewtonMaxParameters());
  }

  /** Returns the parameter of the merge order. */
  default BooleanParam deterministic() {
    return paramSet().deterministic;
  }

  /** Returns whether partial results are merged in the order of partitions. */
  default boolean getDeterministic() {
    return (boolean) getOrDefault(deterministic());
  }

  /** Returns the parameter of the size up to which rows are trained on in the driver. */
  default DoubleParam localMaxMB() {
    return paramSet().localMaxMB;
  }

  /** Returns the size in MB up to which rows are trained on in the driver, 0 for never. */
  default double getLocalMaxMB() {
    return (double) getOrDefault(localMaxMB());
  }

  /** Returns the parameter of the folder for checkpoints. */
  default Param<String> checkpointDir() {
    return paramSet().checkpointDir;
  }

  /** Returns the folder where fits save what they need to go on, empty if they do not. */
  default String getCheckpointDir() {
    return isDefined(checkpointDir()) ? getOrDefault(checkpointDir()) : "";
  }

  /** Returns what becomes of rows with missing features. */
  default HandleInvalid invalid() {
    return HandleInvalid.parse(getHandleInvalid());
  }

  /** Returns the parameter of the column of contributions. */
  default Param<String> contributionsCol() {
    return paramSet().contributionsCol;
  }

  /** Returns the column of what each feature adds to a prediction, empty for none. */
  default String getContributionsCol() {
    return isDefined(contributionsCol()) ? getOrDefault(contributionsCol()) : "";
  }

  /**
   * Returns a schema with the column of contributions, if there is one.
   *
   * @throws IllegalArgumentException if there is such a column already
   */
  default StructType withContributions(StructType schema) {
    String column = getContributionsCol();
    if (column.isEmpty()) {
      return schema;
    }
    if (List.of(schema.fieldNames()).contains(column)) {
      throw new IllegalArgumentException(
          "contributionsCol '%s' is a column already".formatted(column));
    }
    return schema.add(column, SQLDataTypes.VectorType());
  }

  /** Returns the parameter of the share of the rows held back. */
  default DoubleParam validationFraction() {
    return paramSet().validationFraction;
  }

  /** Returns the share of the rows held back where no column says which, 0 for none. */
  default double getValidationFraction() {
    return (double) getOrDefault(validationFraction());
  }

  /** Returns the parameter of the steps that may fail rows held back. */
  default IntParam validationPatience() {
    return paramSet().validationPatience;
  }

  /** Returns the steps without a lower loss on the rows held back after which training stops. */
  default int getValidationPatience() {
    return (int) getOrDefault(validationPatience());
  }

  /** Returns the parameter of what comes between a random start and the solver. */
  default Param<String> warmStart() {
    return paramSet().warmStart;
  }

  /** Returns what comes between a random start and the solver: none or local. */
  default String getWarmStart() {
    return getOrDefault(warmStart());
  }

  /**
   * Checks the column that marks rows held back, if there is one.
   *
   * @throws IllegalArgumentException if it is missing or not boolean
   */
  default void requireIndicator(StructType schema) {
    String column = validationColumn();
    if (column.isEmpty()) {
      return;
    }
    if (!List.of(schema.fieldNames()).contains(column)) {
      throw new IllegalArgumentException(
          "validationIndicatorCol '%s' is not among the columns %s"
              .formatted(column, String.join(", ", schema.fieldNames())));
    }
    DataType type = schema.apply(column).dataType();
    if (!type.equals(DataTypes.BooleanType)) {
      throw new IllegalArgumentException(
          "validationIndicatorCol '%s' has type %s, accepted: boolean"
              .formatted(column, type.simpleString()));
    }
  }

  /** Returns the column that marks rows held back, or an empty string if there is none. */
  default String validationColumn() {
    return isDefined(validationIndicatorCol()) ? getValidationIndicatorCol() : "";
  }

  /** Returns the column of row weights, or an empty string if all weights are one. */
  default String weightColumn() {
    return isDefined(weightCol()) ? getWeightCol() : "";
  }
}
