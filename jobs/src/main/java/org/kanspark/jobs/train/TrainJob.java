package org.kanspark.jobs.train;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.kanspark.classification.KANClassifier;
import org.kanspark.jobs.config.JobSettings;
import org.kanspark.jobs.data.ColumnNames;
import org.kanspark.jobs.data.Roles;
import org.kanspark.jobs.data.RowSource;
import org.kanspark.jobs.error.UserError;
import org.kanspark.jobs.model.KanPipeline;
import org.kanspark.jobs.output.OutputFolder;
import org.kanspark.jobs.report.Comparison;
import org.kanspark.jobs.report.HtmlReport;
import org.kanspark.jobs.report.MetricsJson;
import org.kanspark.jobs.report.Scores;
import org.kanspark.jobs.report.TrainingReport;
import org.kanspark.jobs.report.TrainingReport.Fit;
import org.kanspark.jobs.report.TrainingReport.Seconds;
import org.kanspark.jobs.score.ClassColumns;
import org.kanspark.jobs.session.Versions;
import org.kanspark.kernel.formula.Notation;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.ops.Kernels;
import org.kanspark.kernel.train.TrainingListener;
import org.kanspark.regression.KANRegressor;
import org.kanspark.spark.block.HandleInvalid;
import org.kanspark.spark.interpret.KANModel;
import org.kanspark.spark.param.KANSetters;
import org.kanspark.spark.summary.KANTrainingSummary;

/** Trains one model: rows in, a folder with model, metrics and report out. */
public final class TrainJob {
  private static final int FORMULA_DIGITS = 6;

  private final JobSettings settings;
  private final KANSetters<?> kan;
  private final @Nullable ConfigValue initialModel;

  private TrainJob(JobSettings settings, KANSetters<?> kan, @Nullable ConfigValue initialModel) {
    this.settings = settings;
    this.kan = kan;
    this.initialModel = initialModel;
  }

  /**
   * Makes a job. Nothing is read yet, but every param is checked.
   *
   * @throws UserError if there is no such param, or it does not take its value
   */
  public static TrainJob of(JobSettings settings) {
    KANSetters<?> kan =
        settings.model().isClassification() ? new KANClassifier() : new KANRegressor();
    Map<String, ConfigValue> params = new TreeMap<>(settings.model().params());
    // A folder, to be read when there is a session.
    ConfigValue initialModel = params.remove(kan.initialModel().name());
    EstimatorParams.KAN.set(kan, params);
    return new TrainJob(settings, kan, initialModel);
  }

  /** Returns the number of steps after which training ends at the latest. */
  public long steps() {
    return (long) kan.getMaxIter() * Math.max(1, kan.getRefineSchedule().length);
  }

  /**
   * Runs the job.
   *
   * @param listener hears how it goes
   * @return what there is to say about it
   * @throws UserError if the output exists, or the rows cannot be trained on
   * @throws IOException if the results cannot be written
   */
  public TrainingReport run(SparkSession spark, TrainingListener listener) throws IOException {
    return run(spark, listener, Pipeline::fit);
  }

  /**
   * Runs the job with a way of its own to fit the pipeline.
   *
   * @throws UserError as the other, and if the way refuses the rows
   * @throws IOException if the results cannot be written
   */
  public TrainingReport run(SparkSession spark, TrainingListener listener, JobFit way)
      throws IOException {
    Stopwatch watch = new Stopwatch();
    try (OutputFolder folder =
        OutputFolder.prepare(
            "output.path",
            settings.output().path(),
            settings.output().overwrite(),
            spark.sparkContext().hadoopConfiguration())) {
      if (initialModel != null) {
        EstimatorParams.KAN.setModel(
            kan,
            kan.initialModel(),
            initialModel,
            EstimatorParams.KAN.model(spark, kan.initialModel(), initialModel));
      }
      RowSource source =
          RowSource.open(spark, settings.input(), kan.validationColumn(), this::allowing);
      try (TrainingRows rows = TrainingRows.keep(source)) {
        double load = watch.lap();
        KanPipeline model = fit(source, rows.train(), listener, way);
        double fit = watch.lap();
        Scores train = model.trainingScores();
        Scores test = scores(model, source, rows.test());
        model.save(folder.entry("model"));
        Seconds seconds = new Seconds(load, fit, watch.total());
        Comparison comparison = way.compare(model, rows.test(), folder.entry(".compared"));
        TrainingReport report = report(source, model.kan(), train, test, seconds, comparison);
        folder.write("metrics.json", MetricsJson.of(report));
        folder.write("report.html", HtmlReport.of(report));
        folder.commit();
        return report;
      }
    }
  }

  private Roles allowing(Roles numbers) {
    Roles roles = settings.model().isClassification() ? numbers.withClasses() : numbers;
    return kan.invalid() == HandleInvalid.ERROR ? roles : roles.withMissing();
  }

  private KanPipeline fit(
      RowSource source, Dataset<Row> train, TrainingListener listener, JobFit way) {
    kan.setTrainingListener(listener);
    try {
      return KanPipeline.of(
              way.fit(TrainingPipeline.of(source.roles(), train.columns(), kan), train))
          .withOwnNames(ColumnNames.renamed(source.roles().columns()));
    } catch (IllegalArgumentException e) {
      // The estimator's word for settings and rows it does not accept.
      throw new UserError(source.description() + ": " + e.getMessage(), e);
    }
  }

  private static @Nullable Scores scores(
      KanPipeline model, RowSource source, @Nullable Dataset<Row> rows) {
    if (rows == null) {
      return null;
    }
    new ClassColumns(model).requireKnown(rows, source.description());
    return model.scores(model.features(rows));
  }

  private TrainingReport report(
      RowSource source,
      KANModel<?> model,
      Scores train,
      @Nullable Scores test,
      Seconds seconds,
      @Nullable Comparison comparison) {
    KanNetwork network = model.kanModel().network();
    return new TrainingReport(
        source.description(),
        settings.input().label(),
        settings.model().task(),
        network.widths(),
        network.liveParameterCount(),
        fit(model.trainedBy()),
        train,
        test,
        seconds,
        Kernels.get().description(),
        settings
            .resolved()
            .root()
            .render(ConfigRenderOptions.concise().setFormatted(true).setJson(false)),
        model.plotSvg(),
        model.featureImportances(),
        model.edgeImportances(),
        formula(model),
        comparison,
        provenance(source));
  }

  private static @Nullable String formula(KANModel<?> model) {
    if (model.edgeImportances().stream().anyMatch(edge -> edge.function().isEmpty())) {
      return null;
    }
    try {
      return (model.kanModel().link().isOfClasses()
              ? "probability of " + model.content().classes().get(1)
              : model.content().label())
          + " = "
          + model.toFormula(Notation.TEXT, model.formulaDigits(FORMULA_DIGITS));
    } catch (IllegalArgumentException notExpressible) {
      return null;
    }
  }

  private static Fit fit(KANTrainingSummary summary) {
    return new Fit(
        summary.solver(),
        summary.totalIterations(),
        summary.passes(),
        summary.forwardEvaluations(),
        summary.gradientEvaluations(),
        summary.curvatureEvaluations(),
        summary.sampledEvaluations(),
        summary.objectiveHistory(),
        summary.validationHistory(),
        summary.validationRows(),
        summary.keptIteration(),
        summary.history().keptTerms());
  }

  private Map<String, String> provenance(RowSource source) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("trained", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    facts.put("partitions", Integer.toString(source.division().partitions()));
    facts.putAll(Versions.all());
    EstimatorParams.explained(kan).forEach((name, value) -> facts.put("param " + name, value));
    return facts;
  }
}
