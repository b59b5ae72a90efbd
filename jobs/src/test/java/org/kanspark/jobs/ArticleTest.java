package org.kanspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the article's session from end to end. */
class ArticleTest {
  private static final List<String> STAGES =
      List.of("initial", "sparse", "masked", "pruned", "retrained", "refined");

  @TempDir private Path folder;

  @Test
  void findsTheShapeAndWritesEveryPicture() throws IOException {
    Path out = folder.resolve("article");
    Command article = Command.kan("article", "--output", out.toString());
    assertThat(article.status()).as(article.err()).isZero();
    assertThat(article.out()).contains("pruned     [2,1,1]", "retrained", out + "/report.html");

    JsonNode metrics = new ObjectMapper().readTree(out.resolve("metrics.json").toFile());
    assertThat(metrics.get("layers").toString()).isEqualTo("[2,1,1]");
    assertThat(metrics.get("test").get("rmse").asDouble()).isLessThan(1e-4);
    JsonNode stages = metrics.get("sessions").get("l-bfgs").get("stages");
    assertThat(stages.get("sparse").get("layers").toString()).isEqualTo("[2,5,1]");
    assertThat(stages.get("sparse").get("iterations").asInt()).isBetween(1, 400);
    assertThat(stages.get("sparse").get("objectiveTerms").get("entropy").asDouble()).isPositive();
    assertThat(stages.get("pruned").get("layers").toString()).isEqualTo("[2,1,1]");
    assertThat(stages.get("retrained").get("test").get("rmse").asDouble()).isLessThan(3.5e-4);
    JsonNode other = metrics.get("sessions").get("gauss-newton").get("stages");
    assertThat(other.get("pruned").get("layers").toString()).isEqualTo("[2,1,1]");
    assertThat(other.get("refined").get("test").get("rmse").asDouble()).isLessThan(1e-3);

    for (String stage : STAGES) {
      assertThat(Files.readString(out.resolve(stage + ".svg"))).startsWith("<svg").contains(">x1<");
      assertThat(ImageIO.read(out.resolve(stage + ".png").toFile()).getWidth()).isGreaterThan(300);
      assertThat(out.resolve("gauss-newton-" + stage + ".svg")).exists();
    }
    assertThat(Files.readString(out.resolve("masked.svg"))).contains("pruned");
    String page = Files.readString(out.resolve("report.html"));
    assertThat(page).contains("<svg", "gauss-newton");
    // Of three trainings each, the first chose among starts before its curve begins.
    assertThat(page.split(">objective<", -1)).hasSize(1 + 6);
    assertThat(page.split("The curve begins", -1)).hasSize(1 + 2);

    Path rows =
        Files.writeString(folder.resolve("rows.csv"), "x1,x2,y\n0.5,0,1\n0.5,1,2.718281828\n");
    Command evaluated =
        Command.kan("evaluate", "--model", out.toString(), "--input", rows.toString());
    assertThat(evaluated.status()).as(evaluated.err()).isZero();
    Command again = Command.kan("article", "--output", out.toString());
    assertThat(again.status()).isEqualTo(2);
    assertThat(again.err()).contains("exists already").hasLineCount(1);
  }
}
