package org.kanspark.jobs.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.kanspark.jobs.model.KanPipeline;
import org.kanspark.jobs.report.Numbers;
import org.kanspark.jobs.report.RegressionScores;
import org.kanspark.jobs.score.Scoring;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.regression.KANRegressionModel;
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
    describe(before.kan(), after.kan());
    if (input != null) {
      describe(
          new Scoring(spark, before).evaluate(input), new Scoring(spark, after).evaluate(input));
    }
    return after;
  }

  private void describe(KANRegressionModel before, KANRegressionModel after) {
    console
        .out()
        .printf(
            Locale.ROOT,
            "layers %s -> %s, live edges %d -> %d%n",
            Numbers.layers(before.kanModel().network().widths()),
            Numbers.layers(after.kanModel().network().widths()),
            liveEdges(before.kanModel().network()),
            liveEdges(after.kanModel().network()));
  }

  private void describe(RegressionScores before, RegressionScores after) {
    console
        .out()
        .printf(
            Locale.ROOT,
            "RMSE %.6g -> %.6g, R2 %.6g -> %.6g%n",
            before.rmse(),
            after.rmse(),
            before.r2(),
            after.r2());
  }

  private static int liveEdges(KanNetwork network) {
    int live = 0;
    for (int l = 0; l < network.depth(); l++) {
      for (int i = 0; i < network.layer(l).inputs(); i++) {
        for (int j = 0; j < network.layer(l).sums(); j++) {
          live += network.layer(l).isLive(i, j) ? 1 : 0;
        }
      }
    }
    return live;
  }
}
