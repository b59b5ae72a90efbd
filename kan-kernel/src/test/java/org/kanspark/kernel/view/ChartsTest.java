package org.kanspark.kernel.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kanspark.kernel.view.EdgePicture.Fit;
import org.kanspark.kernel.view.EdgePicture.Histogram;
import org.kanspark.kernel.view.LossPicture.Mark;
import org.w3c.dom.Element;

class ChartsTest {
  private static final Palette LIGHT = Palette.LIGHT;

  private static double[] grid(int n, double from, double to) {
    double[] grid = new double[n];
    Arrays.setAll(grid, i -> from + (to - from) * i / (n - 1));
    return grid;
  }

  private static EdgePicture edge(double[] x, double[] y, Fit fit) {
    return new EdgePicture(
        "a < b",
        "input <x>",
        "output & more",
        x,
        y,
        new Histogram(new double[] {10, 12, 20, 30}, new double[] {4, 4, 0}),
        new double[] {5, 10, 15, 20, 25, 30, 35},
        fit,
        LIGHT);
  }

  @Test
  void anEdgeShowsCurveDensityKnotsAndFit() {
    double[] x = grid(101, 10, 30);
    double[] y = Arrays.stream(x).map(Math::sin).toArray();
    double[] wild = Arrays.stream(x).map(v -> v > 20 ? 1e30 : Math.sin(v)).toArray();
    Picture picture = Picture.of(edge(x, y, new Fit("sin(x)", wild)).svg()).hasReadableTexts();
    assertThat(picture.texts())
        .contains("a < b", "input <x>", "output & more", "sin(x)", "knots", "training rows");
    List<Element> bars =
        picture.all("rect").stream()
            .filter(r -> r.getParentNode() instanceof Element g && g.hasAttribute("fill-opacity"))
            .toList();
    assertThat(bars).hasSize(2);
    // Equal counts on cells of width 2 and 8: a quarter of the density.
    assertThat(Picture.number(bars.get(1), "height"))
        .isCloseTo(Picture.number(bars.get(0), "height") / 4, within(0.02));
    assertThat(
            picture.all("line").stream()
                .filter(
                    l ->
                        l.getParentNode() instanceof Element g
                            && g.getAttribute("stroke-width").equals("1.2")))
        .hasSize(5);
    List<Element> curves = picture.all("path");
    assertThat(curves).hasSize(2);
    assertThat(curves.get(1).getAttribute("stroke")).isEqualTo(LIGHT.symbolic());
  }

  @Test
  void anEdgeAloneIsEnough() {
    for (double value : new double[] {0, Double.NaN, 1e300, -1e-300}) {
      double[] y = new double[50];
      Arrays.fill(y, value);
      String svg =
          new EdgePicture(
                  "", "x", "y", grid(50, 0, 1), y, Histogram.NONE, new double[0], Fit.NONE, LIGHT)
              .svg();
      assertThat(Picture.of(svg).hasReadableTexts().texts()).doesNotContain("knots", "spline fit");
    }
    assertThatThrownBy(() -> edge(new double[2], new double[3], Fit.NONE))
        .hasMessageContaining("2 points have 3 values");
    assertThatThrownBy(() -> new Histogram(new double[2], new double[2]))
        .hasMessageContaining("2 counts have 2 bounds");
  }

  @Test
  void aLossFallsOnALogarithmicScale() {
    double[] objective = {100, 10, 1, 0.1, 0.01};
    Picture picture = Picture.of(new LossPicture("Loss", objective, List.of(), LIGHT).svg());
    picture.hasReadableTexts();
    assertThat(picture.texts())
        .contains("100", "1", "0.01", "steps and knot changes", "objective", "0", "4");
    // Equal factors, equal steps: a straight line has no points between its ends.
    assertThat(picture.all("path").get(0).getAttribute("d").split(" ")).hasSize(4);
  }

  @Test
  void marksStandAtTheirStepsAndDoNotOverlap() {
    double[] objective = grid(400, 1, 1e-3);
    List<Mark> marks =
        List.of(
            new Mark(-1, "before"),
            new Mark(100, "grid 5 to 10"),
            new Mark(101, "pruned 3 edges"),
            new Mark(102, "grid 10 to 20"),
            new Mark(103, "no room"),
            new Mark(399, "symbolic"),
            new Mark(400, "after"));
    Picture picture = Picture.of(new LossPicture("Loss", objective, marks, LIGHT).svg());
    assertThat(picture.hasReadableTexts().texts())
        .contains("grid 5 to 10", "pruned 3 edges", "grid 10 to 20", "symbolic")
        .doesNotContain("no room", "before", "after");
    assertThat(picture.tooltips()).contains("no room at step 103");
  }

