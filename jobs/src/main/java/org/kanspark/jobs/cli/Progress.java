package org.kanspark.jobs.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.kanspark.jobs.report.Numbers;
import org.kanspark.kernel.train.TrainingListener;
import org.kanspark.kernel.train.TrainingStep;
import org.kanspark.spark.progress.LoggingListener;

/**
 * Shows how training goes on: a bar on a terminal, a line a step anywhere else. The bar appears
 * with the first step, so that messages before it stand on lines of their own. Of many short
 * trainings the bar counts how many there were, and no lines are printed.
 */
final class Progress implements TrainingListener, AutoCloseable {
  private static final int REDRAW_MILLISECONDS = 100;
  private static final long UNKNOWN = -1;

  private final PrintStream err;
  private final int columns;
  private final String task;
  private final long steps;
  private final boolean many;
  private long trainings;
  private @Nullable ProgressBar bar;

  private Progress(Console console, String task, long steps, boolean many) {
    this.err = console.err();
    this.columns = Console.terminalColumns();
    this.task = task;
    this.steps = steps;
    this.many = many;
  }

  /**
   * Makes a display.
   *
   * @param steps number of steps after which training ends at the latest
   */
  static Progress on(Console console, long steps) {
    return new Progress(console, "training", steps, false);
  }

  /** Makes a display of trainings that follow each other, nobody knows how many. */
  static Progress ofTrainings(Console console) {
    return new Progress(console, "trainings", UNKNOWN, true);
  }

  @Override
  public void onStep(TrainingStep step) {
    if (many && step.iteration() == 1) {
      trainings++;
    }
    if (columns == 0) {
      if (!many) {
        err.println(LoggingListener.line(step));
      }
      return;
    }
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(task)
              .setInitialMax(steps)
              .setStyle(ProgressBarStyle.UNICODE_BLOCK)
              .setUpdateIntervalMillis(REDRAW_MILLISECONDS)
              .setConsumer(new ConsoleProgressBarConsumer(err, columns))
              .build();
    }
    bar.stepTo(many ? trainings : step.iteration());
    bar.setExtraMessage(
        "loss "
            + Numbers.shown(step.objective())
            + (Double.isNaN(step.rmse()) ? "" : " RMSE " + Numbers.shown(step.rmse())));
  }

  /** Says that no step is to come. What the log says next shall stand on a line of its own. */
  @Override
  public void onEnd() {
    if (bar != null && !many) {
      bar.setExtraMessage(bar.getExtraMessage() + ", ended");
      close();
    }
  }

  /** Leaves the bar as it stands. */
  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
