package org.kanspark.notes;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Properties;
import org.apache.zeppelin.interpreter.InterpreterContext;
import org.apache.zeppelin.interpreter.InterpreterOutput;
import org.apache.zeppelin.interpreter.InterpreterResult;
import org.apache.zeppelin.interpreter.InterpreterResult.Code;
import org.kanspark.notes.Note.Block;

/** Runs paragraphs by their interpreters and takes apart what they print, as Zeppelin does. */
final class NoteRunner {
  private final ScalaInterpreter scala;

  NoteRunner(ScalaInterpreter scala) {
    this.scala = scala;
  }

  /**
   * Runs a paragraph.
   *
   * @throws AssertionError if it fails; tells what it printed
   */
  List<Block> run(Note.Paragraph paragraph) throws IOException {
    try (InterpreterOutput output = new InterpreterOutput()) {
      switch (paragraph.magic()) {
        case "md" -> output.write("%html " + MarkdownInterpreter.html(paragraph.body()));
        case "spark" -> scala(paragraph, output);
        case "spark.sql" -> output.write(scala.query(paragraph.body()));
        // Read as Zeppelin reads it; the session of the test is what it is.
        case "spark.conf" -> new Properties().load(new StringReader(paragraph.body()));
        default -> throw new AssertionError("no interpreter %" + paragraph.magic());
      }
      output.flush();
      return output.toInterpreterResultMessage().stream()
          .map(message -> new Block(message.getType().name(), message.getData()))
          .toList();
    }
  }

  private void scala(Note.Paragraph paragraph, InterpreterOutput output) throws IOException {
    InterpreterContext context =
        InterpreterContext.builder()
            .setInterpreterOut(output)
            .setParagraphTitle(paragraph.title())
            .build();
    InterpreterResult result = scala.interpret(paragraph.body(), context);
    output.flush();
    if (result.code() != Code.SUCCESS) {
      throw new AssertionError(paragraph.title() + " fails:\n" + output);
    }
  }
}
