package org.kanspark.zeppelin;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Imports every note into a real server of Zeppelin and runs its paragraphs there, by REST. Its own
 * Spark interpreter is not published: in its place, in a process of its own as well, stands the one
 * of the tests of {@code jobs}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ZeppelinServerIT {
  private static final Path KAN = Path.of(System.getProperty("kan.home", "../..")).toAbsolutePath();
  private static final Path TARGET =
      Path.of(System.getProperty("zeppelin.home", "target/home")).toAbsolutePath().getParent();

  /**
   * A setting called spark of a group of another name, which the server's launcher leaves alone.
   */
  private static final String SETTING =
      """
      {"name": "spark", "group": "sparktest", "properties": {}, "dependencies": [],
       "option": {"remote": true, "perNote": "shared", "perUser": "shared"},
       "interpreterGroup": [
         {"name": "spark", "class": "org.kanspark.notes.ScalaInterpreter",
          "defaultInterpreter": true, "properties": {}},
         {"name": "sql", "class": "org.kanspark.notes.SqlInterpreter",
          "defaultInterpreter": false, "properties": {}}]}
      """;

  private Server server;

  @BeforeAll
  void start() throws Exception {
    server = Server.start(TARGET, KAN);
    assertThat(server.get("version").getAsJsonObject().get("version").getAsString())
        .isEqualTo("0.10.0");
    server.post("interpreter/setting", SETTING);
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  static Stream<Path> notes() throws Exception {
    try (Stream<Path> files = Files.list(KAN.resolve("jobs/notebooks"))) {
      return files.filter(file -> file.toString().endsWith(".zpln")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("notes")
  void everyParagraphSucceeds(Path file) throws Exception {
    // %spark.conf comes before the interpreter's start.
    server.put("interpreter/setting/restart/spark");
    String text = Files.readString(file);
    String note = server.post("notebook/import", text).getAsString();
    JsonArray recorded = new Gson().fromJson(text, JsonObject.class).getAsJsonArray("paragraphs");
    JsonArray imported =
        server.get("notebook/" + note).getAsJsonObject().getAsJsonArray("paragraphs");
    assertThat(imported).hasSameSizeAs(recorded);
    for (int p = 0; p < imported.size(); p++) {
      String id = imported.get(p).getAsJsonObject().get("id").getAsString();
      JsonObject was = recorded.get(p).getAsJsonObject();
      JsonObject result = server.post("notebook/run/" + note + "/" + id, "").getAsJsonObject();
      assertThat(result.get("code").getAsString()).as("%s: %s", was, result).isEqualTo("SUCCESS");
      assertThat(types(result)).as("%s", was.get("title")).isEqualTo(types(was));
    }
  }

  private static List<String> types(JsonObject result) {
    JsonObject results = result.has("results") ? result.getAsJsonObject("results") : result;
    List<String> types = new ArrayList<>();
    if (results.has("msg")) {
      for (JsonElement message : results.getAsJsonArray("msg")) {
        types.add(message.getAsJsonObject().get("type").getAsString());
      }
    }
    return types;
  }
}
