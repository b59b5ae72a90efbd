package org.kanspark.spark.display;

import java.util.regex.Pattern;

/**
 * Is a piece of HTML.
 *
 * @param html elements, closed; no line begins with a percent sign
 */
public record HtmlDisplay(String html) implements Display {
  private static final Pattern DIRECTIVE = Pattern.compile("(?m)^%");

  /** Keeps text from being taken for another display. */
  public HtmlDisplay {
    html = DIRECTIVE.matcher(html).replaceAll("&#37;");
  }

  /** Returns a picture, made smaller where a paragraph is narrow. */
  public static HtmlDisplay ofSvg(String svg) {
    String fitting =
        svg.strip().replaceFirst("<svg ", "<svg style=\"max-width:100%;height:auto\" ");
    return new HtmlDisplay("<div>" + fitting + "</div>");
  }

  /** Returns lines of text as they stand, long ones broken. */
  public static HtmlDisplay ofText(String text) {
    return new HtmlDisplay(
        "<pre style=\"white-space:pre-wrap;overflow-wrap:anywhere\">" + escape(text) + "</pre>");
  }

  /** Returns this with a line of text under it. */
  public HtmlDisplay withCaption(String caption) {
    return new HtmlDisplay(
        html + "\n<p style=\"font-size:85%;opacity:.75\">" + escape(caption) + "</p>");
  }

  @Override
  public String toZeppelin() {
    return "%html " + html + "\n%text ";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
