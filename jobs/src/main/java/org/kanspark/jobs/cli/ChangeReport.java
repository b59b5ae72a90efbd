package org.kanspark.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kanspark.jobs.report.Numbers;
import org.kanspark.jobs.report.Scores;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.spark.interpret.KANModel;

/** Says in a line how a model and its changed form differ. */
final class ChangeReport {
  private ChangeReport() {}

  static String shape(KANModel<?> before, KANModel<?> after) {
    return String.format(
        Locale.ROOT,
        "layers %s -> %s, live edges %d -> %d",
        Numbers.layers(before.kanModel().network().widths()),
        Numbers.layers(after.kanModel().network().widths()),
        liveEdges(before.kanModel().network()),
        liveEdges(after.kanModel().network()));
  }

  static String scores(Scores before, Scores after) {
    List<String> changes = new ArrayList<>();
    for (int m = 0; m < before.metrics().size(); m++) {
      Scores.Metric old = before.metrics().get(m);
      if (!old.key().equals("mae")) {
        double now = after.metrics().get(m).value();
        changes.add(String.format(Locale.ROOT, "%s %.6g -> %.6g", old.title(), old.value(), now));
      }
    }
    return String.join(", ", changes);
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
