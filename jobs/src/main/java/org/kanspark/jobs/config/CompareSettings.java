package org.kanspark.jobs.config;

import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kanspark.jobs.error.Names;

/**
 * Says what a comparison sets beside the KAN.
 *
 * @param models which of {@link #MODELS}, or null for all that there are
 * @param hiddenSizes widths of the hidden layer that the multilayer perceptron chooses from
 * @param everySize whether there is a perceptron of every width, in place of the best one
 * @param rounds how often scoring is timed
 * @param params values for each model's params by name, still as written
 */
public record CompareSettings(
    @Nullable List<String> models,
    List<Integer> hiddenSizes,
    boolean everySize,
    int rounds,
    Map<String, Map<String, ConfigValue>> params) {

  /** The models that can be asked for, in the order they run. */
  public static final List<String> MODELS = List.of("linear", "gbt", "mlp", "xgboost");

  /** Where a configuration has them. */
  public static final String SECTION = "compare";

  private static final int MOST_NODES = 100_000;
  private static final int DEFAULT_ROUNDS = 7;
  private static final int MOST_ROUNDS = 1000;

  /** Copies its collections. */
  public CompareSettings {
    models = models == null ? null : List.copyOf(models);
    hiddenSizes = List.copyOf(hiddenSizes);
    params = Map.copyOf(params);
  }

  static CompareSettings read(Section section) {
    List<String> models = section.has("models") ? section.names("models", MODELS) : null;
    if (models != null) {
      for (String model : models) {
        if (!MODELS.contains(model)) {
          throw section.notAccepted(
              "models",
              "some of "
                  + String.join(", ", MODELS)
                  + Names.suggestion(model, MODELS)
                  + " (the KAN itself is always there)");
        }
      }
    }
    Map<String, Map<String, ConfigValue>> params = new LinkedHashMap<>();
    for (String model : MODELS) {
      params.put(model, section.section(model).values());
    }
    return new CompareSettings(
        models,
        sizes(section),
        section.flag("everySize", false),
        (int) section.whole("rounds", DEFAULT_ROUNDS, 1, MOST_ROUNDS),
        params);
  }

  private static List<Integer> sizes(Section section) {
    if (!section.has("hiddenSizes")) {
      return List.of(16, 64, 128);
    }
    List<Integer> sizes = new ArrayList<>();
    for (double size : section.numbers("hiddenSizes", section.requiredList("hiddenSizes"))) {
      if (size != Math.rint(size) || size < 1 || size > MOST_NODES) {
        throw section.notAccepted("hiddenSizes", "a list of whole numbers of at least 1");
      }
      sizes.add((int) size);
    }
    if (sizes.isEmpty()) {
      throw section.notAccepted("hiddenSizes", "at least one whole number");
    }
    return sizes;
  }
}
