package org.kanspark.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.kanspark.jobs.cluster.ClusterFolder;
import org.kanspark.jobs.cluster.ClusterSize;
import org.kanspark.jobs.cluster.StandaloneCluster;
import org.kanspark.jobs.error.UserError;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Brings up a cluster on this machine, or takes it down. */
@Command(
    name = "cluster",
    description = "Starts or stops a standalone Spark cluster on this machine, to try things out.",
    synopsisSubcommandLabel = "start|stop")
final class ClusterCommand implements Runnable {
  private static final String JARS_PROPERTY = "kan.sparkJars";
  private static final String FOLDER = ".kan/cluster";

  private final Console console;
  @Spec private @Nullable CommandSpec spec;

  ClusterCommand(Console console) {
    this.console = console;
  }

  /** Runs where neither start nor stop is given. */
  @Override
  public void run() {
    CommandLine self = spec == null ? new CommandLine(this) : spec.commandLine();
    throw new ParameterException(self, "kan cluster start, or kan cluster stop");
  }

  @Command(
      name = "start",
      description = {
        "Starts a master and workers, and prints the URL for --master.",
        "They run until kan cluster stop."
      })
  int start(
      @Option(names = "--workers", defaultValue = "2", description = "Workers, 2 by default.")
          int workers,
      @Option(names = "--cores", defaultValue = "1", description = "Cores of each, 1 by default.")
          int cores,
      @Option(
              names = "--memory",
              defaultValue = "2g",
              description = "Memory of each for executors, 2g by default.")
          String memory,
      @Option(
              names = "--port",
              defaultValue = "7077",
              description = "Where the master listens, 7077 by default.")
          int port,
      @Option(names = "--dir", description = "Folder of its logs and files, ~/.kan/cluster.")
          @Nullable Path dir)
      throws IOException, InterruptedException {
    ClusterSize size = new ClusterSize(workers, cores, memory, port);
    String jars = System.getProperty(JARS_PROPERTY);
    if (jars == null || jars.isEmpty()) {
      throw new UserError("kan cluster runs from jobs/bin/kan, which knows where Spark's jars are");
    }
    String host = System.getenv().getOrDefault("SPARK_LOCAL_IP", "127.0.0.1");
    Path folder = folder(dir);
    String url = StandaloneCluster.start(new ClusterFolder(folder), Path.of(jars), size, host);
    console.out().println(url);
    console
        .err()
        .printf(
            "%d workers of %d cores and %s each run; logs are in %s%n",
            workers, cores, memory, folder.resolve("logs"));
    console.err().printf("use it: kan --master %s train ...   end it: kan cluster stop%n", url);
    return 0;
  }

  @Command(name = "stop", description = "Stops what kan cluster start has started.")
  int stop(
      @Option(names = "--dir", description = "The folder given to start, ~/.kan/cluster.")
          @Nullable Path dir)
      throws IOException, InterruptedException {
    int stopped = StandaloneCluster.stop(new ClusterFolder(folder(dir)));
    console.err().println(stopped == 0 ? "no cluster runs" : "stopped " + stopped + " processes");
    return 0;
  }

  private static Path folder(@Nullable Path given) {
    return given == null ? Path.of(System.getProperty("user.home"), FOLDER) : given;
  }
}
