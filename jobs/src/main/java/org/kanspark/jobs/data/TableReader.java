package org.kanspark.jobs.data;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.kanspark.jobs.error.UserError;

/**
 * Reads csv, parquet and json files and tables of the session's catalog.
 *
 * <p>Csv columns are read as text and turned into numbers later, where a value that is none can be
 * named. That also spares the reading that Spark's schema inference costs, and keeps categories as
 * they are written: "01" stays apart from "1". Fields are separated by commas; where the first line
 * has none, by the semicolons or tabs that it has.
 */
public final class TableReader {
  private static final String MALFORMED = "__malformed_line";
  private static final String COMMA = ",";
  private static final List<String> OTHER_SEPARATORS = List.of(";", "\t");

  private final SparkSession spark;

  /** Makes a reader for one session. */
  public TableReader(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * Opens a source.
   *
   * @param path file, folder or pattern, or table name
   * @param format csv, parquet, json, table, or null to tell by the file's name
   * @param header whether csv files begin with column names
   * @throws UserError if there is no such file or table, or it has no columns
   */
  public Table read(String path, @Nullable String format, boolean header) {
    String actual = format == null ? guessFormat(path) : format;
    Table table =
        switch (actual) {
          case "table" -> new Table(table(path), null, "table " + path);
          case "csv" -> csv(requireFile(path), header);
          case "parquet", "json" ->
              new Table(spark.read().format(actual).load(requireFile(path)), null, path);
          default -> throw new IllegalArgumentException("no reader for format " + actual);
        };
    if (table.rows().columns().length == 0) {
      throw new UserError(path + " is empty: it has no columns and no rows");
    }
    return table;
  }

  /**
   * Tells the format of a file by its name, of a folder by the names in it; csv where they do not
   * tell.
   *
   * @throws UserError if there is no such file
   */
  public String guessFormat(String path) {
    String own = formatOf(path);
    if (own != null) {
      return own;
    }
    for (FileStatus file : list(path)) {
      String found = formatOf(file.getPath().getName());
      if (found != null) {
        return found;
      }
    }
    return "csv";
  }

  private static @Nullable String formatOf(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".parquet")) {
      return "parquet";
    }
    String plain = lower.replaceFirst("\\.(gz|bz2|zst|zstd|snappy|lz4|xz|deflate)$", "");
    if (plain.endsWith(".json") || plain.endsWith(".jsonl") || plain.endsWith(".ndjson")) {
      return "json";
    }
    return plain.endsWith(".csv") ? "csv" : null;
  }

  private Dataset<Row> table(String name) {
    if (!spark.catalog().tableExists(name)) {
      throw new UserError("there is no table " + name + " in this session's catalog");
    }
    return spark.table(name);
  }

  private Table csv(String path, boolean header) {
    Dataset<Row> commas = csvReader(header, COMMA).csv(path);
    String separator = separator(commas, header);
    if (header) {
      requireDistinctNames(path, separator);
    }
    Dataset<Row> texts = separator.equals(COMMA) ? commas : csvReader(header, separator).csv(path);
    if (texts.columns().length == 0) {
      return new Table(texts, null, path);
    }
    DataFrameReader marking =
        csvReader(header, separator)
            .schema(texts.schema().add(MALFORMED, DataTypes.StringType))
            .option("columnNameOfCorruptRecord", MALFORMED)
            // With pruning a line's fields are not counted unless every column is asked for.
            .option("columnPruning", false);
    return new Table(marking.csv(path), MALFORMED, path);
  }

  /** Refuses a header that gives two columns one name: Spark would rename them without a word. */
  private void requireDistinctNames(String path, String separator) {
    for (Row names : csvReader(false, separator).csv(path).limit(1).collectAsList()) {
      Set<String> seen = new HashSet<>();
      for (int c = 0; c < names.length(); c++) {
        String name = names.getString(c);
        if (name != null && !seen.add(name.toLowerCase(Locale.ROOT))) {
          throw new UserError(
              path
                  + ": the header has column \""
                  + name
                  + "\" twice, accepted: names that differ in more than case"
                  + (ColumnNames.NUMBER.test(name) ? ColumnNames.NO_HEADER : ""));
        }
      }
    }
  }

  /** Tells the separator of a table that was read as if it were commas. */
  private static String separator(Dataset<Row> commas, boolean header) {
    if (commas.columns().length == 1) {
      String line = header ? commas.columns()[0] : String.valueOf(commas.head().get(0));
      for (String separator : OTHER_SEPARATORS) {
        if (line.contains(separator)) {
          return separator;
        }
      }
    }
    return COMMA;
  }

  private DataFrameReader csvReader(boolean header, String separator) {
    return spark
        .read()
        .option("header", header)
        .option("sep", separator)
        .option("escape", "\"")
        .option("ignoreLeadingWhiteSpace", true)
        .option("ignoreTrailingWhiteSpace", true);
  }

  private String requireFile(String path) {
    list(path);
    return path;
  }

  /** Lists a folder, or what a pattern matches; a single file is its own list. */
  private FileStatus[] list(String path) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    try {
      Path pattern = new Path(path);
      FileStatus[] found =
          Optional.ofNullable(pattern.getFileSystem(hadoop).globStatus(pattern))
              .orElse(new FileStatus[0]);
      if (found.length == 0) {
        throw new UserError("no such file: " + path);
      }
      return found.length == 1 && found[0].isDirectory()
          ? pattern.getFileSystem(hadoop).listStatus(found[0].getPath())
          : found;
    } catch (IOException | IllegalArgumentException e) {
      throw new UserError("cannot read " + path + ": " + e.getMessage(), e);
    }
  }
}
