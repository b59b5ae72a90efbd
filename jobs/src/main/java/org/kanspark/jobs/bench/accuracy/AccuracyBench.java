package org.kanspark.jobs.bench.accuracy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.kanspark.jobs.error.Names;
import org.kanspark.jobs.error.UserError;

/**
 * Measures accuracy, passes and seconds of chosen cases, for seeds 0, 1, … of each. Every seed is
 * that of the start, and draws the points of a formula anew.
 */
public final class AccuracyBench {
  /** Names the system property that holds the data folder. */
  public static final String DATA_PROPERTY = "kan.data";

  private final List<AccuracyCase> cases;
  private final List<AccuracyCase> absent;
  private final Path folder;
  private final int seeds;

  private AccuracyBench(
      List<AccuracyCase> cases, List<AccuracyCase> absent, Path folder, int seeds) {
    this.cases = cases;
    this.absent = absent;
    this.folder = folder;
    this.seeds = seeds;
  }

  /**
   * Chooses what to measure.
   *
   * @param names cases and groups of cases; empty for all
   * @param seeds number of seeds, at least 1
   * @param data data folder; null for that of {@value #DATA_PROPERTY}, or {@code ../shared/data}
   *     beside the repository
   * @throws UserError if a name is unknown, there are no seeds, or {@code data} is no folder
   */
  public static AccuracyBench of(List<String> names, int seeds, @Nullable Path data) {
    if (seeds < 1) {
      throw new UserError("--seeds " + seeds + " is not accepted: at least 1");
    }
    if (data != null && !Files.isDirectory(data)) {
      throw new UserError("--data " + data + " is no folder");
    }
    return on(select(names, all()), seeds, data == null ? defaultFolder() : data);
  }

  static AccuracyBench on(List<AccuracyCase> cases, int seeds, Path folder) {
    List<AccuracyCase> present = new ArrayList<>();
    List<AccuracyCase> absent = new ArrayList<>();
    for (AccuracyCase one : cases) {
      String file = one.problem().file();
      boolean there = file == null || Files.isReadable(folder.resolve(file));
      (there ? present : absent).add(one);
    }
    return new AccuracyBench(present, absent, folder, seeds);
  }

  static List<AccuracyCase> all() {
    return Stream.of(
            FormulaCases.all(),
            PaperCases.special(),
            PaperCases.feynman(),
            PaperCases.recovered(),
            TableCases.all())
        .flatMap(List::stream)
        .toList();
  }

  private static Path defaultFolder() {
    String set = System.getProperty(DATA_PROPERTY);
    return set == null || set.isEmpty()
        ? Path.of(System.getProperty("kan.home", "")).resolve("../shared/data").normalize()
        : Path.of(set);
  }

  /** Returns the cases with these names or of groups with these names, in the order of the list. */
  static List<AccuracyCase> select(List<String> names, List<AccuracyCase> cases) {
    Set<String> groups = new LinkedHashSet<>();
    Set<String> single = new LinkedHashSet<>();
    for (AccuracyCase one : cases) {
      groups.add(one.group());
      single.add(one.name());
    }
    Set<String> accepted = new TreeSet<>(groups);
    accepted.addAll(single);
    for (String name : names) {
      if (!accepted.contains(name)) {
        String hint = Names.suggestion(name, accepted);
        throw new UserError(
            "--case "
                + name
                + " is unknown"
                + (hint.isEmpty() ? "." : hint)
                + " Accepted: the groups "
                + String.join(", ", groups)
                + ", and of them "
                + String.join(", ", single));
      }
    }
    return cases.stream()
        .filter(one -> names.isEmpty() || names.contains(one.name()) || names.contains(one.group()))
        .toList();
  }

  /**
   * Returns one line on the cases that cannot run for want of their file; empty if there is none.
   */
  public String skipped() {
    if (absent.isEmpty()) {
      return "";
    }
    return "skipped: the data of "
        + absent.size()
        + (absent.size() == 1 ? " case (" : " cases (")
        + String.join(", ", new LinkedHashSet<>(absent.stream().map(AccuracyCase::group).toList()))
        + ") is not in "
        + folder
        + "; --data DIR names another folder";
  }

  /** Returns whether no case can run. */
  public boolean isEmpty() {
    return cases.isEmpty();
  }

  /**
   * Measures.
   *
   * @param spark session to train on
   * @param json whether lines are JSON objects, one a case; otherwise a table and its summary
   * @param lines receives each line as soon as it is known
   */
  public void run(SparkSession spark, boolean json, Consumer<String> lines) {
    Machine machine = Machine.of(spark);
    List<CaseResult> results = new ArrayList<>();
    if (!json) {
      lines.accept(AccuracyTable.header());
    }
    for (AccuracyCase one : cases) {
      CaseResult result =
          new CaseResult(
              one,
              IntStream.range(0, seeds)
                  .mapToObj(seed -> CaseRun.of(one, spark, folder, seed))
                  .toList());
      results.add(result);
      lines.accept(json ? AccuracyJson.line(result, machine) : AccuracyTable.row(result));
    }
    if (!json) {
      lines.accept("");
      AccuracyTable.summary(results).forEach(lines);
    }
  }
}
