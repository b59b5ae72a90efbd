package org.kanspark.regression;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.OneHotEncoder;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kanspark.spark.TestSpark;

class KANPipelineTest {
  @TempDir Path folder;

  private static Dataset<Row> rows() {
    return TestSpark.session()
        .range(0, 300, 1, 3)
        .selectExpr(
            "(id * 37 % 300) / 300.0D as x",
            "elt(1 + id % 3, 'fair', 'good', 'ideal') as cut",
            "sin(6 * (id * 37 % 300) / 300) + id % 3 as label");
  }

  private static Pipeline pipeline(KANRegressor regressor) {
    return new Pipeline()
        .setStages(
            new PipelineStage[] {
              new StringIndexer().setInputCol("cut").setOutputCol("cutIndex"),
              new OneHotEncoder().setInputCol("cutIndex").setOutputCol("cutFlags"),
              new VectorAssembler()
                  .setInputCols(new String[] {"x", "cutFlags"})
                  .setOutputCol("features"),
              regressor
            });
  }

  private static KANRegressor regressor() {
    return new KANRegressor().setHiddenLayers(3).setMaxIter(15);
  }

  @Test
  void pipelineSurvivesSaving() throws Exception {
    String estimatorPath = folder.resolve("estimator").toString();
    String modelPath = folder.resolve("model").toString();
    Dataset<Row> rows = rows();
    Pipeline pipeline = pipeline(regressor().setRefineSchedule(3, 6));
    pipeline.save(estimatorPath);
    PipelineModel model = Pipeline.load(estimatorPath).fit(rows);
    model.save(modelPath);
    PipelineModel loaded = PipelineModel.load(modelPath);

    assertThat(loaded.transform(rows()).collectAsList())
        .isEqualTo(pipeline.fit(rows()).transform(rows()).collectAsList());
    KANRegressionModel last = (KANRegressionModel) loaded.stages()[3];
    assertThat(last.getRefineSchedule()).containsExactly(3, 6);
    assertThat(last.featureNames()).containsExactly("x", "cutFlags_fair", "cutFlags_good");
    assertThat(last.hasSummary()).isFalse();
  }

  @Test
  void streamsArePredictedLikeBatches() throws Exception {
    PipelineModel model = pipeline(regressor()).fit(rows());
    String path = folder.resolve("rows").toString();
    rows().write().parquet(path);
    Dataset<Row> stream = TestSpark.session().readStream().schema(rows().schema()).parquet(path);

    StreamingQuery query =
        model
            .transform(stream)
            .select("x", "prediction")
            .writeStream()
            .format("memory")
            .queryName("predictions")
            .trigger(Trigger.AvailableNow())
            .start();
    query.awaitTermination();

    assertThat(TestSpark.session().table("predictions").orderBy("x").collectAsList())
        .isEqualTo(model.transform(rows()).select("x", "prediction").orderBy("x").collectAsList());
  }
}
