package org.kanspark.jobs.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import org.kanspark.classification.KANClassificationModel;
import org.kanspark.jobs.config.CompareSettings;
import org.kanspark.jobs.data.ColumnNames;
import org.kanspark.jobs.error.UserError;
import org.kanspark.jobs.model.KanPipeline;
import org.kanspark.jobs.report.Comparison;
import org.kanspark.jobs.train.JobFit;
import org.kanspark.spark.interpret.KANModel;
import org.kanspark.spark.param.KANSetters;

/** Fits a KAN, and then its peers, to the same cached vectors. */
public final class ComparingFit implements JobFit, AutoCloseable {
  private final CompareSettings settings;
  private @Nullable Dataset<Row> train;
  private double kanSeconds;

  private ComparingFit(CompareSettings settings) {
    this.settings = settings;
  }

  /**
   * Makes the fit of one job. Nothing is read yet, but the settings of all models are checked.
   *
   * @throws UserError if a param is unknown or does not take its value, or a model is asked for
   *     that does not do the task or is not on the class path
   */
  public static ComparingFit of(CompareSettings settings, boolean classification) {
    Peers.check(settings, classification);
    return new ComparingFit(settings);
  }

  @Override
  public PipelineModel fit(Pipeline pipeline, Dataset<Row> rows) {
    PipelineStage[] stages = pipeline.getStages();
    Estimator<?> kan = (Estimator<?>) stages[stages.length - 1];
    PipelineModel made =
        new Pipeline().setStages(Arrays.copyOf(stages, stages.length - 1)).fit(rows);
    Dataset<Row> vectors = cached(made.transform(rows), kan);
    train = vectors;
    Measurement.warmUp(quiet(kan)::fit, vectors);
    long start = System.nanoTime();
    Transformer model = kan.fit(vectors);
    kanSeconds = Clock.secondsSince(start);
    Transformer[] fitted = Arrays.copyOf(made.stages(), stages.length);
    fitted[stages.length - 1] = model;
    return new PipelineModel(made.uid(), List.of(fitted));
  }

  /** Copies a KAN without the listener that draws the progress of the job. */
  private static Estimator<?> quiet(Estimator<?> kan) {
    Estimator<?> copy = kan.copy(ParamMap.empty());
    ((KANSetters<?>) copy).setTrainingListener(step -> {});
    return copy;
  }

  private static Dataset<Row> cached(Dataset<Row> rows, Params kan) {
    List<Column> columns = new ArrayList<>();
    for (String name : List.of("featuresCol", "labelCol", "weightCol")) {
      if (kan.isDefined(kan.getParam(name))) {
        String column = String.valueOf(kan.getOrDefault(kan.getParam(name)));
        columns.add(functions.col(ColumnNames.quoted(column)));
      }
    }
    Dataset<Row> vectors =
        rows.select(columns.toArray(Column[]::new)).persist(StorageLevel.MEMORY_AND_DISK());
    vectors.count();
    return vectors;
  }

  /**
   * Fits the peers and measures all.
   *
   * @throws UserError if there are no test rows, or a peer refuses the rows
   */
  @Override
  public Comparison compare(KanPipeline model, @Nullable Dataset<Row> test, String scratch) {
    Dataset<Row> vectors = train;
    if (vectors == null) {
      throw new IllegalStateException("nothing was fitted yet");
    }
    if (test == null) {
      throw new UserError(
          "there are no test rows to compare models on: expected input.testFraction > 0");
    }
    KANModel<?> kan = model.kan();
    Peers.Columns columns = columns(kan);
    Peers peers = new Peers(settings, columns);
    List<Contender> contenders = new ArrayList<>(peers.contenders());
    contenders.add(0, new FittedKan(kan, kanSeconds));
    ScratchFolder folder =
        new ScratchFolder(scratch, vectors.sparkSession().sparkContext().hadoopConfiguration());
    Dataset<Row> held = cached(model.features(test), (Params) kan);
    try {
      List<Comparison.Entry> entries =
          new Measurement(vectors, held, PeerScores.of(columns), settings.rounds())
              .of(contenders, folder);
      return new Comparison(entries, peers.notes());
    } catch (IOException e) {
      throw new UncheckedIOException("a model could not be saved to learn its size", e);
    } finally {
      held.unpersist();
    }
  }

  private static Peers.Columns columns(KANModel<?> kan) {
    int classes = kan instanceof KANClassificationModel classifier ? classifier.numClasses() : 0;
    String weight = kan.weightColumn().isEmpty() ? null : kan.weightColumn();
    return new Peers.Columns(kan.getFeaturesCol(), kan.getLabelCol(), weight, classes);
  }

  @Override
  public void close() {
    if (train != null) {
      train.unpersist();
    }
  }
}
