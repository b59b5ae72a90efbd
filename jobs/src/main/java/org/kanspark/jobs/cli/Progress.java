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
 * with the first step, so that messages before it stand on lines of their own.
 */
final class Progress implements TrainingListener, AutoCloseable {
  private static final int REDRAW_MILLISECONDS = 100;

  private final PrintStream err;
  private final int columns;
  private final long steps;
  private @Nullable ProgressBar bar;

  private Progress(PrintStream err, int columns, long steps) {
    this.err = err;
    this.columns = columns;
    this.steps = steps;
  }

  /**
   * Makes a display.
   *
   * @param steps number of steps after which training ends at the latest
   */
  static Progress on(Console console, long steps) {
    return new Progress(console.err(), Console.terminalColumns(), steps);
  }

  @Override
  public void onStep(TrainingStep step) {
    if (columns == 0) {
      err.println(LoggingListener.line(step));
      return;
    }
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("training")
              .setInitialMax(steps)
              .setStyle(ProgressBarStyle.UNICODE_BLOCK)
              .setUpdateIntervalMillis(REDRAW_MILLISECONDS)
              .setConsumer(new ConsoleProgressBarConsumer(err, columns))
              .build();
    }
    bar.stepTo(step.iteration());
    bar.setExtraMessage(
        "loss "
            + Numbers.shown(step.objective())
            + (Double.isNaN(step.rmse()) ? "" : " RMSE " + Numbers.shown(step.rmse())));
  }

  /** What the log says next shall stand on a line of its own. */
  @Override
  public void onEnd() {
    close();
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
