package org.kanspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Draws and prunes a model from end to end. */
class InterpretTest {
  @TempDir private Path folder;

  private Command kan(String... args) {
    return Command.kan(args);
  }

  private String train() throws IOException {
    Path conf =
        Files.writeString(
            folder.resolve("job.conf"),
            """
            input.generate { function = "sin(3*x1)+0.002*x2", ranges = [[-1,1],[-1,1]]
                             rows = 300, testRows = 50 }
            model.params { hiddenLayers = [2], gridSize = 5, maxIter = 25 }
            output { path = "%s" }
            """
                .formatted(folder.resolve("out")));
    Command trained = kan("train", conf.toString());
    assertThat(trained.status()).as(trained.err()).isZero();
    return folder.resolve("out").toString();
  }

  @Test
  void drawsAndPrunes() throws IOException {
    String model = train();
    assertThat(Files.readString(Path.of(model, "report.html"))).contains(">x1<", ">x2<");
    Path svg = folder.resolve("network.svg");
    Command plotted = kan("plot", "--model", model, "--output", svg.toString(), "--title", "a & b");
    assertThat(plotted.status()).as(plotted.err()).isZero();
    assertThat(Files.readString(svg)).startsWith("<svg").contains("a &amp; b", ">x1<", ">x2<");

    Path png = folder.resolve("network.png");
    assertThat(kan("plot", "--model", model, "--output", png.toString()).status()).isZero();
    BufferedImage image = ImageIO.read(png.toFile());
    assertThat(image.getWidth()).isGreaterThan(400);

    Path rows = Files.writeString(folder.resolve("rows.csv"), "x1,x2,y\n0.5,0.1,1\n-0.5,0,-1\n");
    String pruned = folder.resolve("pruned").toString();
    String[] prune = {
      "prune",
      "--model",
      model,
      "--output",
      pruned,
      "--edge-threshold",
      "0.05",
      "--input",
      rows.toString()
    };
    Command done = kan(prune);
    assertThat(done.status()).as(done.err()).isZero();
    assertThat(done.out()).contains("layers [2,2,1] -> [2,", "live edges 6 -> ", "RMSE ", " -> ");
    assertThat(kan("evaluate", "--model", pruned, "--input", rows.toString()).status()).isZero();
    assertThat(kan("plot", "--model", pruned, "--output", svg.toString()).status()).isZero();
    assertThat(kan(prune).err()).contains("exists already", "--overwrite").hasLineCount(1);
    String[] again = Arrays.copyOf(prune, prune.length + 1);
    again[prune.length] = "--overwrite";
    assertThat(kan(again).status()).isZero();

    String[] everything = {
      "prune", "--model", model, "--output", pruned + "2", "--edge-threshold", "100"
    };
    Command refused = kan(everything);
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains("without an edge").hasLineCount(1);
    assertThat(Path.of(pruned + "2")).doesNotExist();
  }

  @Test
  void saysWhatIsWrongWithTheOutput() throws IOException {
    String model = train();
    Command intoFolder =
        kan("plot", "--model", model, "--output", folder.toString(), "--format", "png");
    assertThat(intoFolder.status()).isEqualTo(2);
    assertThat(intoFolder.err()).contains("is a folder, expected the name of a file");
    Command noBeta =
        kan("plot", "--model", model, "--output", folder.resolve("x.svg").toString(), "--beta=-1");
    assertThat(noBeta.status()).isEqualTo(2);
    assertThat(noBeta.err()).contains("beta is -1.0");
    assertThat(folder.resolve("x.svg")).doesNotExist();
  }
}
