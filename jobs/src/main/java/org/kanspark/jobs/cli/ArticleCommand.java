package org.kanspark.jobs.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.kanspark.jobs.article.ArticleJob;
import org.kanspark.jobs.session.Session;
import org.kanspark.spark.progress.LoggingListener;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the article's session. */
@Command(
    name = "article",
    description = {
      "Runs the session of the article that introduced KANs.",
      "With both solvers it trains a sparse network, prunes it, trains on, refines; draws each",
      "stage and writes a report."
    })
final class ArticleCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Folder to make; gets pictures, model/, metrics.json and report.html.")
  private String output = "";

  @Option(
      names = "--overwrite",
      description = "Replace an earlier result there, once the new one is complete.")
  private boolean overwrite;

  @Option(
      names = "--seed",
      paramLabel = "n",
      defaultValue = "0",
      description = "Seed of the rows and of the start; 0 by default.")
  private long seed;

  ArticleCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    try (Session session = Session.open("kan article")) {
      ArticleJob job =
          new ArticleJob(
              session.spark(), seed, step -> console.err().println(LoggingListener.line(step)));
      String text = job.run(output, overwrite);
      console.interruption().written(output);
      console.out().print(text);
    }
    return 0;
  }
}
