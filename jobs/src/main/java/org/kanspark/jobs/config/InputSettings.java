package org.kanspark.jobs.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says where the rows come from and how they are divided.
 *
 * @param path file, folder, or table name where the format is {@code table}; null where rows are
 *     generated
 * @param generate how rows are computed; null where they are read
 * @param format {@code csv}, {@code parquet}, {@code json} or {@code table}; null where the file's
 *     name tells
 * @param header whether csv files begin with column names
 * @param label column to predict
 * @param features column names; {@code *} stands for all columns without a role, {@code -name}
 *     takes one out
 * @param categorical features whose values are names, not numbers
 * @param weight column of row weights, or null
 * @param testFraction part of the rows held back, 0 &lt;= testFraction &lt; 1
 * @param splitColumn column of the words train and test that divides the rows instead, or null
 * @param seed seed of the division into test, training and partitions, and of generated rows
 * @param partitions number of partitions, or null to choose by size
 * @param shuffle whether rows are redistributed, so that partitions do not depend on files and
 *     cores
 */
public record InputSettings(
    @Nullable String path,
    @Nullable GenerateSettings generate,
    @Nullable String format,
    boolean header,
    String label,
    List<String> features,
    List<String> categorical,
    @Nullable String weight,
    double testFraction,
    @Nullable String splitColumn,
    long seed,
    @Nullable Integer partitions,
    boolean shuffle) {

  /** The formats that can be read. */
  public static final List<String> FORMATS = List.of("csv", "parquet", "json", "table");

  private static final double DEFAULT_TEST_FRACTION = 0.2;

  static InputSettings read(Section section) {
    boolean generated = section.has("generate");
    if (generated == section.has("path")) {
      throw section.wrong(
          generated ? "generate" : "path",
          generated
              ? "input.path and input.generate are both given: one of them is needed"
              : "input.path is missing (or input.generate, for computed rows)");
    }
    GenerateSettings generate =
        generated ? GenerateSettings.read(section.section("generate")) : null;
    double fraction = section.number("testFraction", DEFAULT_TEST_FRACTION);
    if (!(fraction >= 0 && fraction < 1)) {
      throw section.notAccepted("testFraction", "a number from 0 (train on everything) to below 1");
    }
    requireOneDivision(section, generate, fraction);
    return new InputSettings(
        generated ? null : section.requiredText("path"),
        generate,
        section.has("format") ? section.choice("format", FORMATS, "csv") : null,
        section.flag("header", true),
        generated ? section.text("label", "y") : section.requiredText("label"),
        section.names("features", List.of("*")),
        section.names("categorical", List.of()),
        section.optionalText("weight"),
        fraction,
        section.optionalText("splitColumn"),
        section.whole("seed", 0, Long.MIN_VALUE, Long.MAX_VALUE),
        section.has("partitions") ? (int) section.requiredWhole("partitions", 1, 1_000_000) : null,
        section.flag("shuffle", !generated));
  }

  /** A testFraction beside another way to choose the test rows would be silently without effect. */
  private static void requireOneDivision(
      Section section, @Nullable GenerateSettings generate, double fraction) {
    boolean given = section.has("testFraction") && fraction != 0;
    if (given && generate != null && generate.testRows() != null) {
      throw section.notAccepted(
          "testFraction",
          "0 (train on everything) beside generate.testRows, which sets the number");
    }
    if (given && section.has("splitColumn")) {
      throw section.notAccepted(
          "testFraction", "no value beside splitColumn, which says for each row where it belongs");
    }
  }
}
