package org.kanspark.notes;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Is a note as Zeppelin 0.9 and later keep it. */
final class Note {
  private static final Pattern MAGIC = Pattern.compile("(?s)%([\\w.]+)\\s(.*)");

  private final Path file;
  private final ObjectNode json;

  private Note(Path file, ObjectNode json) {
    this.file = file;
    this.json = json;
  }

  /**
   * Is one block of a paragraph's output.
   *
   * @param type as Zeppelin calls it: TEXT, HTML, TABLE
   * @param data the block
   */
  record Block(String type, String data) {}

  /** Is one paragraph. */
  static final class Paragraph {
    private final ObjectNode json;

    private Paragraph(ObjectNode json) {
      this.json = json;
    }

    String title() {
      return json.path("title").asText();
    }

    String magic() {
      return matched().group(1);
    }

    String body() {
      return matched().group(2);
    }

    private Matcher matched() {
      String text = json.get("text").asText();
      Matcher matcher = MAGIC.matcher(text);
      if (!matcher.matches()) {
        throw new IllegalStateException("a paragraph begins with no interpreter: " + text);
      }
      return matcher;
    }

    String code() {
      return json.path("results").path("code").asText();
    }

    List<Block> recorded() {
      List<Block> blocks = new ArrayList<>();
      for (JsonNode message : json.path("results").path("msg")) {
        blocks.add(new Block(message.get("type").asText(), message.get("data").asText()));
      }
      return blocks;
    }

    void record(List<Block> blocks) {
      ObjectNode results = json.putObject("results");
      results.put("code", "SUCCESS");
      ArrayNode messages = results.putArray("msg");
      for (Block block : blocks) {
        messages.addObject().put("type", block.type()).put("data", block.data());
      }
    }
  }

  static List<Note> all(Path folder) throws IOException {
    List<Note> notes = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".zpln")).sorted().toList()) {
        notes.add(new Note(file, (ObjectNode) new ObjectMapper().readTree(file.toFile())));
      }
    }
    return notes;
  }

  Path file() {
    return file;
  }

  ObjectNode json() {
    return json;
  }

  String name() {
    return file.getFileName().toString().replaceFirst("_[^_]*$", "");
  }

  List<Paragraph> paragraphs() {
    List<Paragraph> paragraphs = new ArrayList<>();
    json.get("paragraphs").forEach(each -> paragraphs.add(new Paragraph((ObjectNode) each)));
    return paragraphs;
  }

  Paragraph paragraph(String title) {
    return paragraphs().stream()
        .filter(each -> each.title().equals(title))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name() + " has no paragraph " + title));
  }

  /** Writes the note with what was recorded, laid out as Zeppelin does. */
  void write() throws IOException {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
    Files.writeString(file, new ObjectMapper().writer(printer).writeValueAsString(json) + "\n");
  }
}
