package org.kanspark.jobs.compare;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.kanspark.jobs.data.ColumnNames;

/**
 * Fits XGBoost4J-Spark where it is on the class path. It is no dependency: all its settings are
 * params of Spark ML, and its size is asked by reflection.
 */
final class XGBoost implements Contender {
  private static final String PACKAGE = "ml.dmlc.xgboost4j.scala.spark.";
  private static final String LOCAL = "127.0.0.1";

  private final Estimator<?> estimator;

  private XGBoost(Estimator<?> estimator) {
    this.estimator = estimator;
  }

  /** Makes an estimator with default settings, if XGBoost4J-Spark is on the class path. */
  static Optional<Estimator<?>> estimator(boolean classification) {
    String name = PACKAGE + (classification ? "XGBoostClassifier" : "XGBoostRegressor");
    try {
      Object made = Class.forName(name).getDeclaredConstructor().newInstance();
      return Optional.of((Estimator<?>) made);
    } catch (ClassNotFoundException absent) {
      return Optional.empty();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("XGBoost4J-Spark does not start: " + e.getMessage(), e);
    }
  }

  /** Makes a contender of an estimator with settings. */
  static Contender of(Estimator<?> estimator) {
    return new XGBoost(estimator);
  }

  @Override
  public String name() {
    return "XGBoost4J-Spark";
  }

  /** Sparse vectors give other predictions than dense ones, and wrong ones (3.1.1). */
  @Override
  public Dataset<Row> form(Dataset<Row> vectors) {
    UDF1<Vector, Vector> dense = Vector::toDense;
    String features = String.valueOf(value("featuresCol"));
    Column column = vectors.col(ColumnNames.quoted(features));
    return vectors.withColumn(
        features, functions.udf(dense, SQLDataTypes.VectorType()).apply(column));
  }

  @Override
  public Fitted fit(Dataset<Row> train) {
    SparkContext context = train.sparkSession().sparkContext();
    setUnlessGiven("numWorkers", context.defaultParallelism());
    if (context.isLocal()) {
      // The name of this machine may lead to an address that its tracker cannot be reached at.
      setUnlessGiven("rabitTrackerHostIp", LOCAL);
    }
    long start = System.nanoTime();
    Transformer model = estimator.fit(train);
    double seconds = Clock.secondsSince(start);
    return new Fitted(
        model, "%s trees of depth %s".formatted(value("numRound"), value("max_depth")), seconds);
  }

  private Object value(String param) {
    return estimator.getOrDefault(estimator.getParam(param));
  }

  private void setUnlessGiven(String param, Object value) {
    if (!estimator.isSet(estimator.getParam(param))) {
      estimator.set(param, value);
    }
  }

  /** Its writer fails on Spark 4: it was compiled against another json4s. */
  @Override
  public long size(Transformer model, ScratchFolder folder) {
    try {
      Object booster = model.getClass().getMethod("nativeBooster").invoke(model);
      byte[] bytes = (byte[]) booster.getClass().getMethod("toByteArray").invoke(booster);
      return bytes.length;
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("XGBoost cannot write its trees", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this XGBoost4J-Spark cannot tell its size", e);
    }
  }
}
