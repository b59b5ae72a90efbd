package org.kanspark.jobs.article;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.kanspark.jobs.report.RegressionScores;
import org.kanspark.jobs.session.Versions;
import org.kanspark.kernel.ops.Kernels;
import org.kanspark.kernel.penalty.ObjectiveTerms;
import org.kanspark.spark.summary.KANTrainingSummary;

/**
 * Writes {@code metrics.json}: the keys of a training for the saved model, and all stages of both
 * sessions under {@code sessions}.
 */
final class ArticleMetrics {
  private ArticleMetrics() {}

  static String of(Map<String, List<Stage>> sessions) {
    List<Stage> article = sessions.values().iterator().next();
    Stage last = article.get(article.size() - 1);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("task", "regression");
    ObjectNode rows = json.putObject("rows");
    rows.put("train", last.train().rows());
    rows.put("test", last.test().rows());
    describe(json, last);
    ObjectNode seconds = json.putObject("seconds");
    seconds.put("fit", fitSeconds(article));
    json.put("kernel", Kernels.get().description());
    ObjectNode all = json.putObject("sessions");
    sessions.forEach(
        (solver, stages) -> {
          ObjectNode session = all.putObject(solver);
          session.put("fitSeconds", fitSeconds(stages));
          ObjectNode each = session.putObject("stages");
          stages.forEach(stage -> describe(each.putObject(stage.name()), stage));
        });
    ObjectNode provenance = json.putObject("provenance");
    Versions.all().forEach(provenance::put);
    try {
      return new ObjectMapper()
              .writer()
              .with(SerializationFeature.INDENT_OUTPUT)
              .writeValueAsString(json)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the seconds of all trainings of a session. */
  static double fitSeconds(List<Stage> stages) {
    return stages.stream().mapToDouble(Stage::seconds).sum();
  }

  private static void describe(ObjectNode json, Stage stage) {
    var layers = json.putArray("layers");
    for (int width : stage.widths()) {
      layers.add(width);
    }
    json.put("parameters", stage.parameters());
    KANTrainingSummary summary = stage.summary();
    if (summary != null) {
      json.put("solver", summary.solver());
      json.put("iterations", summary.totalIterations());
      json.put("passes", summary.passes());
      ObjectNode evaluations = json.putObject("evaluations");
      evaluations.put("forward", summary.forwardEvaluations());
      evaluations.put("gradient", summary.gradientEvaluations());
      evaluations.put("curvature", summary.curvatureEvaluations());
      var objective = json.putArray("objectiveHistory");
      for (double value : summary.objectiveHistory()) {
        objective.add(value);
      }
      List<ObjectiveTerms> terms = summary.objectiveTerms();
      json.putPOJO("objectiveTerms", terms.get(terms.size() - 1));
    }
    scores(json.putObject("train"), stage.train());
    scores(json.putObject("test"), stage.test());
  }

  private static void scores(ObjectNode json, RegressionScores scores) {
    json.put("rmse", scores.rmse());
    json.put("mae", scores.mae());
    json.put("r2", scores.r2());
  }
}
