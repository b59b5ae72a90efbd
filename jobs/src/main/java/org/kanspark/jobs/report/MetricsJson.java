package org.kanspark.jobs.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes results as JSON. A number that is not finite, which JSON cannot hold, becomes null. */
public final class MetricsJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private MetricsJson() {}

  /** Returns the text of {@code metrics.json}, indented. */
  public static String of(TrainingReport report) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("task", report.task());
    ObjectNode rows = json.putObject("rows");
    rows.put("train", report.train().rows());
    if (report.fit().validationRows() > 0) {
      rows.put("validation", report.fit().validationRows());
    }
    rows.put("test", report.test() == null ? 0 : report.test().rows());
    var layers = json.putArray("layers");
    for (int width : report.layers()) {
      layers.add(width);
    }
    json.put("parameters", report.parameters());
    put(json, report.fit());
    json.set("train", scores(report.train()));
    json.set("test", report.test() == null ? null : scores(report.test()));
    ObjectNode seconds = json.putObject("seconds");
    put(seconds, "load", report.seconds().load());
    put(seconds, "fit", report.seconds().fit());
    put(seconds, "total", report.seconds().total());
    json.put("kernel", report.kernel());
    ObjectNode provenance = json.putObject("provenance");
    report.provenance().forEach(provenance::put);
    return write(json, true) + "\n";
  }

  private static void put(ObjectNode json, TrainingReport.Fit fit) {
    json.put("solver", fit.solver());
    json.put("iterations", fit.iterations());
    json.put("passes", fit.passes());
    ObjectNode evaluations = json.putObject("evaluations");
    put(evaluations, "forward", fit.forward());
    put(evaluations, "gradient", fit.gradient());
    put(evaluations, "curvature", fit.curvature());
    var objective = json.putArray("objectiveHistory");
    for (double value : fit.objective()) {
      objective.add(value);
    }
    if (fit.validation().length > 0) {
      json.put("keptIteration", fit.kept());
      var validation = json.putArray("validationHistory");
      for (double value : fit.validation()) {
        validation.add(value);
      }
    }
    ObjectNode terms = json.putObject("objectiveTerms");
    put(terms, "loss", fit.terms().loss());
    put(terms, "l1", fit.terms().l1());
    put(terms, "entropy", fit.terms().entropy());
    put(terms, "smoothness", fit.terms().smoothness());
    if (fit.terms().shrinkage() > 0) {
      put(terms, "shrinkage", fit.terms().shrinkage());
    }
  }

  /** Returns scores as one JSON object on one line, with the number of rows. */
  public static String line(Scores scores) {
    ObjectNode json = scores(scores);
    json.put("rows", scores.rows());
    return write(json, false);
  }

  private static ObjectNode scores(Scores scores) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    scores.metrics().forEach(metric -> put(json, metric.key(), metric.value()));
    return json;
  }

  static void put(ObjectNode json, String key, double value) {
    if (Double.isFinite(value)) {
      json.put(key, value);
    } else {
      json.putNull(key);
    }
  }

  private static String write(ObjectNode json, boolean indent) {
    try {
      return (indent ? MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT) : MAPPER.writer())
          .writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of numbers and texts cannot be written", e);
    }
  }
}
