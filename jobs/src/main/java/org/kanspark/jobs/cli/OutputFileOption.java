package org.kanspark.jobs.cli;

import java.util.Locale;
import org.apache.spark.sql.SparkSession;
import org.kanspark.jobs.output.OutputFile;
import picocli.CommandLine.Option;

/** Says which file a command writes. */
final class OutputFileOption {
  @Option(
      names = "--output",
      required = true,
      paramLabel = "PATH",
      description = "File to write; one that exists is replaced.")
  private String output = "";

  /** Returns the path as it was given. */
  String path() {
    return output;
  }

  /** Returns the name of the file without its folders. */
  String fileName() {
    return output.substring(output.lastIndexOf('/') + 1);
  }

  boolean endsWith(String extension) {
    return output.toLowerCase(Locale.ROOT).endsWith(extension);
  }

  void write(byte[] content, SparkSession spark) {
    OutputFile.write(output, content, spark.sparkContext().hadoopConfiguration());
  }
}
