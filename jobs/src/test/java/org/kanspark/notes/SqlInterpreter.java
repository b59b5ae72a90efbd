package org.kanspark.notes;

import java.util.Properties;
import org.apache.zeppelin.interpreter.Interpreter;
import org.apache.zeppelin.interpreter.InterpreterContext;
import org.apache.zeppelin.interpreter.InterpreterException;
import org.apache.zeppelin.interpreter.InterpreterResult;
import org.apache.zeppelin.interpreter.InterpreterResult.Code;

/** Runs {@code %spark.sql} paragraphs in the session of the {@code %spark} ones. */
public final class SqlInterpreter extends Interpreter {
  /** Makes an interpreter; Zeppelin's server does so by reflection. */
  public SqlInterpreter(Properties properties) {
    super(properties);
  }

  @Override
  public InterpreterResult interpret(String sql, InterpreterContext context)
      throws InterpreterException {
    ScalaInterpreter scala = getInterpreterInTheSameSessionByClassName(ScalaInterpreter.class);
    return new InterpreterResult(Code.SUCCESS, scala.query(sql));
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
