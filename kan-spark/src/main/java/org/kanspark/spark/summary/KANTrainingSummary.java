package org.kanspark.spark.summary;

import java.util.List;
import org.kanspark.kernel.penalty.ObjectiveTerms;
import org.kanspark.kernel.train.TrainingHistory;
import org.kanspark.kernel.view.LossPicture;
import org.kanspark.kernel.view.Palette;
import org.kanspark.spark.display.Display;
import org.kanspark.spark.display.HtmlDisplay;

/** Tells how a model was trained, whatever its task. Not saved with the model. */
public interface KANTrainingSummary {

  /** Returns the kernel's record of training. */
  TrainingHistory history();

  /**
   * Returns the objective at the start and after every accepted step or change of knots, in squared
   * standard deviations of the label for the squared loss.
   */
  default double[] objectiveHistory() {
    return history().objective().clone();
  }

  /**
   * Returns the mean loss on the rows held back, beside each entry of {@link #objectiveHistory};
   * empty where none were. It has no term of regularisation.
   */
  default double[] validationHistory() {
    return history().validation().clone();
  }

  /** Returns the number of rows held back. */
  default long validationRows() {
    return history().heldBackRows();
  }

  /**
   * Returns the number of accepted steps up to the parameters that the model has: those with the
   * least loss on the rows held back, else the last.
   */
  default int keptIteration() {
    return history().keptIteration();
  }

  /**
   * Returns the terms whose sum each entry of {@link #objectiveHistory} is: mean loss, L1, entropy
   * and smoothness, with their weights.
   */
  default List<ObjectiveTerms> objectiveTerms() {
    return List.copyOf(history().terms());
  }

  /** Returns the number of accepted steps. */
  default int totalIterations() {
    return history().iterations();
  }

  /** Returns the number of complete readings of the training rows, for whatever reason. */
  default int passes() {
    return history().passes();
  }

  /** Returns the evaluations of the loss alone, in readings of all rows. */
  default double forwardEvaluations() {
    return history().forwardEvaluations();
  }

  /** Returns the evaluations of loss and gradient, in readings of all rows. */
  default double gradientEvaluations() {
    return history().gradientEvaluations();
  }

  /** Returns the evaluations of curvature, in readings of all rows. */
  default double curvatureEvaluations() {
    return history().curvatureEvaluations();
  }

  /**
   * Returns how many of the gradient evaluations were on sampled rows before {@link
   * #objectiveHistory} begins, in readings of all rows: the choice among starts, or first steps. 0
   * where training began at once, as from an initial model.
   */
  default double sampledEvaluations() {
    return history().sampledEvaluations();
  }

  /** Returns the solver that ran. */
  default String solver() {
    return history().solver();
  }

  /** Returns why that solver ran. */
  default String solverReason() {
    return history().solverReason();
  }

  /** Returns the seconds of training, the first reading of the rows included. */
  default double seconds() {
    return history().seconds();
  }

  /** Returns the number of training rows, those of weight 0 and those held back left out. */
  default long rows() {
    return history().rows();
  }

  /** Returns the sum of the training rows' weights. */
  default double weightSum() {
    return history().weightSum();
  }

  /** Returns the picture of how the objective fell, on a logarithmic scale. */
  default Display displayLoss() {
    String svg = new LossPicture("", objectiveHistory(), List.of(), Palette.LIGHT).svg();
    HtmlDisplay picture = HtmlDisplay.ofSvg(svg);
    return sampledEvaluations() == 0
        ? picture
        : picture.withCaption(
            "The curve begins where reading all rows began: after choosing among starts, or first"
                + " steps, on sampled rows.");
  }

  /** Returns what a user should know about this training, one sentence each. */
  default List<String> notes() {
    return List.copyOf(history().notes());
  }
}
