package org.kanspark.kernel.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kanspark.kernel.view.NetworkView.Edge;
import org.kanspark.kernel.view.NetworkView.Layer;
import org.kanspark.kernel.view.NetworkView.Status;
import org.w3c.dom.Element;

class NetworkPictureTest {
  private static final NetworkOptions DEFAULTS = NetworkOptions.defaults();
  private static final String HOSTILE = "<script>alert('a\" & b')</script>\u0001\uD800]]>";

  private static Picture draw(NetworkView network, NetworkOptions options) {
    return Picture.of(new NetworkPicture(network, options).svg());
  }

  /** Insets have round corners; nothing else has. */
  private static List<Element> insets(Picture picture) {
    return picture.all("rect").stream().filter(r -> r.hasAttribute("rx")).toList();
  }

  private static List<Element> lines(Picture picture) {
    return picture.all("path").stream()
        .filter(
            p -> p.getParentNode() instanceof Element g && g.getAttribute("fill").equals("none"))
        .toList();
  }

  private static NetworkView single(Edge edge) {
    return new NetworkView(List.of("x"), List.of("y"), List.of(new Layer(1, 0, List.of(edge))));
  }

  private static NetworkView pruned() {
    List<Edge> first = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      for (int s = 0; s < 3; s++) {
        Status status = s == 1 ? Status.ACTIVE : Status.MASKED;
        first.add(SampleNetworks.edge(i, s, 1, status, Math::sin));
      }
    }
    List<Edge> second = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Status status = i == 1 ? Status.SYMBOLIC : Status.MASKED;
      second.add(SampleNetworks.edge(i, 0, 1, status, Math::exp));
    }
    return new NetworkView(
        List.of("a", "b"), List.of("c"), List.of(new Layer(3, 0, first), new Layer(1, 0, second)));
  }

  @Test
  void everyEdgeHasAnInsetAndALine() {
    Picture picture = draw(SampleNetworks.full(2, 5, 1), DEFAULTS);
    assertThat(insets(picture)).hasSize(15);
    assertThat(lines(picture)).hasSize(15);
    assertThat(picture.texts()).containsExactly("x1", "x2", "y1");
    assertThat(picture.tooltips()).hasSize(15 + 2 + 5 + 1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 0.2, 0.7, 40})
  void opacityIsTheHyperbolicTangentOfBetaTimesScore(double score) {
    for (double beta : new double[] {0, 1, 3}) {
      Edge edge = SampleNetworks.edge(0, 0, score, Status.ACTIVE, Math::sin);
      Element line = lines(draw(single(edge), DEFAULTS.withBeta(beta))).get(0);
      assertThat(Picture.number(line, "stroke-opacity"))
          .isCloseTo(Math.tanh(beta * score), within(0.005));
    }
  }

  @Test
  void scoresThatAreNoneCountAsZero() {
    for (double score : new double[] {Double.NaN, -1, Double.NEGATIVE_INFINITY}) {
      Edge edge = SampleNetworks.edge(0, 0, score, Status.ACTIVE, Math::sin);
      Element line = lines(draw(single(edge), DEFAULTS)).get(0);
      assertThat(line.getAttribute("stroke-opacity")).isEqualTo("0");
    }
    Edge edge = SampleNetworks.edge(0, 0, Double.POSITIVE_INFINITY, Status.ACTIVE, Math::sin);
    assertThat(lines(draw(single(edge), DEFAULTS)).get(0).getAttribute("stroke-opacity"))
        .isEqualTo("1");
  }

  @Test
  void curvesOfAnyKindAreDrawnOrLeftOut() {
    for (double value : new double[] {0, 1e-320, -7, 1e308, Double.NaN, Double.NEGATIVE_INFINITY}) {
      draw(single(SampleNetworks.edge(0, 0, 1, Status.ACTIVE, x -> value)), DEFAULTS);
      draw(
          single(SampleNetworks.edge(0, 0, 1, Status.ACTIVE, x -> x > 0 ? value : x)),
          DEFAULTS.withRanges(true));
    }
    Edge empty = new Edge(0, 0, new double[0], new double[0], 1, Status.ACTIVE, "");
    Edge point = new Edge(0, 0, new double[1], new double[1], 1, Status.ACTIVE, "");
    assertThat(draw(single(empty), DEFAULTS).all("path")).hasSize(2);
    assertThat(draw(single(point), DEFAULTS).all("path")).hasSize(3);
  }

  @Test
  void aCurveKeepsItsShape() {
    Picture picture =
        draw(single(SampleNetworks.edge(0, 0, 1, Status.ACTIVE, x -> x * x)), DEFAULTS);
    Element inset = insets(picture).get(0);
    String path = picture.all("path").get(1).getAttribute("d");
    double[] places =
        Arrays.stream(path.substring(1).split(" ")).mapToDouble(Double::parseDouble).toArray();
    double left = places[0];
    double right = places[places.length - 2];
    double high = places[1];
    double low = high;
    for (int i = 1; i < places.length; i += 2) {
      low = Math.max(low, places[i]);
    }
    assertThat(left).isGreaterThan(Picture.number(inset, "x"));
    assertThat(high).isGreaterThan(Picture.number(inset, "y"));
    for (int i = 0; i < places.length; i += 2) {
      double x = -1 + 2 * (places[i] - left) / (right - left);
      double y = (low - places[i + 1]) / (low - high);
      assertThat(y).isCloseTo(x * x, within(0.01));
    }
  }

  @Test
  void prunedEdgesAreHiddenOrFaint() {
    Picture hidden = draw(pruned(), DEFAULTS);
    assertThat(insets(hidden)).hasSize(3);
    assertThat(hidden.texts()).contains("6 pruned edges not drawn.", "symbolic");
    assertThat(hidden.tooltips()).contains("node 1 of level 1").doesNotContain("node 0 of level 1");

    Picture shown = draw(pruned(), DEFAULTS.withMasked(true));
    assertThat(insets(shown)).hasSize(9);
    assertThat(shown.texts()).contains("pruned", "spline", "symbolic");
    assertThat(lines(shown).stream().filter(l -> l.hasAttribute("stroke-dasharray"))).hasSize(6);
    assertThat(
            shown.all("g").stream()
                .filter(g -> g.getAttribute("stroke").equals(Palette.LIGHT.muted())))
        .hasSize(2);
  }

  @Test
  void symbolicEdgesAreRedAndNamed() {
    Picture picture =
        draw(single(SampleNetworks.edge(0, 0, 1, Status.SYMBOLIC, Math::sin)), DEFAULTS);
    assertThat(lines(picture).get(0).getAttribute("stroke")).isEqualTo(Palette.LIGHT.symbolic());
    assertThat(picture.texts()).contains("sin");
    assertThat(picture.tooltips()).anyMatch(t -> t.contains("x → y, score 1, symbolic sin"));
  }

  @Test
  void wideNetworksShowTheStrongestAndSaySo() {
    Picture picture = draw(SampleNetworks.full(64, 64, 1), DEFAULTS);
    assertThat(insets(picture)).hasSize(128 + 64);
    assertThat(picture.texts())
        .contains("3,968 of 4,160 edges hidden: the strongest of each layer are drawn.");
    // Scores grow from edge to edge: the strongest are those of the last two inputs.
    assertThat(picture.tooltips().stream().filter(t -> t.contains(" → node")))
        .hasSize(128)
        .allMatch(t -> t.startsWith("x63 →") || t.startsWith("x64 →"));
  }

  @Test
  void theLimitOfEdgesIsKept() {
    Picture picture = draw(SampleNetworks.full(3, 4, 2), DEFAULTS.withMostEdges(5));
    assertThat(insets(picture)).hasSize(10);
    assertThat(picture.texts())
        .contains("10 of 20 edges hidden: the strongest of each layer are drawn.");
  }

  @Test
  void levelsWithoutRoomLoseTheirWeakestNodes() {
    Picture picture = draw(SampleNetworks.full(1000, 2), DEFAULTS).hasReadableTexts();
    assertThat(picture.texts()).contains("x1000", "x905").doesNotContain("x904", "x1");
    assertThat(picture.texts()).anyMatch(t -> t.endsWith("904 nodes hidden."));
  }

  @Test
  void namesAreEscaped() {
    Edge edge = new Edge(0, 0, new double[2], new double[2], 1, Status.SYMBOLIC, "<b onload='x'>");
    NetworkView network =
        new NetworkView(
            List.of(HOSTILE), List.of(HOSTILE), List.of(new Layer(1, 0, List.of(edge))));
    String svg = new NetworkPicture(network, DEFAULTS.withTitle(HOSTILE)).svg();
    Picture picture = Picture.of(svg);
    assertThat(svg).doesNotContain("<script", "<b ", "\u0001");
    assertThat(picture.texts()).contains("<script>alert('a\" & b')</script>\uFFFD\uFFFD]]>");
  }

  @Test
  void longNamesAreShortenedWithATooltip() {
    String name = "a column whose name nobody could ever call short, though it is well meant";
    List<String> inputs = List.of("x", name, "z");
    NetworkView network =
        new NetworkView(inputs, List.of(name), List.of(SampleNetworks.layer(3, 1, 0)));
    Picture picture = draw(network, DEFAULTS.withTitle(name + name)).hasReadableTexts();
    assertThat(picture.texts()).doesNotContain(name).anyMatch(t -> t.matches("a column .*…"));
    assertThat(picture.tooltips()).contains(name, name + name);
  }

  @Test
  void productsAreACrossOverTwoSums() {
    NetworkView network =
        new NetworkView(
            SampleNetworks.names("x", 4),
            List.of("y"),
            List.of(
                SampleNetworks.layer(4, 1, 1),
                SampleNetworks.layer(2, 1, 0),
                SampleNetworks.layer(1, 1, 0)));
    Picture picture = draw(network, DEFAULTS).hasReadableTexts();
    assertThat(insets(picture)).hasSize(4 * 3 + 2 + 1);
    // Inputs, three sums, the product, the dot of the sum node, the nodes above.
    assertThat(picture.all("circle")).hasSize(4 + 3 + 1 + 1 + 2);
    assertThat(picture.tooltips()).contains("node 0 of level 1", "node 1 of level 1");
  }

  @Test
  void insetsAndTextsDoNotOverlap() {
    List<int[]> shapes =
        List.of(
            new int[] {2, 5, 1},
            new int[] {8, 16, 1},
            new int[] {64, 64, 1},
            new int[] {26, 8, 3},
            new int[] {1, 1},
            new int[] {10, 40, 10},
            new int[] {200, 90});
    for (int[] shape : shapes) {
      for (boolean ranges : new boolean[] {false, true}) {
        NetworkOptions options = DEFAULTS.withTitle("A network").withRanges(ranges);
        Picture picture = draw(SampleNetworks.full(shape), options).hasReadableTexts();
        List<Element> insets = insets(picture);
        for (Element a : insets) {
          for (Element b : insets) {
            assertThat(a == b || apart(a, b)).as(Arrays.toString(shape)).isTrue();
          }
        }
      }
    }
  }

  private static boolean apart(Element a, Element b) {
    return before(a, b, "x", "width")
        || before(b, a, "x", "width")
        || before(a, b, "y", "height")
        || before(b, a, "y", "height");
  }

  private static boolean before(Element a, Element b, String at, String extent) {
    return Picture.number(a, at) + Picture.number(a, extent) <= Picture.number(b, at);
  }

  @Test
  void aPictureOfModerateSizeIsAModerateText() {
    assertThat(new NetworkPicture(SampleNetworks.full(8, 16, 1), DEFAULTS).svg())
        .hasSizeLessThan(400_000);
  }

  @Test
  void equalNetworksGiveEqualText() {
    NetworkView network = SampleNetworks.full(8, 16, 1);
    Layer first = network.layers().get(0);
    List<Edge> reversed = new ArrayList<>(first.edges());
    Collections.reverse(reversed);
    NetworkView same =
        new NetworkView(
            network.inputs(),
            network.outputs(),
            List.of(new Layer(16, 0, reversed), network.layers().get(1)));
    assertThat(new NetworkPicture(same, DEFAULTS).svg())
        .isEqualTo(new NetworkPicture(network, DEFAULTS).svg());
  }

  @Test
  void nodesThatAreCutOffAreFaint() {
    double[] scores = {1, 1e-9, 0.011, Double.NaN};
    List<Edge> first = new ArrayList<>();
    List<Edge> second = new ArrayList<>();
    for (int n = 0; n < scores.length; n++) {
      first.add(SampleNetworks.edge(0, n, scores[n], Status.ACTIVE, Math::sin));
      first.add(SampleNetworks.edge(1, n, 1e-3 * scores[n], Status.ACTIVE, Math::sin));
      second.add(SampleNetworks.edge(n, 0, scores[n], Status.ACTIVE, Math::exp));
    }
    NetworkView network =
        new NetworkView(
            List.of("a", "b"),
            List.of("c"),
            List.of(new Layer(4, 0, first), new Layer(1, 0, second)));
    List<Element> nodes =
        draw(network, DEFAULTS).all("g").stream()
            .filter(g -> g.getAttribute("stroke-width").equals("1.4"))
            .toList();
    assertThat(nodes)
        .extracting(node -> node.getAttribute("stroke-opacity"))
        .containsExactly("", "0.45", "", "0.45", "", "0.45", "");
    assertThat(nodes.get(1).getAttribute("fill-opacity")).isEqualTo("0.45");
    assertThat(nodes.get(3).getAttribute("fill-opacity")).isEmpty();
    assertThat(nodes.get(3).getAttribute("stroke")).isEqualTo(Palette.LIGHT.muted());
  }

  @Test
  void widthAndColoursAreTheCallers() {
    Palette dark = new Palette("#000000", "#ffffff", "#aaaaaa", "#333333", "#ff0000", "#0000ff");
    Picture picture = draw(SampleNetworks.full(3, 2, 1), DEFAULTS.withWidth(900).withPalette(dark));
    assertThat(picture.width()).isEqualTo(900);
    assertThat(picture.all("rect").get(0).getAttribute("fill")).isEqualTo("#000000");
  }

  @Test
  void badInputIsNamed() {
    Edge astray = SampleNetworks.edge(1, 0, 1, Status.ACTIVE, Math::sin);
    assertThatThrownBy(() -> single(astray))
        .hasMessageContaining("1 inputs")
        .hasMessageContaining("1 -> 0");
    assertThatThrownBy(
            () -> new NetworkView(List.of("x"), List.of(), List.of(new Layer(1, 0, List.of()))))
        .hasMessageContaining("1 nodes, 0 names");
    assertThatThrownBy(() -> new NetworkView(List.of(), List.of(), List.of()))
        .hasMessageContaining("at least one input");
    assertThatThrownBy(() -> new Edge(0, 0, new double[2], new double[3], 1, Status.ACTIVE, ""))
        .hasMessageContaining("2 points and 3 values");
    assertThatThrownBy(() -> DEFAULTS.withBeta(Double.NaN)).hasMessageContaining("beta is NaN");
    assertThatThrownBy(() -> DEFAULTS.withBeta(-1)).hasMessageContaining("beta is -1");
    assertThatThrownBy(() -> DEFAULTS.withMostEdges(0)).hasMessageContaining("mostEdges is 0");
    assertThatThrownBy(() -> DEFAULTS.withWidth(10)).hasMessageContaining("width is 10");
    assertThatThrownBy(() -> new Palette("red", "", "", "", "", "")).hasMessageContaining("'red'");
  }
}
