package org.kanspark.jobs.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.kanspark.jobs.model.KanPipeline;
import org.kanspark.jobs.score.Scoring;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes what matters little from a model. */
@Command(
    name = "prune",
    description = {
      "Writes a smaller model: without the hidden nodes and edges that score low.",
      "Needs no rows; with --input it tells the error on them before and after."
    })
final class PruneCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ModelChange model = new ModelChange();

  @Option(
      names = "--node-threshold",
      paramLabel = "x",
      defaultValue = "0.01",
      description = "Hidden nodes stay if they score more; 0.01 by default.")
  private double nodeThreshold;

  @Option(
      names = "--edge-threshold",
      paramLabel = "x",
      defaultValue = "0.03",
      description = "Edges stay if they score more; 0.03 by default.")
  private double edgeThreshold;

  @Option(
      names = "--input",
      paramLabel = "PATH",
      description = "Rows with the label: csv with a header, parquet or json.")
  private @Nullable String input;

  PruneCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    model.run(console, "kan prune", this::prune);
    return 0;
  }

  private KanPipeline prune(SparkSession spark, KanPipeline before) {
    KanPipeline after = before.with(before.kan().prune(nodeThreshold, edgeThreshold));
    String scores =
        input == null
            ? ""
            : ChangeReport.scores(
                    new Scoring(spark, before).evaluate(input),
                    new Scoring(spark, after).evaluate(input))
                + "\n";
    console.out().print(ChangeReport.shape(before.kan(), after.kan()) + "\n" + scores);
    return after;
  }
}
