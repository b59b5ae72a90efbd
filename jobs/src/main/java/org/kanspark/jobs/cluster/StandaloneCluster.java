package org.kanspark.jobs.cluster;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.spark.launcher.JavaModuleOptions;
import org.kanspark.jobs.error.UserError;

/** Starts a master and its workers, each a process of its own, and stops them. */
public final class StandaloneCluster {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final long GRACE_SECONDS = 15;
  private static final String LOOPBACK = "127.0.0.";
  private static final String FIRST_LOOPBACK = LOOPBACK + 1;
  private static final int LOOPBACKS = 255;
  private static final Pattern ALIVE_WORKERS = Pattern.compile("\"aliveworkers\"\\s*:\\s*(\\d+)");

  private final ClusterFolder folder;
  private final Path jars;
  private final ClusterSize size;
  private final String host;
  private final List<ClusterProcess> started = new ArrayList<>();

  private StandaloneCluster(ClusterFolder folder, Path jars, ClusterSize size, String host) {
    this.folder = folder;
    this.jars = jars;
    this.size = size;
    this.host = host;
  }

  /**
   * Starts a cluster and waits until all workers have reported to the master.
   *
   * @param folder remembers it
   * @param jars folder of Spark's jars
   * @param size of the cluster
   * @param host address that all processes bind
   * @return the URL of the master
   * @throws UserError if one runs already, the port is taken, or the folder cannot be written
   * @throws IllegalStateException if a process ends or does not answer; none is left running then
   */
  public static String start(ClusterFolder folder, Path jars, ClusterSize size, String host)
      throws IOException, InterruptedException {
    if (!folder.running().isEmpty()) {
      throw new UserError(
          "a cluster runs already at " + folder.master() + ": kan cluster stop ends it");
    }
    requireFree(host, size.port());
    folder.create();
    StandaloneCluster cluster = new StandaloneCluster(folder, jars, size, host);
    boolean complete = false;
    try {
      String url = cluster.start();
      complete = true;
      return url;
    } finally {
      if (!complete) {
        stop(folder);
      }
    }
  }

  /**
   * Stops what runs: all workers, then the master, and with force what does not end by itself.
   *
   * @return the number of processes that ran
   */
  public static int stop(ClusterFolder folder) throws IOException, InterruptedException {
    List<ProcessHandle> running = folder.running();
    if (!running.isEmpty()) {
      end(running.subList(1, running.size()));
      end(running.subList(0, 1));
    }
    folder.forget();
    return running.size();
  }

  private static void end(List<ProcessHandle> processes) throws InterruptedException {
    List<CompletableFuture<ProcessHandle>> ends =
        processes.stream().map(ProcessHandle::onExit).toList();
    processes.forEach(ProcessHandle::destroy);
    try {
      CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new))
          .get(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      processes.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private String start() throws IOException, InterruptedException {
    String url = "spark://" + host + ":" + size.port();
    int page = freePort();
    launch(
        url,
        "master",
        host,
        "org.apache.spark.deploy.master.Master",
        List.of("--host", host, "--port", size.port() + "", "--webui-port", page + ""));
    await(page, 0);
    for (int w = 1; w <= size.workers(); w++) {
      String own = hostOf(w);
      launch(
          url,
          "worker-" + w,
          own,
          "org.apache.spark.deploy.worker.Worker",
          List.of(
              "--host",
              own,
              "--cores",
              size.cores() + "",
              "--memory",
              size.memory(),
              "--work-dir",
              folder.work().toString(),
              "--webui-port",
              "0",
              url));
    }
    await(page, size.workers());
    return url;
  }

  /**
   * Returns an address of its own for each worker, if the system has some to give: to Spark these
   * are machines, so that repeating the tasks of a slow one on another works as on a real cluster.
   */
  private String hostOf(int worker) {
    if (host.equals(FIRST_LOOPBACK) && worker < LOOPBACKS) {
      String own = LOOPBACK + worker;
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(own))) {
        return socket.isBound() ? own : host;
      } catch (IOException e) {
        // Not every system lets one use all of these.
      }
    }
    return host;
  }

  private void launch(
      String url, String name, String ownHost, String mainClass, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    command.addAll(List.of("-cp", jars + File.separator + "*", mainClass));
    command.addAll(arguments);
    File log = log(name).toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.work().toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(log);
    builder.environment().put("SPARK_HOME", folder.sparkHome(jars).toString());
    // Without it the launcher of executors looks for a source tree of Spark.
    builder.environment().put("SPARK_SCALA_VERSION", scalaVersion());
    builder.environment().put("SPARK_LOCAL_IP", ownHost);
    started.add(ClusterProcess.of(name, builder.start().toHandle()));
    folder.remember(url, started);
  }

  private static String scalaVersion() {
    return scala.util.Properties.versionNumberString().replaceFirst("^(\\d+\\.\\d+).*", "$1");
  }

  /** Waits until the master's page counts as many workers as it should. */
  private void await(int page, int workers) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + host + ":" + page + "/json/"))
            .timeout(PATIENCE)
            .build();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      requireAlive();
      try {
        var answer = ALIVE_WORKERS.matcher(client.send(request, BodyHandlers.ofString()).body());
        if (answer.find() && Integer.parseInt(answer.group(1)) >= workers) {
          return;
        }
      } catch (IOException e) {
        // It is not up yet.
      }
      Thread.sleep(PAUSE.toMillis());
    }
    throw new IllegalStateException(
        "the cluster was not complete after %d s: see %s"
            .formatted(PATIENCE.toSeconds(), folder.logs()));
  }

  private void requireAlive() throws IOException {
    for (ClusterProcess process : started) {
      if (process.running().isEmpty()) {
        List<String> lines = Files.readAllLines(log(process.name()), StandardCharsets.UTF_8);
        throw new IllegalStateException(
            "%s of the cluster ended: %s (all of it in %s)"
                .formatted(
                    process.name(),
                    lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1).strip(),
                    log(process.name())));
      }
    }
  }

  private Path log(String name) {
    return folder.logs().resolve(name + ".log");
  }

  /** Spark itself would silently take the next port, and nobody would know the URL. */
  private static void requireFree(String host, int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (java.net.BindException e) {
      throw new UserError(
          "port %d of %s cannot be had, --port takes another".formatted(port, host), e);
    }
  }

  private int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
      return socket.getLocalPort();
    }
  }
}
