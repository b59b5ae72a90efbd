package org.kanspark.jobs.config;

import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Map;

/**
 * Says what is trained.
 *
 * @param task {@code regression} or {@code classification}
 * @param params values for the estimator's params by name, still as written
 */
public record ModelSettings(String task, Map<String, ConfigValue> params) {
  private static final String REGRESSION = "regression";
  private static final String CLASSIFICATION = "classification";
  private static final List<String> TASKS = List.of(REGRESSION, CLASSIFICATION);

  /** Returns whether labels are classes. */
  public boolean isClassification() {
    return task.equals(CLASSIFICATION);
  }

  static ModelSettings read(Section section) {
    return new ModelSettings(
        section.choice("task", TASKS, REGRESSION), section.section("params").values());
  }
}
