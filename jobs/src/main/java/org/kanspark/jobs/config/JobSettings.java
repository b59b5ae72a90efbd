package org.kanspark.jobs.config;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Holds all settings of one training job.
 *
 * @param input where the rows come from and how they are divided
 * @param model what is trained
 * @param output where the results go
 * @param compare what {@code kan compare} sets beside the model
 * @param resolved the settings as read, overrides and substitutions applied, for the report
 */
public record JobSettings(
    InputSettings input,
    ModelSettings model,
    OutputSettings output,
    CompareSettings compare,
    Config resolved) {

  /**
   * Reads a configuration.
   *
   * @param file the HOCON file
   * @param overrides {@code key=value} settings that win over the file's
   * @param substitutions gives the value of {@code ${NAME}}, or null where it has none
   * @throws org.kanspark.jobs.error.UserError if the file cannot be read, a key is unknown, or a
   *     value is not accepted
   */
  public static JobSettings load(
      Path file, List<String> overrides, Function<String, @Nullable String> substitutions) {
    Config config = SettingsFile.read(file, overrides, substitutions);
    SettingsKeys.requireKnown(config.root());
    Section root = new Section(config, "");
    return new JobSettings(
        InputSettings.read(root.section("input")),
        ModelSettings.read(root.section("model")),
        OutputSettings.read(root.section("output")),
        CompareSettings.read(root.section(CompareSettings.SECTION)),
        config);
  }
}
