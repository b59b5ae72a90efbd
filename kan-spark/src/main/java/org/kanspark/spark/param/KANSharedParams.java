package org.kanspark.spark.param;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.shared.HasAggregationDepth;
import org.apache.spark.ml.param.shared.HasCheckpointInterval;
import org.apache.spark.ml.param.shared.HasHandleInvalid;
import org.apache.spark.ml.param.shared.HasMaxBlockSizeInMB;
import org.apache.spark.ml.param.shared.HasMaxIter;
import org.apache.spark.ml.param.shared.HasRegParam;
import org.apache.spark.ml.param.shared.HasSeed;
import org.apache.spark.ml.param.shared.HasSolver;
import org.apache.spark.ml.param.shared.HasTol;
import org.apache.spark.ml.param.shared.HasValidationIndicatorCol;
import org.apache.spark.ml.param.shared.HasWeightCol;

/**
 * Publishes the parameters that MLlib shares among its stages. MLlib's traits matter: {@code fit}
 * and schema checks ask whether a stage has a weight column, tools ask for the others.
 *
 * <p>The methods with {@code _setter_} in their names are what the Scala compiler adds to a trait
 * with a field. Only the traits' initialisers would call them; {@link KANParamSet} makes these
 * parameters instead, so they do nothing.
 */
public interface KANSharedParams
    extends HasSolver,
        HasMaxIter,
        HasTol,
        HasRegParam,
        HasSeed,
        HasWeightCol,
        HasHandleInvalid,
        HasValidationIndicatorCol,
        HasAggregationDepth,
        HasMaxBlockSizeInMB,
        HasCheckpointInterval {

  /** Returns the parameters of this stage. */
  KANParamSet paramSet();

  /** Returns the parameter of the optimiser. */
  @Override
  default Param<String> solver() {
    return paramSet().solver;
  }

  @Override
  default void org$apache$spark$ml$param$shared$HasSolver$_setter_$solver_$eq(
      Param<String> param) {}

  /** Returns the parameter of the number of optimisation steps. */
  @Override
  default IntParam maxIter() {
    return paramSet().maxIter;
  }

  @Override
  default void org$apache$spark$ml$param$shared$HasMaxIter$_setter_$maxIter_$eq(IntParam param) {}

  /** Returns the parameter of the convergence tolerance. */
  @Override
  default DoubleParam tol() {
    return paramSet().tol;
  }

  @Override
  default void org$apache$spark$ml$param$shared$HasTol$_setter_$tol_$eq(DoubleParam param) {}

  /** Returns the parameter of the weight of regularisation. */
  @Override
  default DoubleParam regParam() {
    return paramSet().regParam;
  }

  @Override
  default void org$apache$spark$ml$param$shared$HasRegParam$_setter_$regParam_$eq(
      DoubleParam param) {}

  /** Returns the parameter of the seed. */
  @Override
  default LongParam seed() {
    return paramSet().seed;
  }

  @Override
  default void org$apache$spark$ml$param$shared$HasSeed$_setter_$seed_$eq(LongParam param) {}

  /** Returns the parameter of the column of row weights. */
  @Override
  default Param<String> weightCol() {
    return paramSet().weightCol;
  }

  @Override
  default void org$apache$spark$ml$param$shared$HasWeightCol$_setter_$weightCol_$eq(
      Param<String> param) {}

  /** Returns the parameter of what becomes of rows with missing features. */
  @Override
  default Param<String> handleInvalid() {
    return paramSet().handleInvalid;
  }

  @Override
  default void org$apache$spark$ml$param$shared$HasHandleInvalid$_setter_$handleInvalid_$eq(
      Param<String> param) {}

  /** Returns the parameter of the column that marks rows held back. */
  @Override
  default Param<String> validationIndicatorCol() {
    return paramSet().validationIndicatorCol;
  }

  @Override
  default void
      org$apache$spark$ml$param$shared$HasValidationIndicatorCol$_setter_$validationIndicatorCol_$eq(
          Param<String> param) {}

  /** Returns the parameter of the number of merge levels. */
  @Override
  default IntParam aggregationDepth() {
    return paramSet().aggregationDepth;
  }

  @Override
  default void org$apache$spark$ml$param$shared$HasAggregationDepth$_setter_$aggregationDepth_$eq(
      IntParam param) {}

  /** Returns the parameter of the number of steps between checkpoints. */
  @Override
  default IntParam checkpointInterval() {
    return paramSet().checkpointInterval;
  }

  @Override
  default void
      org$apache$spark$ml$param$shared$HasCheckpointInterval$_setter_$checkpointInterval_$eq(
          IntParam param) {}

  /** Returns the parameter of the block size. */
  @Override
  default DoubleParam maxBlockSizeInMB() {
    return paramSet().maxBlockSizeInMB;
  }

  @Override
  default void org$apache$spark$ml$param$shared$HasMaxBlockSizeInMB$_setter_$maxBlockSizeInMB_$eq(
      DoubleParam param) {}
}
