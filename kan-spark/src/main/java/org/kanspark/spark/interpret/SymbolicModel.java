package org.kanspark.spark.interpret;

import org.kanspark.kernel.conversion.ConversionSearch;
import org.kanspark.kernel.conversion.ConversionSettings;
import org.kanspark.kernel.conversion.EdgeConversion;
import org.kanspark.kernel.conversion.NetworkConversion;
import org.kanspark.kernel.conversion.Refit;
import org.kanspark.kernel.conversion.Refit.Refitted;
import org.kanspark.kernel.interpret.Edge;
import org.kanspark.kernel.interpret.EdgeView;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.symbolic.SuggestionSettings;
import org.kanspark.kernel.symbolic.SymbolicLibrary;
import org.kanspark.kernel.symbolic.SymbolicSuggestion;
import org.kanspark.spark.persist.ModelContent;

/**
 * Looks at single edges and replaces splines by functions, from the statistics saved with a model:
 * nothing here reads rows.
 *
 * @param <M> the model's class
 */
public interface SymbolicModel<M> extends ModelAccess<M> {

  /**
   * Returns curve and statistics of an edge, with its picture.
   *
   * @param layer its layer, from 0
   * @param input its input in the layer, from 0
   * @param sum the sum it leads to, from 0
   * @throws IllegalArgumentException if there is no such live edge, or its input is constant
   */
  default EdgeView edge(int layer, int input, int sum) {
    return EdgeView.of(
        kanModel(),
        edgeStatistics(),
        featureNames(),
        content().outputs(),
        new Edge(layer, input, sum));
  }

  /**
   * Ranks the functions of the standard library for an edge; {@code table(10)} of the result is
   * readable.
   *
   * @throws IllegalArgumentException if there is no such live edge, or its input is constant
   */
  default SymbolicSuggestion suggestSymbolic(int layer, int input, int sum) {
    return suggestSymbolic(
        layer, input, sum, SymbolicLibrary.standard(), SuggestionSettings.defaults());
  }

  /**
   * Ranks functions for an edge.
   *
   * @throws IllegalArgumentException if there is no such live edge, or its input is constant
   */
  default SymbolicSuggestion suggestSymbolic(
      int layer, int input, int sum, SymbolicLibrary library, SuggestionSettings settings) {
    return conversion().suggest(new Edge(layer, input, sum), library, settings);
  }

  /**
   * Makes an edge {@code c f(a x + b) + d}, fitted to its curve where the training rows were.
   * Training from this model on ({@code setInitialModel}) trains a, b, c and d too.
   *
   * @param name of f in the standard library
   * @throws IllegalArgumentException if there is no such live edge or function, the edge or its
   *     input is constant, or f is not defined over the range of the input
   */
  default M fixSymbolic(int layer, int input, int sum, String name) {
    Edge edge = new Edge(layer, input, sum);
    EdgeConversion conversion = conversion();
    return changed(
        conversion.fix(edge, conversion.fit(edge, SymbolicLibrary.standard().get(name))));
  }

  /**
   * Makes an edge {@code c f(a x + b) + d} of given a and b.
   *
   * @throws IllegalArgumentException as the other, or if {@code a x + b} leaves the domain of f
   */
  default M fixSymbolic(int layer, int input, int sum, String name, double a, double b) {
    Edge edge = new Edge(layer, input, sum);
    EdgeConversion conversion = conversion();
    return changed(
        conversion.fix(edge, conversion.fit(edge, SymbolicLibrary.standard().get(name), a, b)));
  }

  /**
   * Makes a function a spline again, the one nearest to it on the knots of its input, to train on
   * from.
   *
   * @throws IllegalArgumentException if the edge is no function
   */
  default M unfixSymbolic(int layer, int input, int sum) {
    return changed(conversion().unfix(new Edge(layer, input, sum)));
  }

  /**
   * Replaces every spline by the function that its curve suggests, without rows: nothing is
   * refitted between, and what that costs is not known. With rows functions are found more surely.
   *
   * @param settings library and trade-off of simplicity and accuracy
   */
  default Converted<M> autoSymbolic(ConversionSettings settings) {
    Refitted start = new Refitted(kanModel(), edgeStatistics(), 0);
    return converted(
        NetworkConversion.of(
            start, settings, (model, complete) -> new Refitted(model, edgeStatistics(), 0)));
  }

  /**
   * Replaces splines by functions, with a way to refit what is left.
   *
   * @param start this model, or one trained on from it, with its loss
   */
  default Converted<M> convert(Refitted start, ConversionSettings settings, Refit refit) {
    return converted(ConversionSearch.of(start, settings, refit));
  }

  private Converted<M> converted(NetworkConversion.Result result) {
    ModelContent old = content();
    M model = withContent(old.with(result.refitted().model(), result.refitted().statistics()));
    return new Converted<>(model, result.conversions(), result.before(), result.refitted().loss());
  }

  private EdgeConversion conversion() {
    return new EdgeConversion(kanModel(), edgeStatistics());
  }

  private M changed(KanModel model) {
    ModelContent old = content();
    return withContent(old.with(model, old.edges()));
  }
}
