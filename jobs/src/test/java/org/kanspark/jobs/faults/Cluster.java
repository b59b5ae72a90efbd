package org.kanspark.jobs.faults;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.RDDBlockId;
import org.apache.spark.storage.RDDInfo;

/** Is an application with executors in processes of their own, and can break it. */
final class Cluster implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SparkSession spark;
  private final Counts counts = new Counts();

  private Cluster(SparkSession spark) {
    this.spark = spark;
    spark.sparkContext().addSparkListener(counts);
  }

  /** Starts an application, and waits until it has so many executors of one core each. */
  static Cluster start(String master, int executors, Map<String, String> settings) {
    stopOthers();
    SparkSession.Builder builder =
        SparkSession.builder()
            .master(master)
            .appName("faults")
            .config("spark.executor.memory", "512m")
            .config("spark.executor.cores", "1")
            .config("spark.executor.extraClassPath", classPath())
            .config("spark.sql.shuffle.partitions", "2");
    settings.forEach(builder::config);
    Cluster cluster = new Cluster(builder.getOrCreate());
    if (executors > 0) {
      cluster.awaitExecutors(executors);
    }
    return cluster;
  }

  /** A process has one Spark context; those of other tests are started again where needed. */
  private static void stopOthers() {
    if (SparkSession.getDefaultSession().isDefined()) {
      SparkSession.getDefaultSession().get().stop();
    }
  }

  private static String classPath() {
    return System.getProperty("kan.uberJar")
        + File.pathSeparator
        + Path.of(Cluster.class.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return free.getLocalPort();
    }
  }

  /** Returns the folder of Spark's jars, as the build has copied them. */
  static Path sparkJars() {
    return Path.of(System.getProperty("kan.sparkJars"));
  }

  SparkSession spark() {
    return spark;
  }

  JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(spark.sparkContext());
  }

  Counts counts() {
    return counts;
  }

  void awaitExecutors(int number) {
    // The driver counts as one.
    await(() -> spark.sparkContext().statusTracker().getExecutorInfos().length > number);
  }

  static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("did not come to pass in " + PATIENCE);
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Returns the executors that take part now. */
  Set<Executor> executors() {
    return Executor.all(
        context(), spark.sparkContext().statusTracker().getExecutorInfos().length - 1);
  }

  /** Drops what executors have cached of the rows, memory and disk; returns the blocks dropped. */
  int dropCachedBlocks() {
    int dropped = 0;
    for (RDDInfo info : spark.sparkContext().getRDDStorageInfo()) {
      for (int partition = 0; partition < info.numPartitions(); partition++) {
        RDDBlockId block = new RDDBlockId(info.id(), partition);
        if (!SparkEnv.get().blockManager().master().getLocations(block).isEmpty()) {
          SparkEnv.get().blockManager().master().removeBlock(block);
          dropped++;
        }
      }
    }
    return dropped;
  }

  /** Makes the folder where executors of a local-cluster look for Spark's jars. */
  static void makeSparkHome() throws IOException {
    Path home = Files.createDirectories(Path.of(System.getenv("SPARK_HOME")));
    Path link = home.resolve("jars");
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, sparkJars().toAbsolutePath());
  }

  @Override
  public void close() {
    spark.stop();
  }

  /** Counts what happens. */
  static final class Counts extends SparkListener {
    private final AtomicInteger failedTasks = new AtomicInteger();
    private final AtomicInteger speculativeTasks = new AtomicInteger();
    private final AtomicInteger lostExecutors = new AtomicInteger();
    private final AtomicInteger shuffleTasks = new AtomicInteger();

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      if (end.taskInfo().failed()) {
        failedTasks.incrementAndGet();
      }
      if (end.taskInfo().speculative()) {
        speculativeTasks.incrementAndGet();
      }
      if (end.taskType().equals("ShuffleMapTask")) {
        shuffleTasks.incrementAndGet();
      }
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
      lostExecutors.incrementAndGet();
    }

    int failedTasks() {
      return failedTasks.get();
    }

    int speculativeTasks() {
      return speculativeTasks.get();
    }

    int lostExecutors() {
      return lostExecutors.get();
    }

    int shuffleTasks() {
      return shuffleTasks.get();
    }
  }
}
