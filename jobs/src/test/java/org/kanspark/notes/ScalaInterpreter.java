package org.kanspark.notes;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.SparkSession;
import org.apache.zeppelin.interpreter.Interpreter;
import org.apache.zeppelin.interpreter.InterpreterContext;
import org.apache.zeppelin.interpreter.InterpreterException;
import org.apache.zeppelin.interpreter.InterpreterResult;
import org.apache.zeppelin.interpreter.InterpreterResult.Code;
import scala.Console;
import scala.collection.immutable.List;
import scala.collection.immutable.Nil$;
import scala.tools.nsc.Settings;
import scala.tools.nsc.interpreter.IMain;
import scala.tools.nsc.interpreter.Results;
import scala.tools.nsc.interpreter.shell.ReplReporterImpl;

/**
 * Runs {@code %spark} paragraphs in the REPL of Scala 2.13, as Zeppelin's own interpreter does,
 * which is not published.
 */
public final class ScalaInterpreter extends Interpreter {
  private final SwitchedOutput output = new SwitchedOutput();
  private final NoteContext z = new NoteContext();
  private Path scratch;
  private IMain repl;
  private SparkSession spark;

  /** Makes an interpreter; Zeppelin's server does so by reflection. */
  public ScalaInterpreter(Properties properties) {
    super(properties);
  }

  SparkSession spark() {
    return spark;
  }

  @Override
  public void open() throws InterpreterException {
    Path classes;
    try {
      scratch = Files.createTempDirectory("notes");
      classes = Files.createDirectory(scratch.resolve("repl"));
    } catch (IOException e) {
      throw new InterpreterException(e);
    }
    Settings settings = new Settings();
    settings.processArgumentString("-usejavacp -Yrepl-class-based -Yrepl-outdir " + classes);
    PrintWriter echo =
        new PrintWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8), true);
    repl = new IMain(settings, new ReplReporterImpl(settings, echo));
    // Executors find the classes of closures by it: before the session.
    Thread.currentThread().setContextClassLoader(repl.classLoader());
    spark =
        SparkSession.builder()
            .master("local[2]")
            .appName("notes")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.warehouse.dir", scratch.resolve("warehouse").toString())
            .config("spark.repl.class.outputDir", classes.toString())
            .getOrCreate();
    bind("spark", "org.apache.spark.sql.SparkSession", spark);
    bind("sc", "org.apache.spark.SparkContext", spark.sparkContext());
    bind("z", NoteContext.class.getName(), z);
    repl.quietRun("import spark.implicits._");
    repl.quietRun("import org.apache.spark.sql.functions._");
  }

  @SuppressWarnings("unchecked")
  private void bind(String name, String type, Object value) {
    List<String> none = (List<String>) (List<?>) Nil$.MODULE$;
    if (repl.bind(name, type, value, none) != Results.Success$.MODULE$) {
      throw new IllegalStateException("the REPL does not take " + name);
    }
  }

  @Override
  public InterpreterResult interpret(String code, InterpreterContext context) {
    Thread.currentThread().setContextClassLoader(repl.classLoader());
    output.switchTo(context.out);
    z.setInterpreterContext(context);
    PrintStream former = System.out;
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    try {
      Results.Result result = Console.withOut(output, () -> repl.interpret(code));
      return new InterpreterResult(result == Results.Success$.MODULE$ ? Code.SUCCESS : Code.ERROR);
    } finally {
      System.out.flush();
      System.setOut(former);
    }
  }

  /** Returns the text of the table that {@code %spark.sql} shows. */
  String query(String sql) {
    return z.showData(spark.sql(sql));
  }

  @Override
  public void close() {
    repl.close();
    spark.stop();
    FileUtil.fullyDelete(scratch.toFile());
  }

  @Override
  public void cancel(InterpreterContext context) {}

  @Override
  public FormType getFormType() {
    return FormType.NATIVE;
  }

  @Override
  public int getProgress(InterpreterContext context) {
    return 0;
  }
}
