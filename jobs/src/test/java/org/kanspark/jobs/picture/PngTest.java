package org.kanspark.jobs.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kanspark.kernel.view.NetworkOptions;
import org.kanspark.kernel.view.NetworkPicture;
import org.kanspark.kernel.view.NetworkView;
import org.kanspark.kernel.view.NetworkView.Edge;
import org.kanspark.kernel.view.NetworkView.Layer;
import org.kanspark.kernel.view.NetworkView.Status;

class PngTest {
  private static final int WHITE = 0xFFFFFF;

  private static String picture(String input, String output) {
    List<Edge> first = new ArrayList<>();
    List<Edge> second = new ArrayList<>();
    double[] x = {-1, -0.5, 0, 0.5, 1};
    double[] y = {1, 0.25, 0, 0.25, 1};
    for (int node = 0; node < 5; node++) {
      first.add(new Edge(0, node, x, y, 1, Status.ACTIVE, ""));
      first.add(new Edge(1, node, x, x, 0.2, Status.ACTIVE, ""));
      second.add(new Edge(node, 0, x, y, 1, Status.SYMBOLIC, "square"));
    }
    NetworkView network =
        new NetworkView(
            List.of(input, "x2"),
            List.of(output),
            List.of(new Layer(5, 0, first), new Layer(1, 0, second)));
    return new NetworkPicture(network, NetworkOptions.defaults().withTitle("A network")).svg();
  }

  private static BufferedImage read(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  /** Counts the pixels of a region that are not white. */
  private static int inked(BufferedImage image, int left, int top, int right, int bottom) {
    int inked = 0;
    for (int x = left; x < right; x++) {
      for (int y = top; y < bottom; y++) {
        inked += (image.getRGB(x, y) & WHITE) == WHITE ? 0 : 1;
      }
    }
    return inked;
  }

  private static int inked(BufferedImage image) {
    return inked(image, 0, 0, image.getWidth(), image.getHeight());
  }

  @Test
  void aPictureHasItsSizeTimesTheScale() throws IOException {
    String svg = picture("x1", "y");
    BufferedImage plain = read(Png.of(svg, 1));
    BufferedImage large = read(Png.of(svg, 2));
    assertThat(plain.getWidth()).isEqualTo(808);
    assertThat(large.getWidth()).isEqualTo(2 * plain.getWidth());
    assertThat(large.getHeight()).isBetween(2 * plain.getHeight() - 1, 2 * plain.getHeight());
    double share = inked(plain) / (double) (plain.getWidth() * plain.getHeight());
    assertThat(share).isBetween(0.02, 0.2);
  }

  @Test
  void symbolicEdgesAreRed() throws IOException {
    BufferedImage image = read(Png.of(picture("x1", "y"), 2));
    int red = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        int rgb = image.getRGB(x, y);
        red += (rgb >> 16 & 255) > 180 && (rgb >> 8 & 255) < 80 && (rgb & 255) < 80 ? 1 : 0;
      }
    }
    assertThat(red).isGreaterThan(500);
  }

  /** Two pictures that differ in a name alone differ where it stands, and by its ink. */
  @Test
  void textIsDrawn() throws IOException {
    BufferedImage named = read(Png.of(picture("MMMM", "y"), 1));
    BufferedImage bare = read(Png.of(picture(" ", "y"), 1));
    assertThat(inked(named) - inked(bare)).isBetween(100, 1500);
    int foot = named.getHeight() - 70;
    int differing = 0;
    for (int x = 0; x < named.getWidth(); x++) {
      for (int y = 0; y < foot; y++) {
        differing += named.getRGB(x, y) == bare.getRGB(x, y) ? 0 : 1;
      }
    }
    assertThat(differing).isZero();
  }

  @Test
  void hostileAndForeignNamesAreDrawn() throws IOException {
    String name = "<script>\u0001\uD800&'\" \u4E2D\u6587 \uD83D\uDE00";
    assertThat(inked(read(Png.of(picture(name, name), 1)))).isPositive();
  }

  @Test
  void equalPicturesGiveEqualBytes() {
    String svg = picture("x1", "y");
    assertThat(Png.of(svg, 1.5)).isEqualTo(Png.of(svg, 1.5));
  }

  @Test
  void whatIsNoPictureIsRefused() {
    String svg = picture("x1", "y");
    assertThatThrownBy(() -> Png.of("not a picture", 1)).hasMessageContaining("no SVG picture");
    for (double scale : new double[] {0, -1, Double.NaN, 1000}) {
      assertThatThrownBy(() -> Png.of(svg, scale))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("1 to 100 million");
    }
  }

  /** Java caches what fontconfig said in the home folder, so that is empty too. */
  @Test
  void noFontOfTheSystemIsNeeded(@TempDir Path folder) throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path configuration =
        Files.writeString(
            folder.resolve("fonts.conf"),
            "<?xml version=\"1.0\"?><fontconfig><dir>" + home + "</dir></fontconfig>");
    Path svg = Files.writeString(folder.resolve("in.svg"), picture("MMMM", "y"));
    Path png = folder.resolve("out.png");
    ProcessBuilder child =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Duser.home=" + home,
            "-cp",
            System.getProperty("java.class.path"),
            PngInChild.class.getName(),
            svg.toString(),
            png.toString());
    child.environment().put("FONTCONFIG_FILE", configuration.toString());
    File log = folder.resolve("log").toFile();
    Process process = child.redirectErrorStream(true).redirectOutput(log).start();
    assertThat(process.waitFor()).as(Files.readString(log.toPath())).isZero();
    BufferedImage here = read(Png.of(picture("MMMM", "y"), 1));
    BufferedImage there = read(Files.readAllBytes(png));
    assertThat(there.getWidth()).isEqualTo(here.getWidth());
    assertThat(inked(there)).isBetween(inked(here) - 200, inked(here) + 200);
    assertThat(inked(there) - inked(read(Png.of(picture(" ", "y"), 1)))).isGreaterThan(100);
  }
}
