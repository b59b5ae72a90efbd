package org.kanspark.jobs.article;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.kanspark.jobs.data.GeneratedRows;
import org.kanspark.jobs.error.UserError;
import org.kanspark.jobs.output.OutputFile;
import org.kanspark.jobs.output.OutputFolder;
import org.kanspark.jobs.picture.Png;
import org.kanspark.kernel.train.TrainingListener;

/** Runs the article's session with both solvers and writes a folder of results. */
public final class ArticleJob {
  static final String FUNCTION = "exp(cos(pi()*x1)+pow(x2,2))";
  static final int TRAIN_ROWS = 800;
  static final int TEST_ROWS = 200;

  private static final int PARTITIONS = 8;
  private static final double PNG_SCALE = 2;

  private final SparkSession spark;
  private final long seed;
  private final TrainingListener listener;

  /**
   * Prepares the job.
   *
   * @param seed of rows and starts
   * @param listener hears of every training step
   */
  public ArticleJob(SparkSession spark, long seed, TrainingListener listener) {
    this.spark = spark;
    this.seed = seed;
    this.listener = listener;
  }

  /**
   * Runs both sessions and writes pictures, {@code model/} (the last of the session with l-bfgs),
   * {@code metrics.json} and {@code report.html}.
   *
   * @param output folder to make
   * @param overwrite whether an earlier result there is replaced
   * @return a few lines that say how it went
   * @throws UserError if the folder exists or cannot be made
   * @throws IOException if the results cannot be written
   */
  public String run(String output, boolean overwrite) throws IOException {
    try (OutputFolder folder =
        OutputFolder.prepare(
            "--output", output, overwrite, spark.sparkContext().hadoopConfiguration())) {
      VectorAssembler assembler =
          new VectorAssembler().setInputCols(new String[] {"x1", "x2"}).setOutputCol("features");
      GeneratedRows source =
          GeneratedRows.of(FUNCTION, new double[] {0, 1}, new double[] {0, 1}).withSeed(seed);
      Dataset<Row> train = rows(assembler, source, 0, TRAIN_ROWS);
      Dataset<Row> test = rows(assembler, source, TRAIN_ROWS, TEST_ROWS);
      Map<String, List<Stage>> sessions = new LinkedHashMap<>();
      try {
        for (String solver : List.of("l-bfgs", "gauss-newton")) {
          sessions.put(solver, session(solver, train, test));
        }
      } finally {
        train.unpersist(true);
        test.unpersist(true);
      }
      write(folder, assembler, sessions);
      folder.commit();
      return ArticlePage.text(sessions, output);
    }
  }

  private Dataset<Row> rows(VectorAssembler assembler, GeneratedRows source, long from, int count) {
    return assembler
        .transform(source.rows(spark, from, count, PARTITIONS))
        .persist(StorageLevel.MEMORY_AND_DISK());
  }

  private List<Stage> session(String solver, Dataset<Row> train, Dataset<Row> test) {
    try {
      return ArticleSession.run(solver, seed, train, test, listener);
    } catch (IllegalArgumentException e) {
      throw new UserError("the session with " + solver + " ended early: " + e.getMessage(), e);
    }
  }

  private void write(
      OutputFolder folder, VectorAssembler assembler, Map<String, List<Stage>> sessions)
      throws IOException {
    for (Map.Entry<String, List<Stage>> session : sessions.entrySet()) {
      for (Stage stage : session.getValue()) {
        String name = pictureName(session.getKey(), stage);
        write(folder, name + ".svg", stage.svg().getBytes(StandardCharsets.UTF_8));
        write(folder, name + ".png", Png.of(stage.svg(), PNG_SCALE));
      }
    }
    List<Stage> article = sessions.values().iterator().next();
    Transformer[] transformers = {assembler, article.get(article.size() - 1).model()};
    new PipelineModel("article", List.of(transformers)).write().save(folder.entry("model"));
    folder.write("metrics.json", ArticleMetrics.of(sessions));
    folder.write("report.html", ArticlePage.html(sessions, seed));
  }

  /** Pictures of the article's own solver are {@code sparse.svg}; others say which it was. */
  static String pictureName(String solver, Stage stage) {
    return solver.equals("l-bfgs") ? stage.name() : solver + "-" + stage.name();
  }

  private void write(OutputFolder folder, String name, byte[] content) {
    OutputFile.write(folder.entry(name), content, spark.sparkContext().hadoopConfiguration());
  }
}
