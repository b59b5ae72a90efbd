package org.kanspark.spark.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DisplayTest {
  @Test
  void htmlIsClosedAndHoldsNoOtherDisplay() {
    String shown =
        HtmlDisplay.ofText("a < b\n%table no\n\"c\" & d").withCaption("<i>").toZeppelin();
    assertThat(shown).startsWith("%html <pre").endsWith("</p>\n%text ");
    assertThat(shown.lines().filter(line -> line.startsWith("%"))).hasSize(2);
    assertThat(shown)
        .contains("a &lt; b\n&#37;table no\n&quot;c&quot; &amp; d</pre>", ">&lt;i&gt;</p>");
  }

  @Test
  void picturesFitIntoNarrowParagraphs() {
    assertThat(HtmlDisplay.ofSvg("<svg width=\"9\"><svg /></svg>\n").html())
        .isEqualTo(
            "<div><svg style=\"max-width:100%;height:auto\" width=\"9\"><svg /></svg></div>");
  }

  @Test
  void cellsCannotBreakATable() {
    TableDisplay table = new TableDisplay("name", "value");
    table.add("tab\there\nand\r\nthere", 1.0 / 3).add("%html <script>", 4.0).add("", 12L);
    table.add("%x", Double.NaN).add("tiny", 1.23456789e-9).add("large", 54_321_987.0);
    assertThat(table.toZeppelin())
        .isEqualTo(
            "%table\nname\tvalue\ntab here and  there\t0.333333\n %html <script>\t4\n \t12\n"
                + " %x\tNaN\ntiny\t1.23457E-9\nlarge\t54322000\n\n%text ");
  }

  @Test
  void longTablesSayWhatIsLeftOut() {
    TableDisplay table = new TableDisplay("row");
    for (int row = 0; row < 2345; row++) {
      table.add(row);
    }
    String shown = table.toZeppelin();
    assertThat(shown).contains("\n999\n\n%text 1,345 more rows").doesNotContain("\n1000\n");
    TableDisplay wide = new TableDisplay("row");
    for (int row = 0; row < 800; row++) {
      wide.add("w".repeat(300));
    }
    assertThat(wide.toZeppelin().length()).isBetween(59_000, 61_000);
    assertThat(wide.toZeppelin()).endsWith("501 more rows").contains("w…\n");
  }

  @Test
  void everyRowHasEveryCell() {
    assertThatThrownBy(() -> new TableDisplay("a", "b").add("only"))
        .hasMessage("1 cells, accepted: one for each of 2 columns");
  }
}
