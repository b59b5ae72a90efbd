package org.kanspark.kernel.export;

import org.kanspark.kernel.formula.Expression;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.symbolic.SymbolicLibrary;

/** Writes what makes predictions of the numbers that a network computes. */
final class Links {
  private Links() {}

  /** Writes what the link takes: an output of the network in its own units. */
  static Expression value(KanModel model, int output, Expression node) {
    return Expression.affine(
        model.labelScale().scale(output), node, model.labelScale().shift(output));
  }

  /** Writes a prediction, with a logit the probability of class 1. */
  static Expression prediction(KanModel model, Expression value) {
    return switch (model.link()) {
      case LOG -> exp(value);
      case LOGISTIC ->
          Expression.power(
              Expression.sum(Expression.constant(1), exp(Expression.product(-1, value))), -1);
      case IDENTITY, SOFTMAX -> value;
    };
  }

  private static Expression exp(Expression argument) {
    return SymbolicLibrary.standard().get("exp").of(argument);
  }

  /**
   * Refuses models that predict several numbers.
   *
   * @throws IllegalArgumentException if the model is one
   */
  static void requireOneNumber(KanModel model) {
    int outputs = model.network().outputs();
    if (outputs > 1) {
      throw new IllegalArgumentException(
          "a formula is of one number, the model computes %d, one a %s: export it as sql, java or json"
              .formatted(outputs, model.link().isOfClasses() ? "class" : "label"));
    }
  }
}
