package org.kanspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kanspark.jobs.Guides.HOME;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kanspark.jobs.config.JobSettings;
import org.kanspark.jobs.error.UserError;
import org.kanspark.jobs.train.TrainJob;

/** Holds what README and guides show and point to to what there is. */
class GuidesTest {
  private static final Path TESTS = HOME.resolve("jobs/src/test/java/org/kanspark/jobs");
  private static final Pattern ECHOED = Pattern.compile("(?s)echo '([^']*)' > \\w+\\.conf");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

  @Test
  void showsCodeThatTestsRun() throws IOException {
    StringBuilder tested = new StringBuilder();
    try (Stream<Path> files = Files.list(TESTS)) {
      for (Path file : files.filter(f -> f.toString().endsWith("Test.java")).toList()) {
        tested.append(Files.readString(file).replaceAll("\\s+", " "));
      }
    }
    int blocks = 0;
    for (Path page : Guides.all()) {
      for (String code : Guides.blocks(page, "java")) {
        assertThat(tested).as(page.toString()).contains(code.strip().replaceAll("\\s+", " "));
        blocks++;
      }
    }
    assertThat(blocks).isGreaterThanOrEqualTo(6);
  }

  @Test
  void showsCommandsThatThereAre() throws IOException {
    int commands = 0;
    for (Path page : Guides.all()) {
      for (String block : Guides.blocks(page, "")) {
        for (String line : block.replace("\\\n", " ").lines().toList()) {
          List<String> words = Guides.words(line.replaceFirst("^\\$ ", ""));
          if (!words.isEmpty() && words.get(0).matches("(jobs/)?bin/kan")) {
            List<String> arguments = new ArrayList<>(words.subList(1, words.size()));
            if (arguments.get(0).equals("--master")) {
              arguments.subList(0, 2).clear();
            }
            arguments.add("--help");
            Command help = Command.kan(arguments.toArray(String[]::new));
            assertThat(help.status()).as("%s: %s: %s", page, line, help.err()).isZero();
            commands++;
          }
        }
      }
    }
    assertThat(commands).isGreaterThan(30);
  }

  /** Blocks of settings are read as jobs, and so is what commands set behind a job's name. */
  @Test
  void showsSettingsThatAreAccepted(@TempDir Path folder) throws IOException {
    Path shown = folder.resolve("job.conf");
    int read = 0;
    for (Path page : Guides.all()) {
      for (String block : Guides.blocks(page, "")) {
        for (Matcher echo = ECHOED.matcher(block); echo.find(); read++) {
          accept(page, Files.writeString(shown, echo.group(1)), List.of());
        }
        if (block.startsWith("input")) {
          accept(page, Files.writeString(shown, block), List.of());
          read++;
        }
        for (String line : block.replace("\\\n", " ").lines().toList()) {
          List<String> settings =
              Guides.words(line.replace("$DATA", "data")).stream()
                  .filter(word -> word.matches("(input|model|output|compare)\\.[^ ]*=.*"))
                  .toList();
          if (!settings.isEmpty()) {
            Matcher conf = Pattern.compile("conf/(\\w+)\\.conf").matcher(line);
            String job = conf.find() ? conf.group(1) : "diamonds";
            accept(page, HOME.resolve("conf/" + job + ".conf"), settings);
            read++;
          }
        }
      }
    }
    assertThat(read).isGreaterThan(15);
  }

  private static void accept(Path page, Path job, List<String> overrides) {
    try {
      TrainJob.of(JobSettings.load(job, overrides, name -> "home"));
    } catch (UserError e) {
      throw new AssertionError(page + ": " + overrides + ": " + e.getMessage(), e);
    }
  }

  @Test
  void pointsToWhatIsThere() throws IOException {
    for (Path page : Guides.all()) {
      String text = Files.readString(page).replaceAll("(?ms)^```.*?^```", "");
      for (Matcher link = LINK.matcher(text); link.find(); ) {
        if (!link.group(1).startsWith("http")) {
          String[] parts = link.group(1).split("#", 2);
          Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
          assertThat(target).as("%s: %s", page, link.group(1)).exists();
          if (parts.length == 2) {
            assertThat(anchors(target)).as("%s: %s", page, link.group(1)).contains(parts[1]);
          }
        }
      }
    }
  }

  @Test
  void areListedInTheReadme() throws IOException {
    String readme = Files.readString(HOME.resolve("README.md"));
    List<Path> guides = Guides.all().stream().filter(p -> p.startsWith(Guides.DOCS)).toList();
    assertThat(guides).hasSizeGreaterThan(8);
    for (Path guide : guides) {
      assertThat(readme).contains("(jobs/docs/" + guide.getFileName() + ")");
    }
  }

  /** Headings as they are named in links: small letters, hyphens for blanks, no other signs. */
  private static List<String> anchors(Path page) throws IOException {
    return Files.readAllLines(page).stream()
        .filter(line -> line.matches("#+ .*"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
        .map(title -> title.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }
}
