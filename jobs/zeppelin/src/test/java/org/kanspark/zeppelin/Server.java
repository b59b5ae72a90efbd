package org.kanspark.zeppelin;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Is a Zeppelin server in a process of its own, driven by REST. */
final class Server implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration PARAGRAPH = Duration.ofMinutes(5);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final String address;

  private Server(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts a server and waits until it answers.
   *
   * @param target folder with home, server and interpreter
   * @param kan folder of this repository
   */
  static Server start(Path target, Path kan) throws IOException, InterruptedException {
    Path home = target.resolve("home");
    int port = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dlog4j.configuration=" + home.resolve("conf/log4j.properties").toUri(),
            "-cp",
            home.resolve("conf") + ":" + target.resolve("server") + "/*",
            "org.apache.zeppelin.server.ZeppelinServer");
    Map<String, String> environment = builder.environment();
    environment.put("ZEPPELIN_HOME", home.toString());
    environment.put("ZEPPELIN_CONF_DIR", home.resolve("conf").toString());
    environment.put("ZEPPELIN_NOTEBOOK_DIR", target.resolve("notes").toString());
    environment.put("ZEPPELIN_WAR", home.resolve("war").toString());
    environment.put("ZEPPELIN_ANGULAR_WAR", home.resolve("war").toString());
    environment.put("ZEPPELIN_INTERPRETER_REMOTE_RUNNER", home + "/bin/interpreter.sh");
    environment.put("ZEPPELIN_ADDR", "127.0.0.1");
    environment.put("ZEPPELIN_PORT", Integer.toString(port));
    // Without it the server ends where its standard input does.
    environment.put("ZEPPELIN_IDENT_STRING", "notes");
    environment.put("KAN_HOME", kan.toString());
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    Path jobs = kan.resolve("jobs/target");
    environment.put(
        "KAN_INTERPRETER_CLASSPATH",
        String.join(
            ":",
            jobs.resolve("test-classes").toString(),
            jobs.resolve("kan-jobs.jar").toString(),
            jobs.resolve("spark") + "/*",
            target.resolve("interpreter") + "/*"));
    environment.put("KAN_INTERPRETER_OPTIONS", System.getProperty("kan.interpreter.options"));
    builder.redirectErrorStream(true).redirectOutput(target.resolve("server.log").toFile());
    Server server = new Server(builder.start(), "http://127.0.0.1:" + port + "/api/");
    server.awaitAnswer(target.resolve("server.log"));
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return free.getLocalPort();
    }
  }

  private void awaitAnswer(Path log) throws IOException, InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (true) {
      try {
        get("version");
        return;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > end) {
          close();
          throw new IOException("the server does not start, see " + log, e);
        }
        Thread.sleep(500);
      }
    }
  }

  JsonElement get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  JsonElement post(String path, String body) throws IOException, InterruptedException {
    return send(request(path).POST(BodyPublishers.ofString(body)));
  }

  JsonElement put(String path) throws IOException, InterruptedException {
    return send(request(path).PUT(BodyPublishers.noBody()));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path))
        .header("Content-Type", "application/json")
        .timeout(PARAGRAPH);
  }

  /** Returns what is in the answer. */
  private JsonElement send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    JsonObject json = new Gson().fromJson(answer.body(), JsonObject.class);
    if (json == null || answer.statusCode() >= 400 && !json.has("body")) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
    return json.get("body");
  }

  @Override
  public void close() {
    // Interpreters first: each is a process of its own.
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
