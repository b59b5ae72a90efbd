package org.kanspark.spark.summary;

import java.util.Arrays;
import java.util.Locale;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.view.Palette;
import org.kanspark.kernel.view.ScatterPicture;
import org.kanspark.spark.display.Display;
import org.kanspark.spark.display.HtmlDisplay;

/** Shows predicted against observed values of sampled rows. */
public final class ScatterDisplay {
  /** Points of a picture: a note carries it in its file. */
  private static final int MOST = 1000;

  private ScatterDisplay() {}

  /**
   * Returns the picture of one label.
   *
   * @param label index among the model's outputs
   */
  public static Display of(KanModel model, RowSamples rows, int label, String title) {
    RowBlock all = rows.sample();
    RowBlock drawn = all.rows() > MOST ? all.slice(0, MOST) : all;
    double[] predicted = new double[model.network().outputs() * drawn.rows()];
    model.newBatchPredictor().predict(drawn, predicted);
    int from = label * drawn.rows();
    int to = from + drawn.rows();
    ScatterPicture picture =
        new ScatterPicture(
            title,
            Arrays.copyOfRange(drawn.labels(), from, to),
            Arrays.copyOfRange(predicted, from, to),
            MOST,
            Palette.LIGHT);
    HtmlDisplay display = HtmlDisplay.ofSvg(picture.svg());
    return drawn.rows() == rows.rows()
        ? display
        : display.withCaption(
            String.format(
                Locale.ROOT,
                all.rows() > MOST
                    ? "%,d of %,d rows, chosen by a hash of their values."
                    : "%,d different rows among %,d.",
                drawn.rows(),
                rows.rows()));
  }
}
