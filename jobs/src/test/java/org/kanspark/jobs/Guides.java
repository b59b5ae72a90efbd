package org.kanspark.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.kanspark.jobs.data.GeneratedRows;

/** Reads the README and the guides. */
final class Guides {
  /** The folder of this repository. */
  static final Path HOME = Path.of(System.getProperty("kan.home", ".."));

  /** The folder of the guides. */
  static final Path DOCS = HOME.resolve("jobs/docs");

  private Guides() {}

  /** Lists all pages. */
  static List<Path> all() throws IOException {
    List<Path> pages =
        new ArrayList<>(
            List.of(
                HOME.resolve("README.md"),
                HOME.resolve("kan-kernel/README.md"),
                HOME.resolve("jobs/data/README.md")));
    try (Stream<Path> files = Files.list(DOCS)) {
      files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
  }

  /** Returns the fenced blocks of a page in a language, the empty one for blocks without. */
  static List<String> blocks(Path page, String language) throws IOException {
    Matcher fence = Pattern.compile("(?ms)^```(\\w*)\n(.*?)^```").matcher(Files.readString(page));
    List<String> blocks = new ArrayList<>();
    while (fence.find()) {
      if (fence.group(1).equals(language)) {
        blocks.add(fence.group(2));
      }
    }
    return blocks;
  }

  /** Splits a line of a shell into words, at blanks outside of single and double quotes. */
  static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = Pattern.compile("(?:[^\\s'\"]|'[^']*'|\"[^\"]*\")+").matcher(line);
    while (word.find() && !word.group().startsWith("#")) {
      words.add(word.group().replaceAll("'([^']*)'|\"([^\"]*)\"", "$1$2"));
    }
    return words;
  }

  /** Returns rows of a formula of x1 and x2 in [-1, 1], these as features, its value as y. */
  static Dataset<Row> table(String formula, long rows) {
    return new VectorAssembler()
        .setInputCols(new String[] {"x1", "x2"})
        .setOutputCol("features")
        .transform(
            GeneratedRows.of(formula, new double[] {-1, 1}, new double[] {-1, 1})
                .rows(TestSpark.session(), 0, rows, 2));
  }
}
