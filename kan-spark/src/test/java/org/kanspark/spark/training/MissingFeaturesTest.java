package org.kanspark.spark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kanspark.classification.KANClassificationModel;
import org.kanspark.classification.KANClassifier;
import org.kanspark.regression.KANRegressionModel;
import org.kanspark.regression.KANRegressor;
import org.kanspark.spark.TestSpark;

/** Trains and scores rows that miss features, and rows whose features are arrays. */
class MissingFeaturesTest {
  private static Dataset<Row> gaps;
  private static Dataset<Row> complete;

  @TempDir Path folder;

  /** Of ten rows one misses x1, one x2 (sparse), one has no vector; missing x1 is worth 3. */
  @BeforeAll
  static void rows() {
    List<Row> with = new ArrayList<>();
    List<Row> without = new ArrayList<>();
    for (Row row : TestSpark.wave(300)) {
      Vector x = row.getAs(0);
      double label = row.getDouble(1);
      switch (with.size() % 10) {
        case 3 -> with.add(TestSpark.row(label + 3, 1, Double.NaN, x.apply(1)));
        case 5 ->
            with.add(
                RowFactory.create(
                    Vectors.sparse(2, new int[] {1}, new double[] {Double.NaN}), label, 1.0));
        case 8 -> with.add(RowFactory.create(null, label, 1.0));
        default -> {
          with.add(row);
          without.add(row);
        }
      }
    }
    gaps = TestSpark.frame(TestSpark.deal(with, 2, 1), TestSpark.SCHEMA);
    complete = TestSpark.frame(TestSpark.deal(without, 1), TestSpark.SCHEMA);
  }

  private static KANRegressor regressor() {
    return new KANRegressor().setHiddenLayers(3).setMaxIter(15);
  }

  @Test
  void skippedRowsAreNeitherTrainedOnNorScored() {
    KANRegressionModel model = regressor().setHandleInvalid("skip").fit(gaps.coalesce(1));
    assertThat(model.exportJson()).isEqualTo(regressor().fit(complete).exportJson());
    assertThat(model.summary().rows()).isEqualTo(210);
    assertThat(model.transform(gaps).count()).isEqualTo(210);
    assertThat(model.evaluate(gaps).numInstances()).isEqualTo(210);
    Dataset<Row> classes = gaps.withColumn("label", functions.expr("cast(label > 1.5 as double)"));
    KANClassificationModel classifier =
        new KANClassifier().setHiddenLayers(2).setMaxIter(2).setHandleInvalid("skip").fit(classes);
    assertThat(classifier.transform(classes).count()).isEqualTo(210);
  }

