package org.kanspark.jobs.config;

/**
 * Says where the results go.
 *
 * @param path folder that gets {@code model/}, {@code metrics.json} and {@code report.html}
 * @param overwrite whether an earlier result there is replaced
 */
public record OutputSettings(String path, boolean overwrite) {

  static OutputSettings read(Section section) {
    return new OutputSettings(section.requiredText("path"), section.flag("overwrite", false));
  }
}
