package org.kanspark.jobs.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.kanspark.classification.KANClassifier;
import org.kanspark.jobs.error.Names;
import org.kanspark.jobs.error.UserError;
import org.kanspark.regression.KANRegressor;

/** Knows every key a configuration may hold. */
final class SettingsKeys {
  /** The keys of each section; params of models are checked against them instead. */
  private static final Map<String, List<String>> ACCEPTED =
      Map.of(
          "",
          List.of("input", "model", "output", CompareSettings.SECTION),
          "input",
          List.of(
              "path",
              "generate",
              "format",
              "header",
              "label",
              "features",
              "categorical",
              "weight",
              "testFraction",
              "splitColumn",
              "seed",
              "partitions",
              "shuffle"),
          "input.generate",
          List.of("function", "ranges", "rows", "testRows"),
          "model",
          List.of("task", "params"),
          "output",
          List.of("path", "overwrite"),
          CompareSettings.SECTION,
          compare());

  private SettingsKeys() {}

  private static List<String> compare() {
    List<String> keys = new ArrayList<>(List.of("models", "hiddenSizes", "everySize", "rounds"));
    keys.addAll(CompareSettings.MODELS);
    return keys;
  }

  /**
   * Checks the keys of a whole configuration.
   *
   * @throws UserError naming the first unknown key by place, the nearest known one, and what is
   *     accepted beside it
   */
  static void requireKnown(ConfigObject root) {
    requireKnown(root, "");
  }

  private static void requireKnown(ConfigObject section, String path) {
    List<String> accepted = ACCEPTED.get(path);
    if (accepted == null) {
      return;
    }
    for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(section).entrySet()) {
      String key = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
      if (!accepted.contains(entry.getKey())) {
        throw new UserError(
            Origins.of(entry.getValue())
                + ": unknown key "
                + key
                + Names.suggestion(entry.getKey(), allKeys(path, accepted))
                + "; accepted "
                + (path.isEmpty() ? "at the top: " : "in " + path + ": ")
                + String.join(", ", accepted));
      }
      if (ACCEPTED.containsKey(key) && entry.getValue() instanceof ConfigObject child) {
        requireKnown(child, key);
      }
    }
  }

  /** Lists this section's keys by their own names, all others by their full paths. */
  private static Set<String> allKeys(String path, List<String> here) {
    TreeSet<String> keys = new TreeSet<>(here);
    ACCEPTED.forEach(
        (section, names) -> {
          if (!section.equals(path) && !section.isEmpty()) {
            names.forEach(name -> keys.add(section + "." + name));
          }
        });
    for (Params estimator : List.of(new KANRegressor(), new KANClassifier())) {
      for (Param<?> param : estimator.params()) {
        keys.add("model.params." + param.name());
      }
    }
    return keys;
  }
}
