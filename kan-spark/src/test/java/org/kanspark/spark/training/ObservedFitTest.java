package org.kanspark.spark.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kanspark.regression.KANRegressionModel;
import org.kanspark.regression.KANRegressor;
import org.kanspark.spark.Logged;
import org.kanspark.spark.TestSpark;
import scala.jdk.javaapi.CollectionConverters;

/** Reads of a fit what a person sees of it in the Spark UI and in the log. */
class ObservedFitTest {
  private static final int ROWS = 300;
  private static final String OWN = "the user's own description";
  private static final Pattern PASS =
      Pattern.compile("kan_seen: pass (\\d+) after step (\\d+), grid 5(?:, loss (\\S+))?");
  private static final Pattern COST =
      Pattern.compile(
          "kan_seen: passes: (\\d+) on executors \\((\\d+) rows read in (\\S+) s, (\\S+) s of it in"
              + " the kernel on 2 cores\\), (\\d+) in the driver \\((\\S+) s\\);"
              + " broadcast (\\S+) MB, aggregated (\\S+) MB");

  private final SparkContext context = TestSpark.session().sparkContext();
  private final Watching watching = new Watching();
  private Logged logged;

  private static final class Watching extends SparkListener {
    private final List<String> descriptions = new CopyOnWriteArrayList<>();
    private final Map<String, Double> counts = new ConcurrentHashMap<>();

    @Override
    public void onJobStart(SparkListenerJobStart start) {
      descriptions.add(String.valueOf(start.properties().getProperty("spark.job.description")));
    }

    @Override
    public void onStageCompleted(SparkListenerStageCompleted completed) {
      for (AccumulableInfo count :
          CollectionConverters.asJava(completed.stageInfo().accumulables()).values()) {
        if (count.name().isDefined() && count.name().get().startsWith("kan: ")) {
          double value = Double.parseDouble(count.value().get().toString());
          counts.merge(count.name().get(), value, Math::max);
        }
      }
    }
  }

  @BeforeEach
  void watch() {
    context.addSparkListener(watching);
    logged = new Logged("org.kanspark.training");
  }

  @AfterEach
  void leave() {
    logged.close();
    context.removeSparkListener(watching);
    context.setJobDescription(null);
  }

  private KANRegressionModel fit(double localMaxMB) throws Exception {
    Dataset<Row> rows =
        TestSpark.frame(TestSpark.deal(TestSpark.wave(ROWS), 2, 0, 1), TestSpark.SCHEMA);
    KANRegressor regressor =
        new KANRegressor("kan_seen")
            .setSolver("l-bfgs")
            .setMaxIter(6)
            .setTol(0)
            .setLocalMaxMB(localMaxMB);
    context.setJobDescription(OWN);
    KANRegressionModel model = regressor.fit(rows);
    context.listenerBus().waitUntilEmpty();
    return model;
  }

  private MatchResult cost() {
    List<MatchResult> lines =
        logged.lines().stream().flatMap(line -> COST.matcher(line).results()).toList();
    assertThat(lines).as("%s", logged.lines()).hasSize(1);
    return lines.get(0);
  }

  @Test
  void jobsSayWhereTrainingStands() throws Exception {
    KANRegressionModel model = fit(0);

    assertThat(watching.descriptions)
        .contains("kan_seen: statistics of the rows", "kan_seen: statistics of the edges");
    List<MatchResult> passes =
        watching.descriptions.stream().flatMap(line -> PASS.matcher(line).results()).toList();
    assertThat(passes).hasSizeGreaterThan(model.summary().totalIterations());
    assertThat(passes).extracting(pass -> Integer.parseInt(pass.group(1))).isSorted();
    double[] objective = model.summary().objectiveHistory();
    for (MatchResult pass : passes.subList(1, passes.size())) {
      int step = Integer.parseInt(pass.group(2));
      assertThat(pass.group(3)).isEqualTo(String.format(Locale.ROOT, "%.6g", objective[step]));
    }
  }

  @Test
  void theUsersDescriptionIsPutBack() throws Exception {
    fit(0);
    assertThat(context.getLocalProperty("spark.job.description")).isEqualTo(OWN);
  }

  @Test
  void tasksCountRowsAndTimeAndBytes() throws Exception {
    KANRegressionModel model = fit(0);

    int passes = model.summary().passes();
    assertThat(watching.counts.get("kan: rows")).isEqualTo((double) passes * ROWS);
    assertThat(watching.counts.get("kan: ms in the kernel")).isPositive();
    int parameters = model.kanModel().network().parameterCount();
    // Two partitions have rows, and send a gradient in most passes.
    assertThat(watching.counts.get("kan: bytes of sums"))
        .isGreaterThan(2.0 * (passes - 2) * parameters * Double.BYTES);
    MatchResult cost = cost();
    assertThat(cost.group(1)).isEqualTo("" + passes);
    assertThat(cost.group(2)).isEqualTo("" + passes * ROWS);
    assertThat(Double.parseDouble(cost.group(3))).isPositive();
    assertThat(cost.group(5)).isEqualTo("0");
    assertThat(Double.parseDouble(cost.group(7))).isPositive();
    assertThat(Double.parseDouble(cost.group(8))).isPositive();
  }

  @Test
  void passesInTheDriverAreToldApart() throws Exception {
    KANRegressionModel model = fit(32);

    MatchResult cost = cost();
    assertThat(cost.group(1)).isEqualTo("1");
    assertThat(cost.group(2)).isEqualTo("" + ROWS);
    assertThat(cost.group(5)).isEqualTo("" + (model.summary().passes() - 1));
  }
}
