package org.kanspark.spark.param;

import java.io.Serializable;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.shared.HasFeaturesCol;
import org.apache.spark.ml.param.shared.HasLabelCol;
import org.apache.spark.ml.param.shared.HasPredictionCol;

/**
 * Publishes the parameters of columns for stages that MLlib's own predictors cannot be: those take
 * labels that are numbers only.
 *
 * <p>The methods with {@code _setter_} in their names are what the Scala compiler adds to a trait
 * with a field; they do nothing, see {@link KANSharedParams}.
 */
public interface KANColumns extends HasFeaturesCol, HasLabelCol, HasPredictionCol {

  /** Holds the parameters of one stage. */
  final class Set implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Param<String> featuresCol;
    private final Param<String> labelCol;
    private final Param<String> predictionCol;

    /** Makes the parameters of a stage with MLlib's defaults; its uid must be known already. */
    public Set(Params owner) {
      featuresCol = column(owner, "featuresCol", "Column of features.", "features");
      labelCol = column(owner, "labelCol", "Column of vectors or arrays of labels.", "label");
      predictionCol =
          column(owner, "predictionCol", "Column of vectors of predictions.", "prediction");
    }

    private static Param<String> column(
        Params owner, String name, String description, String value) {
      Param<String> param = new Param<>(owner, name, description);
      owner.setDefault(param, value);
      return param;
    }
  }

  /** Returns the parameters of this stage's columns. */
  Set columns();

  /** Returns the parameter of the column of features. */
  @Override
  default Param<String> featuresCol() {
    return columns().featuresCol;
  }

  @Override
  default void org$apache$spark$ml$param$shared$HasFeaturesCol$_setter_$featuresCol_$eq(
      Param<String> param) {}

  /** Returns the parameter of the column of labels. */
  @Override
  default Param<String> labelCol() {
    return columns().labelCol;
  }

  @Override
  default void org$apache$spark$ml$param$shared$HasLabelCol$_setter_$labelCol_$eq(
      Param<String> param) {}

  /** Returns the parameter of the column of predictions. */
  @Override
  default Param<String> predictionCol() {
    return columns().predictionCol;
  }

  @Override
  default void org$apache$spark$ml$param$shared$HasPredictionCol$_setter_$predictionCol_$eq(
      Param<String> param) {}
}
