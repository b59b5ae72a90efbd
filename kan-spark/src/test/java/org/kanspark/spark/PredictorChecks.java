package org.kanspark.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.PredictionModel;
import org.apache.spark.ml.Predictor;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kanspark.spark.interpret.KANModel;
import org.kanspark.spark.param.KANSetters;

/**
 * Checks what Spark's own estimators are checked for, on any estimator of this project that reads a
 * vector and predicts a number.
 *
 * @param <E> the estimator
 * @param <M> its model
 */
public abstract class PredictorChecks<
    E extends Predictor<Vector, E, M> & KANSetters<E>,
    M extends PredictionModel<Vector, M> & KANModel<M>> {
  /** An equal problem with other rounding ends at an equal model, but for this. */
  @TempDir Path folder;

  /** Makes an estimator that is fast to fit, to one best model: of one layer, without a prior. */
  protected abstract E estimator();

  /** Makes rows it can learn, with labels that are whole numbers. */
  protected abstract List<Row> rows();

  /** Loads an estimator. */
  protected abstract E load(String path);

  private static Dataset<Row> frame(List<Row> rows) {
    return TestSpark.frame(TestSpark.deal(rows, 1, 0, 2), TestSpark.SCHEMA);
  }

  private Dataset<Row> train() {
    return frame(rows());
  }

  private List<Row> with(int at, Row row) {
    List<Row> changed = new ArrayList<>(rows());
    changed.set(at, row);
    return changed;
  }

  /** Returns what the network computes for each row: of classes, more than their numbers. */
  private double[] predictions(M model) {
    return rows().stream().mapToDouble(row -> value(model, row.getAs(0))).toArray();
  }

  /** Returns what a model predicts of a row, before it rounds. */
  protected abstract double value(M model, Vector features);

  @Test
  void paramsAreComplete() {
    E estimator = estimator();
    Param<?>[] params = estimator.params();
    assertThat(Arrays.stream(params).map(Param::name)).isSorted().doesNotHaveDuplicates();
    for (Param<?> param : params) {
      assertThat(param.parent()).isEqualTo(estimator.uid());
      assertThat(param.doc()).isNotBlank();
      assertThat(estimator.getParam(param.name())).isSameAs(param);
      assertThat(estimator.isDefined(param))
          .isEqualTo(estimator.isSet(param) || estimator.hasDefault(param));
      assertThat(estimator.explainParam(param)).startsWith(param.name() + ": ");
    }
    assertThatThrownBy(() -> estimator.getParam("noSuchParam")).hasMessageContaining("noSuchParam");
  }

  @Test
  void copiesKeepUidsAndParents() {
    E estimator = estimator();
    E copy = estimator.copy(new ParamMap().put(estimator.seed(), 3L));
    assertThat(copy.uid()).isEqualTo(estimator.uid());
    assertThat(copy.getOrDefault(copy.seed())).isEqualTo(3L);
    assertThat(estimator.getOrDefault(estimator.seed())).isEqualTo(0L);
    M model = copy.fit(train());
    assertThat(model.uid()).isEqualTo(estimator.uid());
    assertThat(model.parent().uid()).isEqualTo(estimator.uid());
    assertThat(model.getOrDefault(model.seed())).isEqualTo(3L);
    M other = model.copy(new ParamMap().put(model.predictionCol(), "p"));
    assertThat(other.uid()).isEqualTo(model.uid());
    assertThat(other.parent()).isSameAs(model.parent());
    assertThat(other.getPredictionCol()).isEqualTo("p");
    assertThat(model.getPredictionCol()).isEqualTo("prediction");
  }

  @Test
  void numericTypesOfLabelsAndWeightsMakeNoDifference() {
    String expected = estimator().setWeightCol("w").fit(train()).exportJson();
    for (String type : List.of("tinyint", "bigint", "float", "decimal(10,2)")) {
      Dataset<Row> cast =
          train()
              .withColumn("label", functions.col("label").cast(type))
              .withColumn("w", functions.col("w").cast(type));
      assertThat(estimator().setWeightCol("w").fit(cast).exportJson()).as(type).isEqualTo(expected);
    }
    Dataset<Row> text = train().withColumn("label", functions.lit("text"));
    assertThatThrownBy(() -> estimator().fit(text)).hasMessageContaining("label");
  }

  @Test
  void invalidRowsAreNamedByTheirColumn() {
    Vector x = rows().get(4).getAs(0);
    for (double label : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> estimator().fit(frame(with(4, RowFactory.create(x, label, 1.0)))))
          .hasMessageContaining("label column 'label'")
          .hasMessageContaining(String.valueOf(label));
    }
    for (double weight : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(
              () ->
                  estimator()
                      .setWeightCol("w")
                      .fit(frame(with(4, RowFactory.create(x, 1.0, weight)))))
          .hasMessageContaining("weight column 'w'")
          .hasMessageContaining(String.valueOf(weight));
    }
    for (double value : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
      Vector bad = Vectors.dense(0.5, value);
      assertThatThrownBy(() -> estimator().fit(frame(with(4, RowFactory.create(bad, 1.0, 1.0)))))
          .hasMessageContaining("features")
          .hasMessageContaining(String.valueOf(value));
    }
    assertThatThrownBy(() -> estimator().fit(frame(with(4, RowFactory.create(x, null, 1.0)))))
        .hasMessageContaining("label");
    assertThatThrownBy(() -> estimator().fit(frame(with(4, RowFactory.create(null, 1.0, 1.0)))))
        .hasMessageContaining("features");
  }

  @Test
  void scaleOfWeightsMakesNoDifference() {
    Dataset<Row> train = train();
    double[] expected = predictions(estimator().setWeightCol("w").fit(train));
    for (double scale : new double[] {1 / 64.0, 1000}) {
      Dataset<Row> scaled = train.withColumn("w", functions.col("w").multiply(scale));
      assertThat(predictions(estimator().setWeightCol("w").fit(scaled))).containsExactly(expected);
    }
  }

  @Test
  void weightTwoIsARowTwice() {
    List<Row> repeated = new ArrayList<>();
    for (Row row : rows()) {
      for (int copy = 0; copy < row.getDouble(2); copy++) {
        repeated.add(row);
      }
    }
    Dataset<Row> train = train();
    double[] weighted = predictions(estimator().setWeightCol("w").fit(train));
    Dataset<Row> often = frame(repeated).repartition(3);
    assertThat(predictions(estimator().fit(often))).containsExactly(weighted);
    assertThat(predictions(estimator().setLocalMaxMB(0).fit(often))).containsExactly(weighted);
  }

  @Test
  void singlePredictionsAreThoseOfBatchesAndStreams() throws Exception {
    M model = estimator().fit(train());
    Dataset<Row> predicted = model.transform(train()).select("features", "prediction");
    for (Row row : predicted.collectAsList()) {
      assertThat(model.predict(row.<Vector>getAs(0))).isEqualTo(row.getDouble(1));
    }
    Streams.assertSameAsBatch(model, rows(), TestSpark.SCHEMA, outputs());
  }

  /** Returns the columns that identify a row and those that the model adds. */
  protected String[] outputs() {
    return new String[] {"features", "prediction"};
  }

  @Test
  void everyParamIsWrittenAndRead() throws Exception {
    E estimator = estimator();
    OtherValues.setAll(estimator, "initialModel");
    String path = folder.resolve("estimator").toString();
    ((MLWritable) estimator).write().overwrite().save(path);
    E loaded = load(path);
    assertThat(loaded.uid()).isEqualTo(estimator.uid());
    assertThat(loaded.explainParams()).isEqualTo(estimator.explainParams());
    assertThat(loaded.params())
        .filteredOn(param -> !param.name().equals("initialModel"))
        .allMatch(loaded::isSet);
  }

  @Test
  void cancelledGroupsEndFitsAndNothingIsLeft() throws Exception {
    Leaks leaks = new Leaks();
    for (double localMaxMB : new double[] {0, 32}) {
      String group = "fit of " + getClass().getSimpleName() + " up to " + localMaxMB;
      TestSpark.context().setJobGroup(group, "to be cancelled", true);
      try {
        E endless = estimator().setLocalMaxMB(localMaxMB).setTol(0).setMaxIter(1_000_000);
        endless.setTrainingListener(
            step -> {
              if (step.iteration() == 2) {
                TestSpark.cancelGroup(group);
              }
            });
        assertThatThrownBy(() -> endless.fit(train())).hasMessageContaining("cancelled");
      } finally {
        TestSpark.context().clearJobGroup();
      }
    }
    leaks.assertNone();
  }
}
