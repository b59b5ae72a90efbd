package org.kanspark.jobs.compare;

import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.kanspark.jobs.report.Numbers;
import org.kanspark.spark.interpret.KANModel;

/** Is the KAN that the job has fitted already. */
final class FittedKan implements Contender {
  private final KANModel<?> kan;
  private final double seconds;

  FittedKan(KANModel<?> kan, double seconds) {
    this.kan = kan;
    this.seconds = seconds;
  }

  @Override
  public String name() {
    return "KAN";
  }

  @Override
  public boolean warmsUp() {
    return false;
  }

  @Override
  public Fitted fit(Dataset<Row> train) {
    String settings =
        "%s on grid %d, %s parameters"
            .formatted(
                Numbers.layers(kan.kanModel().network().widths()),
                kan.getGridSize(),
                Numbers.count(kan.kanModel().network().liveParameterCount()));
    return new Fitted(withStandardColumns(), settings, seconds);
  }

  /** Whatever the configuration calls its columns, here they are called as those of all others. */
  private Transformer withStandardColumns() {
    Params same = ((Transformer) kan).copy(ParamMap.empty());
    for (String column : List.of("predictionCol", "rawPredictionCol", "probabilityCol")) {
      if (same.hasParam(column)) {
        same.clear(same.getParam(column));
      }
    }
    return (Transformer) same;
  }
}
