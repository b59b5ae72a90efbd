package org.kanspark.jobs.cli;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kanspark.jobs.error.UserError;
import org.kanspark.jobs.model.KanPipeline;
import org.kanspark.jobs.session.Session;
import org.kanspark.kernel.export.JavaExport;
import org.kanspark.kernel.export.NetworkFormula;
import org.kanspark.kernel.export.SqlExport;
import org.kanspark.kernel.formula.FormulaPrinter;
import org.kanspark.kernel.formula.Notation;
import org.kanspark.kernel.formula.Numbers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a model in another language. */
@Command(
    name = "export",
    description = {
      "Writes a model as JSON, a query of Spark SQL, a Java class, or a formula.",
      "SQL and Java take the raw columns that the model was trained on."
    })
final class ExportCommand implements Callable<Integer> {
  /** The languages. */
  enum Format {
    json(".json"),
    sql(".sql"),
    java(".java"),
    formula(".txt"),
    latex(".tex");

    private final String extension;

    Format(String extension) {
      this.extension = extension;
    }
  }

  private final Console console;

  @Mixin private ModelOption model = new ModelOption();

  @Mixin private OutputFileOption output = new OutputFileOption();

  @Option(
      names = "--format",
      paramLabel = "json|sql|java|formula|latex",
      description = "Format; by default what the file's name says: .json .sql .java .txt .tex.")
  private @Nullable Format format;

  @Option(
      names = "--round",
      paramLabel = "n",
      description = {
        "Significant digits of a formula, 1 to 17; exact by default. Where terms cancel and",
        "rounding moves it by more than 100 units of the last digit, a line says so."
      })
  private @Nullable Integer round;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      defaultValue = "rows",
      description = "Table or view that the SQL reads; rows by default.")
  private String table = "rows";

  ExportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Format chosen = format();
    boolean formula = chosen == Format.formula || chosen == Format.latex;
    if (round != null && !formula) {
      throw new UserError("--round is for --format formula and latex: " + chosen + " is exact");
    }
    if (round != null && (round < 1 || round > Numbers.EXACT_DIGITS)) {
      throw new UserError("--round " + round + " is not accepted: expected 1 to 17");
    }
    model.mustNotHoldFile(output.path());
    String cost;
    try (Session session = Session.open("kan export")) {
      KanPipeline loaded = model.load(session.spark());
      String text = text(chosen, loaded);
      cost = round == null ? "" : costOfRounding(loaded, round);
      output.write((text + "\n").getBytes(StandardCharsets.UTF_8), session.spark());
      console.interruption().written(output.path());
    }
    console.out().println(chosen + " written to " + output.path() + cost);
    return 0;
  }

  private Format format() {
    if (format != null) {
      return format;
    }
    for (Format candidate : Format.values()) {
      if (output.endsWith(candidate.extension)) {
        return candidate;
      }
    }
    throw new UserError(
        "--format is missing, and "
            + output.fileName()
            + " ends in none of .json, .sql, .java, .txt, .tex");
  }

  private String text(Format chosen, KanPipeline loaded) {
    try {
      return switch (chosen) {
        case json -> loaded.kan().exportJson(loaded.rawColumns());
        case sql ->
            new SqlExport(
                    loaded.kan().kanModel(),
                    loaded.rawColumns(),
                    loaded.kan().getPredictionCol(),
                    loaded.kan().exportedClasses())
                .query(table)
                .strip();
        case java ->
            new JavaExport(
                    loaded.kan().kanModel(), loaded.rawColumns(), loaded.kan().exportedClasses())
                .source(className())
                .strip();
        case formula -> formula(loaded, Notation.TEXT);
        case latex -> formula(loaded, Notation.LATEX);
      };
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }

  private String formula(KanPipeline loaded, Notation notation) {
    return round == null
        ? loaded.kan().toFormula(notation)
        : loaded.kan().toFormula(notation, round);
  }

  /** Says how far rounding moves the formula, and on the side where that is more than it should. */
  private String costOfRounding(KanPipeline loaded, int digits) {
    NetworkFormula formula =
        new NetworkFormula(loaded.kan().kanModel(), loaded.kan().featureNames());
    double error = formula.roundingError(digits);
    if (!(error <= NetworkFormula.tolerance(digits))) {
      console
          .err()
          .printf(
              Locale.ROOT,
              "kan: terms of the formula cancel: --round %d moves it by %.2g of its range; --round"
                  + " %d keeps it%n",
              digits,
              error,
              formula.digits(digits));
    }
    return String.format(
        Locale.ROOT,
        "; rounded to %d digits it is off by up to %.2g %% of its range",
        digits,
        100 * error);
  }

  /** Returns the class that a file of this name must hold. */
  private String className() {
    String name = output.fileName();
    return output.endsWith(".java")
        ? name.substring(0, name.length() - ".java".length())
        : FormulaPrinter.javaName(name.isEmpty() ? "KanModel" : name);
  }
}
