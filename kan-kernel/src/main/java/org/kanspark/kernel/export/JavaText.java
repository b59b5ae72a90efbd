package org.kanspark.kernel.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kanspark.kernel.formula.Numbers;

/** Writes texts and numbers as Java. */
final class JavaText {
  /** A constant of text holds at most 65535 bytes. */
  private static final int BLOCK = 60_000;

  private static final int LINE = 100;

  private JavaText() {}

  static String quoted(String value) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        // Octal for control characters: a line feed written as Unicode would end the line.
        text.append(c < ' ' ? String.format("\\%03o", (int) c) : String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.append('"').toString();
  }

  static String array(double[] values) {
    return blocks(Arrays.stream(values).boxed().toList());
  }

  /** Writes numbers as arguments of a method that parses texts of them. */
  static String blocks(List<Double> values) {
    List<String> blocks = new ArrayList<>();
    StringBuilder block = new StringBuilder();
    int lineEnd = LINE;
    for (double value : values) {
      String number = Numbers.text(value);
      if (block.length() + number.length() > BLOCK) {
        blocks.add(block.toString());
        block.setLength(0);
        lineEnd = LINE;
      }
      if (block.length() + number.length() > lineEnd) {
        block.append("\n        ");
        lineEnd = block.length() + LINE;
      } else if (!block.isEmpty()) {
        block.append(' ');
      }
      block.append(number);
    }
    blocks.add(block.toString());
    List<String> literals = new ArrayList<>();
    for (String text : blocks) {
      literals.add("\"\"\"\n        " + text + "\n        \"\"\"");
    }
    return String.join(",\n        ", literals);
  }
}
