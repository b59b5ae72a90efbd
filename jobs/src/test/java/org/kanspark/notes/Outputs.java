package org.kanspark.notes;

import static java.util.stream.Collectors.toMap;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kanspark.notes.Note.Block;

/** Holds what paragraphs printed, by note and title. */
final class Outputs {
  private final Map<String, Map<String, List<Block>>> blocks = new HashMap<>();

  void put(String note, String paragraph, List<Block> printed) {
    blocks.computeIfAbsent(note, n -> new HashMap<>()).put(paragraph, printed);
  }

  String text(String note, String paragraph, String type) {
    List<Block> printed = blocks.get(note).get(paragraph);
    return printed.stream()
        .filter(block -> block.type().equals(type))
        .map(Block::data)
        .findFirst()
        .orElseThrow(() -> new AssertionError(paragraph + " has no " + type + ": " + printed));
  }

  Map<String, String> table(String note, String paragraph) {
    return text(note, paragraph, "TABLE")
        .strip()
        .lines()
        .skip(1)
        .map(line -> line.split("\t"))
        .collect(toMap(cells -> cells[0], cells -> cells[1]));
  }

  double metric(String note, String paragraph, String name) {
    return Double.parseDouble(table(note, paragraph).get(name));
  }
}
