package org.kanspark.spark.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.ml.param.Param;
import org.kanspark.spark.param.KANParamSet;
import org.kanspark.spark.param.KANParams;

/**
 * Tells fits apart by what their models depend on, to the last bit: settings, initial model,
 * partitions and rows. Uids are no part of it, they are random.
 *
 * @param facts what there is to know, by name
 */
record FitIdentity(Map<String, String> facts) {
  /** Params that do not change a model, or that change it through the rows alone. */
  private static final Set<String> IRRELEVANT =
      Set.of(
          "checkpointDir",
          "checkpointInterval",
          "contributionsCol",
          "featuresCol",
          "initialModel",
          "labelCol",
          "localMaxMB",
          "predictionCol",
          "validationIndicatorCol",
          "weightCol");

  private static final int FOLDER_BYTES = 8;
  private static final String SEPARATOR = ": ";

  /** Takes the settings of a stage, and what else is known of the fit. */
  static FitIdentity of(KANParams stage, Map<String, String> others) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("estimator", stage.getClass().getSimpleName());
    for (Param<?> param : stage.params()) {
      if (!IRRELEVANT.contains(param.name()) && stage.isDefined(param)) {
        facts.put(param.name(), KANParamSet.show(stage.getOrDefault(param)));
      }
    }
    facts.putAll(others);
    return new FitIdentity(facts);
  }

  /** Reads what {@link #text} returned. */
  static FitIdentity parse(String text) {
    Map<String, String> facts = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      int separator = line.indexOf(SEPARATOR);
      if (separator > 0) {
        facts.put(line.substring(0, separator), line.substring(separator + SEPARATOR.length()));
      }
    }
    return new FitIdentity(facts);
  }

  /** Returns one line a fact, for people too. */
  String text() {
    StringBuilder text = new StringBuilder();
    facts.forEach((name, value) -> text.append(name).append(SEPARATOR).append(value).append('\n'));
    return text.toString();
  }

  /** Returns a name for the folder of this fit. */
  String folderName() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text().getBytes(UTF_8));
      return "kan-" + HexFormat.of().formatHex(digest, 0, FOLDER_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Says in what another fit differs: "maxIter is 50, there 100". */
  List<String> differences(FitIdentity other) {
    List<String> differences = new ArrayList<>();
    Map<String, String> all = new LinkedHashMap<>(facts);
    other.facts.forEach(all::putIfAbsent);
    for (String name : all.keySet()) {
      String here = facts.getOrDefault(name, "not set");
      String there = other.facts.getOrDefault(name, "not set");
      if (!here.equals(there)) {
        differences.add("%s is %s, there %s".formatted(name, here, there));
      }
    }
    return differences;
  }
}
