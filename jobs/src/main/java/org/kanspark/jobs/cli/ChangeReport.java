package org.kanspark.jobs.cli;

import java.util.Locale;
import org.kanspark.jobs.report.Numbers;
import org.kanspark.jobs.report.RegressionScores;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.regression.KANRegressionModel;

/** Says in a line how a model and its changed form differ. */
final class ChangeReport {
  private ChangeReport() {}

  static String shape(KANRegressionModel before, KANRegressionModel after) {
    return String.format(
        Locale.ROOT,
        "layers %s -> %s, live edges %d -> %d",
        Numbers.layers(before.kanModel().network().widths()),
        Numbers.layers(after.kanModel().network().widths()),
        liveEdges(before.kanModel().network()),
        liveEdges(after.kanModel().network()));
  }

  static String scores(RegressionScores before, RegressionScores after) {
    return String.format(
        Locale.ROOT,
        "RMSE %.6g -> %.6g, R2 %.6g -> %.6g",
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
