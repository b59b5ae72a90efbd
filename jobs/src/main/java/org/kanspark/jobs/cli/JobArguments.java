package org.kanspark.jobs.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kanspark.jobs.config.JobSettings;
import org.kanspark.jobs.error.UserError;
import picocli.CommandLine.Parameters;

/** Names the configuration of a job, and settings that win over it. */
final class JobArguments {
  private static final Pattern DATA = Pattern.compile("(?i)[^=]*\\.(csv|parquet)(\\.gz)?");

  @Parameters(index = "0", paramLabel = "CONF", description = "File of settings (HOCON).")
  private Path conf = Path.of("");

  @Parameters(
      index = "1..*",
      paramLabel = "key=value",
      description = "Settings that win over the file's, such as model.params.gridSize=10.")
  private List<String> overrides = new ArrayList<>();

  /**
   * Reads the settings.
   *
   * @throws org.kanspark.jobs.error.UserError if they cannot be read or are not accepted
   */
  JobSettings settings() {
    if (DATA.matcher(conf.toString()).matches()) {
      throw new UserError(
          conf
              + " is data, and a job is a file of settings: write one with input.path, input.label"
              + " and output.path");
    }
    return JobSettings.load(conf, overrides, JobArguments::substitution);
  }

  /** Returns the name of the configuration's file. */
  String name() {
    return String.valueOf(conf.getFileName());
  }

  /** The launcher tells where it lies by a property; under spark-submit the environment may. */
  private static @Nullable String substitution(String name) {
    if (name.equals("KAN_HOME")) {
      String home = System.getProperty("kan.home");
      if (home != null) {
        return home;
      }
    }
    return System.getenv(name);
  }
}