  @Test
  void errorsNameTheFeature() {
    assertThatThrownBy(() -> regressor().fit(gaps.filter("features is not null")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("feature 'x1' of column 'features'", "NaN");
    KANRegressionModel model = regressor().setMaxIter(1).fit(complete);
    assertThatThrownBy(() -> model.predict(Vectors.dense(0.1, Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("feature 'x2' is NaN, accepted: finite numbers; handleInvalid");
    assertThatThrownBy(() -> model.transform(gaps).collectAsList())
        .hasStackTraceContaining("accepted: finite numbers; handleInvalid 'skip' leaves such rows");
    assertThatThrownBy(() -> regressor().setHandleInvalid("drop"))
        .hasMessage("handleInvalid is 'drop', accepted: error, skip, keep");
  }

  @ParameterizedTest
  @ValueSource(strings = {"l-bfgs", "gauss-newton"})
  void keptRowsTeachWhatMissingIsWorth(String solver) throws Exception {
    KANRegressor regressor = regressor().setSolver(solver).setMaxIter(60).setHandleInvalid("keep");
    KANRegressionModel model = regressor.fit(gaps);
    assertThat(model.summary().rows()).isEqualTo(300);
    assertThat(regressor.setLocalMaxMB(0).fit(gaps).exportJson()).isEqualTo(model.exportJson());
    double excess = 0;
    for (Row row : model.transform(gaps).collectAsList()) {
      Vector x = row.getAs(0);
      if (x != null && Double.isNaN(x.apply(0))) {
        assertThat(row.getDouble(1)).isGreaterThan(3);
        excess += row.getDouble(3) - row.getDouble(1);
      } else if (x != null && !Double.isNaN(x.apply(1))) {
        assertThat(row.getDouble(3)).isCloseTo(row.getDouble(1), within(0.4));
      }
    }
    // x1 itself is not known of these 30 rows, but what they have in common is.
    assertThat(excess / 30).isCloseTo(0, within(0.2));
    assertThatThrownBy(() -> model.toSql("t")).hasMessageContaining("missing features");
    assertThatThrownBy(() -> model.toJava("M")).hasMessageContaining("missing features");
    JsonNode missing = new ObjectMapper().readTree(model.exportJson()).at("/layer/0/missing");
    assertThat(missing.size()).isEqualTo(2);
    assertThat(missing.get(0).get(2).asDouble())
        .isEqualTo(model.kanModel().network().missingValue(model.kanModel().parameters(), 0, 0, 2));

    String path = folder.resolve("model").toString();
    model.write().save(path);
    assertThat(Files.readString(Path.of(path, "data/structure.json")))
        .contains("\"formatVersion\" : 2");
    KANRegressionModel loaded = KANRegressionModel.load(path);
    assertThat(loaded.exportJson()).isEqualTo(model.exportJson());
    assertThat(loaded.getHandleInvalid()).isEqualTo("keep");
    assertThat(loaded.predict(null)).isEqualTo(model.predict(null)).isFinite();

    // Scoring may still refuse what training has kept.
    KANRegressionModel strict = loaded.copy(new ParamMap().put(loaded.handleInvalid(), "error"));
    assertThatThrownBy(() -> strict.transform(gaps).collectAsList())
        .hasStackTraceContaining("accepted: finite numbers");
  }

  @Test
  void modelsWithoutMissingFeaturesKeepTheirFormat() throws Exception {
    String path = folder.resolve("plain").toString();
    regressor().setMaxIter(1).fit(complete).write().save(path);
    assertThat(Files.readString(Path.of(path, "data/structure.json")))
        .contains("\"formatVersion\" : 1")
        .doesNotContain("missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"double", "float"})
  void arraysAreFeaturesLikeVectors(String type) {
    Dataset<Row> arrays =
        complete.withColumn(
            "features",
            org.apache
                .spark
                .ml
                .functions
                .vector_to_array(complete.col("features"), "float64")
                .cast("array<" + type + ">"));
    Dataset<Row> vectors =
        arrays.withColumn(
            "features",
            org.apache.spark.ml.functions.array_to_vector(
                arrays.col("features").cast("array<double>")));
    KANRegressionModel model = regressor().fit(arrays);
    KANRegressionModel expected = regressor().fit(vectors);
    assertThat(model.exportJson()).isEqualTo(expected.exportJson());
    Dataset<Row> scored = model.transform(arrays);
    assertThat(scored.schema()).isEqualTo(model.transformSchema(arrays.schema()));
    assertThat(scored.columns()).containsExactly("features", "label", "w", "prediction");
    assertThat(scored.select("prediction").collectAsList())
        .isEqualTo(expected.transform(vectors).select("prediction").collectAsList());
    assertThat(model.evaluate(arrays).meanSquaredError())
        .isEqualTo(expected.evaluate(vectors).meanSquaredError());

    String isHigh = "cast(label > 1.5 as double) as label";
    KANClassifier classifier = new KANClassifier().setHiddenLayers(2).setMaxIter(3);
    KANClassificationModel classes = classifier.fit(arrays.selectExpr("features", isHigh));
    Dataset<Row> predicted = classes.transform(arrays);
    assertThat(predicted.columns())
        .containsExactly("features", "label", "w", "rawPrediction", "probability", "prediction");
    assertThat(predicted.select("probability", "prediction").collectAsList())
        .isEqualTo(classes.transform(vectors).select("probability", "prediction").collectAsList());

    Dataset<Row> holes =
        arrays.withColumn(
            "features", functions.expr("transform(features, (x, i) -> if(i = 1, null, x))"));
    assertThatThrownBy(() -> regressor().fit(holes))
        .hasMessageContaining("feature 'x2' of column 'features' has 210 bad values");
    assertThat(regressor().setHandleInvalid("keep").setMaxIter(1).fit(holes).summary().rows())
        .isEqualTo(210);
  }

  @Test
  void contributionsAddUpToPredictions() {
    for (int[] hidden : new int[][] {{}, {4}}) {
      KANRegressionModel model =
          regressor()
              .setHiddenLayers(hidden)
              .setHandleInvalid("keep")
              .setContributionsCol("parts")
              .fit(gaps);
      Dataset<Row> scored = model.transform(gaps);
      assertThat(scored.schema()).isEqualTo(model.transformSchema(gaps.schema()));
      for (Row row : scored.select("prediction", "parts").collectAsList()) {
        double[] parts = row.<Vector>getAs(1).toArray();
        assertThat(parts).hasSize(2);
        assertThat(model.contributionBase()[0] + parts[0] + parts[1])
            .isCloseTo(row.getDouble(0), within(1e-9));
      }
      assertThatThrownBy(() -> model.transform(scored.drop("prediction")))
          .hasMessage("contributionsCol 'parts' is a column already");
    }
    Dataset<Row> three =
        complete.withColumn("label", functions.expr("cast(least(2, floor(label)) as double)"));
    KANClassificationModel classes =
        new KANClassifier()
            .setHiddenLayers(3)
            .setMaxIter(5)
            .setContributionsCol("parts")
            .fit(three);
    for (Row row : classes.transform(three).select("rawPrediction", "parts").collectAsList()) {
      double[] parts = row.<Vector>getAs(1).toArray();
      assertThat(parts).hasSize(6);
      for (int k = 0; k < 3; k++) {
        double sum = Arrays.stream(parts, 2 * k, 2 * k + 2).sum();
        assertThat(classes.contributionBase()[k] + sum)
            .isCloseTo(row.<Vector>getAs(0).apply(k), within(1e-9));
      }
    }
  }
}
