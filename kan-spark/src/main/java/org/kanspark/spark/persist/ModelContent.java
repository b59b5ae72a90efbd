package org.kanspark.spark.persist;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kanspark.kernel.interpret.EdgeStatistics;
import org.kanspark.kernel.model.FeatureMap;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.model.LabelScale;
import org.kanspark.kernel.model.Link;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.ops.BaseFunction;
import org.kanspark.kernel.spline.Extrapolation;
import org.kanspark.kernel.spline.Knots;

/**
 * Holds what of a model is saved besides its stage parameters.
 *
 * @param model the trained model
 * @param features name of each feature
 * @param label name of the label
 * @param loss name of the loss it was trained with
 * @param classes name of each class; of each label where there are several; none where the label is
 *     a number
 * @param edges what the training rows did on the edges; null in models saved before it was kept
 */
public record ModelContent(
    KanModel model,
    List<String> features,
    String label,
    String loss,
    List<String> classes,
    @Nullable EdgeStatistics edges)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Returns the content of a changed model. */
  public ModelContent with(KanModel changed, @Nullable EdgeStatistics changedEdges) {
    return new ModelContent(changed, features, label, loss, classes, changedEdges);
  }

  /**
   * Returns the names of the network's outputs: that of the label, of each class, or of each label.
   */
  public List<String> outputs() {
    return model.network().outputs() == 1 ? List.of(label) : classes;
  }

  /** Returns the content of a model of one feature whose output is 0. */
  public static ModelContent zero(Link link, String loss, List<String> classes) {
    InputSpline nothing = new InputSpline(InputSpline.Kind.NONE, Knots.uniform(0, 1, -1, 1));
    KanNetwork network =
        new KanNetwork(
            0,
            BaseFunction.NONE,
            Extrapolation.LINEAR,
            List.of(KanLayer.of(List.of(nothing), 1, 0)));
    KanModel model =
        new KanModel(
            network,
            new double[network.parameterCount()],
            FeatureMap.ofRanges(new double[] {-1}, new double[] {1}),
            new LabelScale(0.0, 1.0),
            link);
    return new ModelContent(model, List.of("feature"), "label", loss, classes, null);
  }
}
