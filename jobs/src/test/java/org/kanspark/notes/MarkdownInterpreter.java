package org.kanspark.notes;

import java.util.Properties;
import org.apache.zeppelin.interpreter.Interpreter;
import org.apache.zeppelin.interpreter.InterpreterContext;
import org.apache.zeppelin.interpreter.InterpreterResult;
import org.apache.zeppelin.interpreter.InterpreterResult.Code;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Runs {@code %md} paragraphs. */
public final class MarkdownInterpreter extends Interpreter {
  /** Makes an interpreter; Zeppelin's server does so by reflection. */
  public MarkdownInterpreter(Properties properties) {
    super(properties);
  }

  @Override
  public InterpreterResult interpret(String text, InterpreterContext context) {
    return new InterpreterResult(Code.SUCCESS, "%html " + html(text));
  }

  static String html(String text) {
    String html = HtmlRenderer.builder().build().render(Parser.builder().build().parse(text));
    return "<div class=\"markdown-body\">\n" + html + "</div>";
  }

  @Override
  public void open() {}

  @Override
  public void close() {}

  @Override
  public void cancel(InterpreterContext context) {}

  @Override
  public FormType getFormType() {
    return FormType.SIMPLE;
  }

  @Override
  public int getProgress(InterpreterContext context) {
    return 0;
  }
}
