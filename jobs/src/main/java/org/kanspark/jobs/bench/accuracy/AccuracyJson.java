package org.kanspark.jobs.bench.accuracy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;

/** Writes the result of a case as one JSON object; a number that is not finite becomes null. */
final class AccuracyJson {
  private AccuracyJson() {}

  /** Returns the line of a case on a machine. */
  static String line(CaseResult result, Machine machine) {
    AccuracyCase what = result.what();
    SeedResult median = result.median();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("bench", "accuracy");
    json.put("case", what.name());
    json.put("group", what.group());
    put(json.putArray("layers"), what.layers());
    json.put("grid", median.grid());
    put(json.putArray("grids"), what.grids().grids());
    json.put("rows", median.rows());
    json.put("testRows", median.testRows());
    json.put("parameters", median.parameters());
    json.put("measure", what.measure().key());
    put(json, "rmse", median.rmse());
    put(json, "worstRmse", result.worst().rmse());
    if (what.measure() != Measure.RMSE) {
      put(json, what.measure().key(), median.score());
    }
    put(json, "median", median.score());
    put(json, "worst", result.worst().score());
    json.put("seed", median.seed());
    json.put("passes", median.cost().passes());
    json.put("worstPasses", result.mostPasses());
    evaluations(json, median);
    put(json, "seconds", median.cost().seconds());
    put(json, "published", what.published().score());
    json.put("source", what.published().source());
    goal(json, result);
    put(json, median, what, machine);
    ArrayNode runs = json.putArray("runs");
    result.runs().forEach(run -> runs.add(run(run, what)));
    return json.toString();
  }

  private static void goal(ObjectNode json, CaseResult result) {
    Goal goal = result.what().goal();
    put(json, "target", goal.median());
    put(json, "targetWorst", goal.worst());
    if (goal.passes() > 0) {
      json.put("targetPasses", goal.passes());
    }
    put(json, "aim", goal.aim());
    json.put("reached", result.reached());
    ArrayNode missed = json.putArray("missed");
    result.missed().forEach(missed::add);
  }

  /** Puts the numbers that all lines of the benchmark have: a reading counts as one evaluation. */
  private static void put(ObjectNode json, SeedResult median, AccuracyCase what, Machine machine) {
    double rowsPerSecond = median.rows() * median.cost().passes() / median.cost().seconds();
    double edgesPerSecond = rowsPerSecond * edges(what.layers());
    json.put("kernel", machine.kernel());
    json.put("threads", machine.threads());
    put(json, "rowsPerSecond", rowsPerSecond);
    put(json, "edgesPerSecond", edgesPerSecond);
    put(json, "peakFmaPerSecond", machine.peakFmaPerSecond());
    put(json, "fmaFraction", machine.fmaFraction(edgesPerSecond));
  }

  private static ObjectNode run(SeedResult run, AccuracyCase what) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("seed", run.seed());
    json.put("grid", run.grid());
    put(json, "rmse", run.rmse());
    if (what.measure() != Measure.RMSE) {
      put(json, what.measure().key(), run.score());
    }
    if (run.rmseByGrid().length > 0) {
      put(json.putArray("rmseByGrid"), run.rmseByGrid());
      put(json.putArray("slopes"), Slopes.between(what.grids().grids(), run.rmseByGrid()));
    }
    if (run.validationByGrid().length > 0) {
      put(json.putArray("validationRmse"), run.validationByGrid());
    }
    json.put("passes", run.cost().passes());
    json.put("searchPasses", run.searchPasses());
    evaluations(json, run);
    put(json, "seconds", run.cost().seconds());
    json.put("solver", run.solver());
    return json;
  }

  private static void evaluations(ObjectNode json, SeedResult run) {
    ObjectNode evaluations = json.putObject("evaluations");
    put(evaluations, "forward", run.cost().forward());
    put(evaluations, "gradient", run.cost().gradient());
    put(evaluations, "curvature", run.cost().curvature());
  }

  private static long edges(int[] layers) {
    long edges = 0;
    for (int l = 0; l + 1 < layers.length; l++) {
      edges += (long) layers[l] * layers[l + 1];
    }
    return edges;
  }

  private static void put(ArrayNode array, int[] values) {
    Arrays.stream(values).forEach(array::add);
  }

  private static void put(ArrayNode array, double[] values) {
    for (double value : values) {
      if (Double.isFinite(value)) {
        array.add(value);
      } else {
        array.addNull();
      }
    }
  }

  private static void put(ObjectNode json, String key, double value) {
    if (Double.isFinite(value)) {
      json.put(key, value);
    } else {
      json.putNull(key);
    }
  }
}
