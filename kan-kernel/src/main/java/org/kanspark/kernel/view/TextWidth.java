package org.kanspark.kernel.view;

import java.util.ArrayList;
import java.util.List;

/**
 * Estimates how wide texts are, without a font: from the advance widths of DejaVu Sans, one of the
 * widest fonts in use, so that what fits here fits elsewhere.
 */
final class TextWidth {
  static final String ELLIPSIS = "…";

  /** Advance widths of the printable ASCII characters, in thousandths of the font size. */
  private static final int[] ASCII = {
    318, 401, 460, 838, 637, 951, 780, 275, 391, 391, 500, 838,
    318, 361, 318, 337, 637, 637, 637, 637, 637, 637, 637, 637,
    637, 637, 337, 337, 838, 838, 838, 531, 1000, 685, 687, 699,
    771, 632, 576, 775, 752, 295, 295, 656, 558, 863, 749, 788,
    604, 788, 695, 635, 611, 732, 685, 989, 686, 611, 686, 391,
    337, 391, 838, 500, 500, 613, 635, 550, 635, 616, 353, 635,
    634, 278, 278, 580, 278, 975, 634, 612, 635, 635, 412, 521,
    393, 634, 592, 818, 592, 592, 525, 637, 337, 637, 838,
  };

  private static final int SUPERSCRIPT = 530;
  private static final int OTHER = 900;
  private static final int WIDEST = 1100;
  private static final int FIRST_OF_EAST_ASIA = 0x2E80;

  private TextWidth() {}

  /** Returns a width in the units of the font size. */
  static double of(String text, double size) {
    return thousandths(text) * size / 1000;
  }

  private static long thousandths(String text) {
    return text.codePoints().mapToLong(TextWidth::advance).sum();
  }

  private static int advance(int c) {
    if (c >= ' ' && c - ' ' < ASCII.length) {
      return ASCII[c - ' '];
    }
    if (c >= 0x2070 && c <= 0x207F || c == '²' || c == '³' || c == '¹' || c == '·') {
      return SUPERSCRIPT;
    }
    return c < FIRST_OF_EAST_ASIA ? OTHER : WIDEST;
  }

  /** Returns a text that fits, cut at its end and marked by an ellipsis if it must be. */
  static String shorten(String text, double size, double most) {
    if (of(text, size) <= most) {
      return text;
    }
    double room = most - of(ELLIPSIS, size);
    int end = 0;
    while (end < text.length()) {
      int next = end + Character.charCount(text.codePointAt(end));
      if (of(text.substring(0, next), size) > room) {
        break;
      }
      end = next;
    }
    return text.substring(0, end).stripTrailing() + ELLIPSIS;
  }

  /** Returns lines of whole words that fit; a word that does not fit is shortened. */
  static List<String> wrap(String text, double size, double most) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && of(longer, size) > most) {
        lines.add(line.toString());
        longer = word;
      }
      line.setLength(0);
      line.append(shorten(longer, size, most));
    }
    lines.add(line.toString());
    return lines;
  }
}