  @Test
  void lossesOfAnyKindAreDrawn() {
    double[][] cases = {
      {},
      {1},
      {0},
      {3, 0},
      {1, Double.NaN, 0.5},
      {-1, -2, 3},
      {Double.POSITIVE_INFINITY, 1},
      new double[5000],
      {0.5, 0.49, 0.485},
      {1e300, 1e-300}
    };
    for (double[] objective : cases) {
      Picture.of(new LossPicture("", objective, List.of(), LIGHT).svg()).hasReadableTexts();
    }
  }

  @Test
  void predictionsAreSampledAndItSaysSo() {
    Random random = new Random(1);
    double[] observed = random.doubles(5000, -1e4, 1e4).toArray();
    double[] predicted = Arrays.stream(observed).map(v -> v + random.nextGaussian()).toArray();
    predicted[7] = Double.NaN;
    ScatterPicture scatter = new ScatterPicture("", observed, predicted, 100, LIGHT);
    Picture picture = Picture.of(scatter.svg()).hasReadableTexts();
    assertThat(picture.all("circle")).hasSize(100);
    assertThat(picture.texts())
        .contains("100 of 5,000 rows are drawn, chosen by a hash of their number.");
    assertThat(scatter.svg())
        .isEqualTo(new ScatterPicture("", observed, predicted, 100, LIGHT).svg());
    Picture few = Picture.of(new ScatterPicture("", observed, predicted, 5000, LIGHT).svg());
    assertThat(few.all("circle")).hasSize(4999);
    assertThatThrownBy(() -> new ScatterPicture("", observed, new double[1], 5, LIGHT))
        .hasMessageContaining("5000 observed and 1 predicted");
  }

  @Test
  void perfectPredictionsLieOnTheLine() {
    double[] values = {1, 2, 5};
    Picture picture = Picture.of(new ScatterPicture("", values, values, 10, LIGHT).svg());
    Element line =
        picture.all("line").stream()
            .filter(l -> l.hasAttribute("stroke-dasharray"))
            .findFirst()
            .get();
    double slope =
        (Picture.number(line, "y2") - Picture.number(line, "y1"))
            / (Picture.number(line, "x2") - Picture.number(line, "x1"));
    for (Element point : picture.all("circle")) {
      double along = Picture.number(point, "cx") - Picture.number(line, "x1");
      assertThat(Picture.number(point, "cy"))
          .isCloseTo(Picture.number(line, "y1") + slope * along, within(0.05));
    }
  }

  @Test
  void barsAreAsLongAsTheirValues() {
    List<String> names = List.of("b", "<a>", "none", "minus", "c", "least");
    double[] values = {0.5, 1, Double.NaN, -0.25, 0.125, -1};
    Picture picture = Picture.of(new BarsPicture("T", names, values, 5, LIGHT).svg());
    picture.hasReadableTexts();
    assertThat(picture.texts())
        .containsExactly(
            "T",
            "<a>",
            "1",
            "b",
            "0.5",
            "c",
            "0.125",
            "none",
            "0",
            "minus",
            "−0.25",
            "1 smaller not drawn.");
    double[] widths =
        picture.all("rect").stream().skip(1).mapToDouble(r -> Picture.number(r, "width")).toArray();
    assertThat(widths[1] / widths[0]).isCloseTo(0.5, within(1e-3));
    assertThat(widths[3]).isZero();
    assertThat(widths[4] / widths[0]).isCloseTo(0.25, within(1e-3));
  }

  @Test
  void barsOfAnyKindAreDrawn() {
    Picture.of(new BarsPicture("", List.of(), new double[0], 5, LIGHT).svg());
    for (double value : new double[] {0, 1e-300, -1e300, Double.POSITIVE_INFINITY}) {
      Picture.of(
              new BarsPicture("", List.of("n".repeat(300)), new double[] {value}, 5, LIGHT).svg())
          .hasReadableTexts();
    }
    assertThatThrownBy(() -> new BarsPicture("", List.of("a"), new double[2], 5, LIGHT))
        .hasMessageContaining("1 names and 2 values");
  }
}
