package org.kanspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kanspark.jobs.Guides.DOCS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of the tutorial and compares what they print with what it shows. */
class TutorialTest {
  private static final Path TUTORIAL = DOCS.resolve("tutorial.md");
  private static final Path ROWS = Guides.HOME.resolve("jobs/data/boxes.csv");
  private static final String PROMPT = "$ ";

  @TempDir private Path folder;

  @Test
  void printsWhatItShows() throws IOException {
    Files.copy(ROWS, folder.resolve("boxes.csv"));
    int commands = 0;
    for (String block : Guides.blocks(TUTORIAL, "")) {
      if (block.startsWith("input {")) {
        Files.writeString(
            folder.resolve("boxes.conf"),
            block.replaceAll("path = (\\S+)", "path = \"" + folder + "/$1\""));
      } else if (block.startsWith(PROMPT)) {
        for (String part : block.substring(PROMPT.length()).split("(?m)^\\$ ")) {
          String[] lines = part.split("\n", 2);
          assertThat(stable(run(lines[0]))).as(lines[0]).isEqualTo(stable(lines[1]));
          commands++;
        }
      }
    }
    assertThat(commands).isEqualTo(10);
    assertThat(Guides.blocks(TUTORIAL, "sql"))
        .containsExactly(Files.readString(folder.resolve("boxes.sql")));
    assertThat(folder.resolve("boxes.svg")).hasSameTextualContentAs(DOCS.resolve("boxes.svg"));
    assertThat(folder.resolve("again.svg"))
        .hasSameTextualContentAs(DOCS.resolve("boxes-pruned.svg"));
  }

  /** But for the file's place and the drawing, whose pictures the tutorial shows as well. */
  @Test
  void isWhatTheReadmeGoesThroughInShort() throws IOException {
    String tutorial = Files.readString(TUTORIAL).replaceAll("\\s+", " ");
    String block =
        Guides.blocks(Guides.HOME.resolve("README.md"), "").stream()
            .filter(text -> text.startsWith("echo"))
            .findFirst()
            .orElseThrow();
    int commands = 0;
    for (String line : block.replace("jobs/data/boxes.csv", "boxes.csv").lines().toList()) {
      if (line.startsWith("jobs/bin/kan")) {
        assertThat(tutorial).contains("$ " + String.join(" ", Guides.words(line)));
        commands++;
      }
    }
    assertThat(commands).isEqualTo(6);
  }

  @Test
  void showsTheFirstRows() throws IOException {
    String first = String.join("\n", Files.readAllLines(ROWS).subList(0, 3)) + "\n";
    assertThat(Guides.blocks(TUTORIAL, "")).contains(first);
  }

  private String run(String line) throws IOException {
    List<String> words = Guides.words(line);
    if (words.get(0).equals("cat")) {
      return Files.readString(folder.resolve(words.get(1)));
    }
    List<String> arguments = new ArrayList<>(List.of(words.get(1)));
    for (int i = 2; i < words.size(); i++) {
      boolean path = words.get(i - 1).matches("train|--model|--input|--output");
      String word = words.get(i);
      arguments.add(
          path
              ? folder.resolve(word).toString()
              : word.replaceFirst("(initialModel|output.path)=(.*)", "$1=" + folder + "/$2"));
    }
    Command outcome = Command.kan(arguments.toArray(String[]::new));
    assertThat(outcome.status()).as(outcome.err()).isZero();
    return outcome.out();
  }

  /** Returns the lines without what depends on the machine: seconds, kernel, folder. */
  private List<String> stable(String text) {
    return text.replace(folder + "/", "")
        .lines()
        .filter(line -> !line.startsWith("seconds "))
        .map(line -> line.replaceFirst(", kernel \\S+$", "").stripTrailing())
        .toList();
  }
}
