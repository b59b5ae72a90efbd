package org.kanspark.classification;

import java.util.List;
import org.apache.spark.ml.classification.ProbabilisticClassifier;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.Instrumentation;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.loss.Loss;
import org.kanspark.kernel.train.TrainingListener;
import org.kanspark.spark.block.FeatureColumns;
import org.kanspark.spark.block.RowSchema;
import org.kanspark.spark.param.EarlyUid;
import org.kanspark.spark.param.KANInitialModel;
import org.kanspark.spark.param.KANParamSet;
import org.kanspark.spark.param.KANSetters;
import org.kanspark.spark.persist.EstimatorReader;
import org.kanspark.spark.persist.EstimatorWriter;
import org.kanspark.spark.training.DatasetTrainer;

/**
 * Fits a Kolmogorov-Arnold network to labels that are numbers of classes, on all executors. With
 * two classes the network has one output, the logit of class 1; with more it has one a class, whose
 * softmax gives the probabilities. The mean negative logarithm of the true class's probability is
 * minimised.
 *
 * <p>Features come as a column of vectors or arrays, raw: they are mapped to the grid inside the
 * model. Labels are whole numbers from 0; how many classes there are is taken from the metadata of
 * the label column, where a StringIndexer leaves it, else from the largest label. A class without a
 * row is never predicted with confidence. The same rows in the same partitions, with the same
 * settings, give the same model.
 */
public final class KANClassifier
    extends ProbabilisticClassifier<Vector, KANClassifier, KANClassificationModel>
    implements KANSetters<KANClassifier>,
        KANInitialModel<KANClassifier, KANClassificationModel>,
        MLWritable {
  private static final long serialVersionUID = 1L;

  // No initialisers: the superclass constructor runs before them.
  private final String uid;
  private final KANParamSet paramSet;
  private final Param<KANClassificationModel> initialModel;
  private transient @Nullable TrainingListener listener;

  /** Makes a classifier with default settings and a random uid. */
  public KANClassifier() {
    this(Identifiable$.MODULE$.randomUID("kanClassifier"));
  }

  /** Makes a classifier with default settings. */
  public KANClassifier(String uid) {
    this(EarlyUid.lend(uid));
  }

  private KANClassifier(EarlyUid early) {
    super();
    this.uid = early.takeBack();
    this.paramSet = KANParamSet.ofClassification(this);
    this.initialModel = KANParamSet.initialModel(this, KANClassificationModel.class);
  }

  @Override
  public String uid() {
    return uid == null ? EarlyUid.current() : uid;
  }

  @Override
  public KANParamSet paramSet() {
    return paramSet;
  }

  @Override
  public KANClassifier self() {
    return this;
  }

  /** Returns the parameter of the model training begins at. */
  @Override
  public Param<KANClassificationModel> initialModel() {
    return initialModel;
  }

  @Override
  public KANClassifier setTrainingListener(TrainingListener newListener) {
    this.listener = newListener;
    return this;
  }

  /**
   * Trains a model.
   *
   * @throws IllegalArgumentException if a column or a setting is not accepted, there is no row, a
   *     label is no number of a class, a feature or weight is null, NaN, infinite or (a weight)
   *     negative, thresholds are not one a class, or the initial model has another number of
   *     features or classes
   */
  @Override
  public KANClassificationModel train(Dataset<?> dataset) {
    return Instrumentation.instrumented(log -> train(dataset, log));
  }

  private KANClassificationModel train(Dataset<?> dataset, Instrumentation log) {
    log.logPipelineStage(this);
    log.logDataset(dataset);
    List<String> classes = ClassLabels.of(dataset, getLabelCol(), weightColumn());
    log.logNumClasses(classes.size());
    if (isDefined(thresholds()) && getThresholds().length != classes.size()) {
      throw new IllegalArgumentException(
          "thresholds has %d numbers, accepted: one for each of the %d classes of column '%s'"
              .formatted(getThresholds().length, classes.size(), getLabelCol()));
    }
    Loss loss = ClassLabels.loss(classes.size());
    RowSchema schema =
        RowSchema.of(dataset, getFeaturesCol(), getLabelCol(), weightColumn(), invalid())
            .withLabelsOf(loss)
            .withValidation(DatasetTrainer.validation(this));
    DatasetTrainer.Fitted fitted =
        new DatasetTrainer(this, loss, listener, getInitialModel())
            .train(dataset, schema, classes, log);
    KANClassificationModel model = new KANClassificationModel(uid(), fitted.content());
    model.summarise(
        KANClassificationTrainingSummary.of(
            model, fitted.trainedRows(dataset, schema), fitted.history()));
    return model;
  }

  /**
   * Checks the columns, and adds those the model will.
   *
   * @throws IllegalArgumentException if a column is missing or of another type
   */
  @Override
  public StructType transformSchema(StructType schema) {
    requireIndicator(schema);
    return withContributions(
        FeatureColumns.withVectors(schema, getFeaturesCol(), super::transformSchema));
  }

  @Override
  public KANClassifier copy(ParamMap extra) {
    KANClassifier copy = defaultCopy(extra);
    copy.listener = listener;
    return copy;
  }

  @Override
  public String explainParam(Param<?> param) {
    return KANParamSet.explain(this, param);
  }

  /** Returns a writer whose save is complete or leaves what was at the path. */
  @Override
  public MLWriter write() {
    KANClassifier plain = copy(ParamMap.empty());
    plain.clear(plain.initialModel());
    return new EstimatorWriter(plain, getInitialModel());
  }

  /** Returns a reader of saved classifiers. */
  public static MLReader<KANClassifier> read() {
    return new EstimatorReader<>(
        KANClassifier.class,
        KANClassifier::new,
        (classifier, path) -> classifier.setInitialModel(KANClassificationModel.load(path)));
  }

  /** Loads a classifier. */
  public static KANClassifier load(String path) {
    return read().load(path);
  }
}
