package org.kanspark.spark.interpret;

import org.apache.spark.ml.param.shared.HasThresholds;
import org.kanspark.kernel.export.Classes;
import org.kanspark.kernel.export.JavaExport;
import org.kanspark.kernel.export.NetworkFormula;
import org.kanspark.kernel.export.RawColumns;
import org.kanspark.kernel.export.SqlExport;
import org.kanspark.kernel.formula.Expression;
import org.kanspark.kernel.formula.FormulaPrinter;
import org.kanspark.kernel.formula.Notation;
import org.kanspark.spark.export.JsonExport;
import org.kanspark.spark.persist.ModelContent;

/**
 * Writes a model in other languages. Columns are called as the features are.
 *
 * @param <M> the model's class
 */
public interface ExportedModel<M> extends ModelAccess<M> {
  /** Returns the name of the column of predictions. */
  String getPredictionCol();

  /** Returns the whole model as JSON of format {@code kanspark/1}. */
  default String exportJson() {
    return exportJson(RawColumns.numeric(featureNames()));
  }

  /**
   * Returns the same for a model whose features are made of raw columns.
   *
   * @throws IllegalArgumentException if the columns do not fit the model
   */
  default String exportJson(RawColumns columns) {
    ModelContent content = content();
    return new JsonExport(kanModel(), featureNames(), columns, content.loss(), content.classes())
        .text();
  }

  /** Returns the classes that exports name: none where predictions are numbers. */
  default Classes exportedClasses() {
    if (!kanModel().link().isOfClasses()) {
      return Classes.NONE;
    }
    boolean divided = this instanceof HasThresholds stage && stage.isDefined(stage.thresholds());
    return new Classes(
        content().classes(), divided ? ((HasThresholds) this).getThresholds() : new double[0]);
  }

  /**
   * Returns a query of Spark SQL that adds predictions to a table with one column a feature: a
   * number, with several labels an array, with classes the name of one and the probabilities of all
   * in columns {@code probability_NAME}.
   *
   * @param table name of a table or view, quoted where SQL wants it
   * @throws IllegalArgumentException if the model has values for missing features
   */
  default String toSql(String table) {
    return new SqlExport(
            kanModel(), RawColumns.numeric(featureNames()), getPredictionCol(), exportedClasses())
        .query(table);
  }

  /**
   * Returns the source of a Java class without dependencies that predicts: a number, with several
   * labels an array, with classes the name of one or the probabilities of all.
   *
   * @param className its name, with its package if it has one
   * @throws IllegalArgumentException if that is no name of a class, or the model has values for
   *     missing features
   */
  default String toJava(String className) {
    return new JavaExport(kanModel(), RawColumns.numeric(featureNames()), exportedClasses())
        .source(className);
  }

  /**
   * Returns the model as a formula of the raw features, in plain text with exact numbers: of the
   * label, or with two classes of the probability of the second.
   *
   * @throws IllegalArgumentException if an edge is a spline, the first of which is named, or the
   *     model computes several numbers
   */
  default String toFormula() {
    return toFormula(Notation.TEXT);
  }

  /**
   * Returns the model as a formula of the raw features, with exact numbers.
   *
   * @throws IllegalArgumentException if an edge is a spline, or its function has no such form
   */
  default String toFormula(Notation notation) {
    return FormulaPrinter.of(notation).print(formula());
  }

  /**
   * Returns the model as a formula of the raw features, with numbers rounded and terms left out
   * that are below the last digit. Where large terms cancel this may change predictions much:
   * {@link #formulaDigits} tells how many digits are safe.
   *
   * @param digits significant digits, 1 to 17
   * @throws IllegalArgumentException if an edge is a spline, or its function has no such form
   */
  default String toFormula(Notation notation, int digits) {
    Expression rounded = new NetworkFormula(kanModel(), featureNames()).rounded(digits);
    return FormulaPrinter.of(notation).print(rounded);
  }

  /**
   * Returns the least number of digits, no less than wished, with which the rounded formula stays
   * within 10<sup>2 - digits wished</sup> of the range of its values.
   *
   * @param least digits wished, 1 to 17
   * @throws IllegalArgumentException if an edge is a spline
   */
  default int formulaDigits(int least) {
    return new NetworkFormula(kanModel(), featureNames()).digits(least);
  }

  /**
   * Returns the model as a tree, to compute or change.
   *
   * @throws IllegalArgumentException if an edge is a spline; names the first
   */
  default Expression formula() {
    return new NetworkFormula(kanModel(), featureNames()).expression();
  }
}
