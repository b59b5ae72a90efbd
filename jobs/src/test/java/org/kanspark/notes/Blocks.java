package org.kanspark.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.kanspark.notes.Note.Block;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Checks blocks of output for what every note must keep to. */
final class Blocks {
  private static final int MOST_BYTES = 102_400;
  private static final Set<String> TIMES = Set.of("ms a pass", "rows per second");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?(E-?\\d+)?");
  private static final double RELATIVE = 1e-3;
  private static final double ROUNDING = 1e-12;

  private Blocks() {}

  /** Checks one block; throws AssertionError. */
  static void check(Block block) throws Exception {
    int bytes = block.data().getBytes(StandardCharsets.UTF_8).length;
    switch (block.type()) {
      case "HTML" -> check(page(block));
      case "TABLE" -> {
        List<String> lines = block.data().strip().lines().toList();
        assertThat(lines).hasSizeGreaterThan(1);
        int columns = lines.get(0).split("\t").length;
        assertThat(lines).allMatch(line -> line.split("\t", -1).length == columns);
        assertThat(bytes).isLessThan(MOST_BYTES);
      }
      case "TEXT" -> {
        assertThat(block.data()).doesNotContain("Exception:", "error:", "<svg");
        assertThat(bytes).isLessThan(MOST_BYTES);
      }
      default -> throw new AssertionError("no display of this type is expected: " + block.type());
    }
  }

  private static Document page(Block block) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader("<note>" + block.data() + "</note>")));
  }

  /** What paragraphs share a page with must not change by them. */
  private static void check(Document page) {
    for (String element : List.of("script", "style", "link", "iframe")) {
      assertThat(page.getElementsByTagName(element).getLength()).as(element).isZero();
    }
    var all = page.getElementsByTagName("*");
    for (int e = 0; e < all.getLength(); e++) {
      assertThat(all.item(e).getAttributes().getNamedItem("id")).isNull();
    }
  }

  /**
   * Checks that tables say what recorded ones say, numbers to a thousandth; times and what is of
   * the size of rounding errors are free.
   */
  static void checkNumbers(List<Block> blocks, List<Block> recorded) {
    for (int b = 0; b < blocks.size(); b++) {
      if (blocks.get(b).type().equals("TABLE")) {
        List<String> actual = blocks.get(b).data().strip().lines().toList();
        List<String> expected = recorded.get(b).data().strip().lines().toList();
        String[] head = actual.get(0).split("\t");
        assertThat(actual).as("rows of %s", List.of(head)).hasSameSizeAs(expected);
        for (int r = 1; r < actual.size(); r++) {
          String[] now = actual.get(r).split("\t", -1);
          String[] then = expected.get(r).split("\t", -1);
          for (int c = 0; c < head.length; c++) {
            if (!TIMES.contains(head[c])) {
              checkCell(actual.get(r), now[c], then[c]);
            }
          }
        }
      }
    }
  }

  private static void checkCell(String row, String now, String then) {
    if (!NUMBER.matcher(then).matches()) {
      assertThat(now).as(row).isEqualTo(then);
      return;
    }
    double expected = Double.parseDouble(then);
    double near = Math.max(RELATIVE * Math.abs(expected), ROUNDING);
    assertThat(Double.parseDouble(now)).as(row).isCloseTo(expected, within(near));
  }

  /** Types, the heads of tables, and whether HTML has a picture; no numbers. */
  static List<String> shape(List<Block> blocks) {
    return blocks.stream()
        .map(
            block ->
                switch (block.type()) {
                  case "TABLE" -> "TABLE " + block.data().strip().lines().findFirst().orElse("");
                  case "HTML" -> block.data().contains("<svg") ? "picture" : "HTML";
                  default -> block.type();
                })
        .toList();
  }
}
