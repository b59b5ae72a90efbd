package org.kanspark.kernel.view;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes SVG elements in nesting order. Whatever is written is well-formed: elements close in
 * order, text and attributes are escaped, and a number that is none is refused.
 */
final class Svg {
  /** Verdana has nearly the advance widths of DejaVu Sans, so texts fit in either. */
  private static final String FONTS = "'DejaVu Sans', Verdana, sans-serif";

  private static final double LARGEST = 1e12;

  private final StringBuilder out = new StringBuilder(4096);
  private final Deque<String> open = new ArrayDeque<>();
  private boolean inTag;

  /**
   * Starts a picture.
   *
   * @param width in pixels
   * @param height in pixels
   * @param label what a screen reader says
   * @param background colour
   */
  Svg(double width, double height, String label, String background) {
    start("svg").set("xmlns", "http://www.w3.org/2000/svg");
    set("width", width).set("height", height);
    set("viewBox", "0 0 " + number(width) + ' ' + number(height));
    set("role", "img").set("aria-label", label);
    set("font-family", FONTS);
    rectangle(0, 0, width, height).set("fill", background).end();
  }

  /** Opens an element; attributes may follow. */
  Svg start(String element) {
    closeTag();
    if (!open.isEmpty()) {
      out.append('\n');
    }
    out.append('<').append(element);
    open.push(element);
    inTag = true;
    return this;
  }

  /** Sets an attribute of the element opened last. */
  Svg set(String attribute, String value) {
    if (!inTag) {
      throw new IllegalStateException("attributes come before content: " + attribute);
    }
    out.append(' ').append(attribute).append("=\"");
    escape(value);
    out.append('"');
    return this;
  }

  /**
   * Sets a number, with at most two decimals.
   *
   * @throws IllegalArgumentException if it is not finite
   */
  Svg set(String attribute, double value) {
    return set(attribute, number(value));
  }

  /** Opens a rectangle. */
  Svg rectangle(double left, double top, double width, double height) {
    start("rect").set("x", left).set("y", top);
    return set("width", width).set("height", height);
  }

  /** Opens a circle. */
  Svg circle(double x, double y, double radius) {
    return start("circle").set("cx", x).set("cy", y).set("r", radius);
  }

  /** Opens a straight line. */
  Svg line(double x1, double y1, double x2, double y2) {
    start("line").set("x1", x1).set("y1", y1);
    return set("x2", x2).set("y2", y2);
  }

  /** Opens a text at a baseline. */
  Svg text(double x, double y, double size) {
    return start("text").set("x", x).set("y", y).set("font-size", size);
  }

  /** Writes text into the element opened last and closes it. */
  Svg end(String content) {
    closeTag();
    escape(content);
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Adds what is shown when the pointer rests on the element opened last. */
  Svg tooltip(String content) {
    closeTag();
    out.append("<title>");
    escape(content);
    out.append("</title>");
    return this;
  }

  /** Closes the element opened last. */
  Svg end() {
    String element = open.pop();
    if (inTag) {
      out.append("/>");
      inTag = false;
    } else {
      out.append("</").append(element).append('>');
    }
    return this;
  }

  /** Closes the picture and returns it. */
  String finish() {
    while (!open.isEmpty()) {
      end();
    }
    return out.append('\n').toString();
  }

  private void closeTag() {
    if (inTag) {
      out.append('>');
      inTag = false;
    }
  }

  /** Returns a number of the picture's own units: at most two decimals, never an exponent. */
  static String number(double value) {
    StringBuilder text = new StringBuilder();
    append(text, value);
    return text.toString();
  }

  /** Appends what {@link #number} returns. */
  static void append(StringBuilder text, double value) {
    if (!(Math.abs(value) < LARGEST)) {
      throw new IllegalArgumentException("no place in a picture: " + value);
    }
    long hundredths = Math.round(value * 100);
    if (hundredths < 0) {
      text.append('-');
      hundredths = -hundredths;
    }
    text.append(hundredths / 100);
    long rest = hundredths % 100;
    if (rest != 0) {
      text.append('.').append(rest / 10);
      if (rest % 10 != 0) {
        text.append(rest % 10);
      }
    }
  }

  /** Characters that XML cannot hold, not even escaped, become U+FFFD. */
  private void escape(String text) {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        case '\t', '\n', '\r' -> out.append(' ');
        default -> out.appendCodePoint(allowed(c) ? c : 0xFFFD);
      }
    }
  }

  private static boolean allowed(int c) {
    return c >= 0x20
        && !(c >= 0x7F && c <= 0x9F)
        && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
        && c != 0xFFFE
        && c != 0xFFFF;
  }
}
