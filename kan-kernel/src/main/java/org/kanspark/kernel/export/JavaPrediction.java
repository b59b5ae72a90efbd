package org.kanspark.kernel.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kanspark.kernel.formula.Expression;
import org.kanspark.kernel.formula.FormulaPrinter;
import org.kanspark.kernel.formula.Notation;
import org.kanspark.kernel.model.KanModel;

/** Writes the methods of an exported class that turn outputs of the network into predictions. */
final class JavaPrediction {
  private static final String CHOICE =
      """
          int best = 0;
          for (int k = 1; k < scores.length; k++) {
            if (scores[k] > scores[best]) {
              best = k;
            }
          }
          return classes()[best];
      """;

  private static final String SCALED =
      """
          double[] scores = probabilities(inputs);
          double[] thresholds = {$THRESHOLDS};
          for (int k = 0; k < scores.length; k++) {
            scores[k] = scores[k] == 0.0 ? 0.0 : scores[k] / thresholds[k];
          }
      """;

  private static final String LOGISTIC =
      """
          double value = values(inputs)[0];
          return new double[] {1.0 / (1.0 + Math.exp(value)), 1.0 / (1.0 + Math.exp(-value))};
      """;

  private static final String SOFTMAX =
      """
          double[] values = values(inputs);
          double most = values[0];
          for (double value : values) {
            most = Math.max(most, value);
          }
          double sum = 0.0;
          for (int k = 0; k < values.length; k++) {
            values[k] = Math.exp(values[k] - most);
            sum += values[k];
          }
          for (int k = 0; k < values.length; k++) {
            values[k] /= sum;
          }
          return values;
      """;

  private final KanModel model;
  private final Classes classes;
  private final int outputs;

  JavaPrediction(KanModel model, Classes classes) {
    this.model = model;
    this.classes = classes;
    this.outputs = model.network().outputs();
  }

  /** Writes a template as the methods there are: predict, with classes probabilities too. */
  String methods(String template) {
    return classes.isAny() ? predict(template) + probabilities(template) : predict(template);
  }

  private String predict(String template) {
    return template
        .replace("$METHOD", "predict")
        .replace("$WHAT", classes.isAny() ? "Predicts the class" : "Predicts")
        .replace("$TYPE", classes.isAny() ? "String" : outputs > 1 ? "double[]" : "double");
  }

  private static String probabilities(String template) {
    return template
        .replace("$METHOD", "probabilities")
        .replace("$WHAT", "Predicts the probability of each of the classes")
        .replace("$TYPE", "double[]");
  }

  /** Writes the methods that take the inputs of the network. */
  String ofInputs() {
    if (!classes.isAny()) {
      String result = outputs > 1 ? "values(inputs)" : "values(inputs)[0]";
      return predict(JavaTemplates.OF_INPUTS).replace("$LINES", "    return " + result + ";\n");
    }
    String names = String.join(", ", classes.names().stream().map(JavaText::quoted).toList());
    return JavaTemplates.CLASSES.replace("$NAMES", names)
        + predict(JavaTemplates.OF_INPUTS).replace("$LINES", scores() + CHOICE)
        + probabilities(JavaTemplates.OF_INPUTS)
            .replace("$LINES", Classes.isLogit(model) ? LOGISTIC : SOFTMAX);
  }

  private String scores() {
    double[] thresholds = classes.thresholds();
    if (thresholds.length > 0) {
      return SCALED.replace(
          "$THRESHOLDS",
          String.join(", ", Arrays.stream(thresholds).mapToObj(Double::toString).toList()));
    }
    return Classes.isLogit(model)
        ? "    double value = values(inputs)[0];\n    double[] scores = {-value, value};\n"
        : "    double[] scores = values(inputs);\n";
  }

  /**
   * Writes the end of the method that computes numbers, what links of classes take.
   *
   * @param nodes the variable of the network's outputs
   */
  String values(String nodes) {
    List<String> values = new ArrayList<>();
    for (int k = 0; k < outputs; k++) {
      Expression value = Links.value(model, k, Expression.variable(nodes + "[" + k + "]"));
      values.add(
          FormulaPrinter.of(Notation.JAVA)
              .withVariables(name -> name)
              .print(classes.isAny() ? value : Links.prediction(model, value)));
    }
    return "    return new double[] {\n      " + String.join(",\n      ", values) + "\n    };\n";
  }
}
