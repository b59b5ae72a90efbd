package org.kanspark.notes;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.zeppelin.interpreter.InterpreterOutput;

/** Leads what is printed to the output of the paragraph that runs. */
final class SwitchedOutput extends OutputStream {
  private InterpreterOutput paragraph = new InterpreterOutput();

  void switchTo(InterpreterOutput other) {
    paragraph = other;
  }

  @Override
  public void write(int b) throws IOException {
    paragraph.write(b);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    paragraph.write(bytes, from, length);
  }

  @Override
  public void flush() throws IOException {
    paragraph.flush();
  }
}
