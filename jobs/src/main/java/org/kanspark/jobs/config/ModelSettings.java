package org.kanspark.jobs.config;

import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Map;

/**
 * Says what is trained.
 *
 * @param task {@code regression}
 * @param params values for the estimator's params by name, still as written
 */
public record ModelSettings(String task, Map<String, ConfigValue> params) {
  private static final List<String> TASKS = List.of("regression");

  static ModelSettings read(Section section) {
    return new ModelSettings(
        section.choice("task", TASKS, "regression"), section.section("params").values());
  }
}
