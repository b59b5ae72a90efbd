package org.kanspark.jobs.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.kanspark.jobs.model.KanPipeline;
import org.kanspark.jobs.score.Scoring;
import org.kanspark.kernel.conversion.ConversionSettings;
import org.kanspark.kernel.conversion.NetworkConversion.Conversion;
import org.kanspark.kernel.formula.Notation;
import org.kanspark.kernel.symbolic.SuggestionSettings;
import org.kanspark.kernel.symbolic.SymbolicLibrary;
import org.kanspark.regression.KANRegressionModel;
import org.kanspark.spark.interpret.Converted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Turns a model into a formula. */
@Command(
    name = "symbolic",
    description = {
      "Replaces the curves of a model by functions, one after the other, and trains the rest on.",
      "Prints what each edge became, the error before and after, and the formula: to six digits,",
      "more where terms cancel and six would move it by more than 1e-4 of its range."
    })
final class SymbolicCommand implements Callable<Integer> {
  private static final int DIGITS = 6;

  private final Console console;

  @Mixin private ModelChange model = new ModelChange();

  @Option(
      names = "--input",
      required = true,
      paramLabel = "PATH",
      description = "Rows with the label to train on: csv with a header, parquet or json.")
  private String input = "";

  @Option(
      names = "--lib",
      paramLabel = "names",
      split = ",",
      description = "Functions to choose of, such as x,x^2,sin,exp; all by default.")
  private @Nullable List<String> library;

  @Option(
      names = "--simplicity",
      paramLabel = "x",
      defaultValue = "0.6",
      description = "Weight of simplicity against accuracy of a function, 0 to 1; 0.6 by default.")
  private double simplicity;

  @Option(
      names = "--tolerance",
      paramLabel = "x",
      defaultValue = "4",
      description = "How many times its loss before a model may have after; 4 by default.")
  private double tolerance;

  SymbolicCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    model.run(console, "kan symbolic", this::convert);
    return 0;
  }

  private KanPipeline convert(SparkSession spark, KanPipeline before) {
    ConversionSettings settings = settings();
    Scoring scoring = new Scoring(spark, before);
    Dataset<Row> rows = scoring.labelled(input);
    Converted<KANRegressionModel> converted =
        search(before.regression("kan symbolic"), rows, settings);
    KanPipeline after = before.with(converted.model());
    for (Conversion conversion : converted.conversions()) {
      console.out().println(conversion);
    }
    console
        .out()
        .println(
            ChangeReport.scores(
                scoring.evaluate(input), new Scoring(spark, after).evaluate(input)));
    if (converted.isComplete()) {
      KANRegressionModel kan = converted.model();
      String formula = kan.toFormula(Notation.TEXT, kan.formulaDigits(DIGITS));
      console.out().println(kan.content().label() + " = " + formula);
    } else {
      console
          .out()
          .println(
              "no formula: some edges are splines still. A network that is trained with few"
                  + " hiddenLayers and regParam = 0.01, pruned, and trained on is likelier to be one"
                  + " (see the tutorial); a larger --tolerance or other functions in --lib may help");
    }
    return after;
  }

  private Converted<KANRegressionModel> search(
      KANRegressionModel model, Dataset<Row> rows, ConversionSettings settings) {
    try (Progress progress = Progress.ofTrainings(console)) {
      return model.autoSymbolic(rows, settings, progress);
    }
  }

  private ConversionSettings settings() {
    SymbolicLibrary all = SymbolicLibrary.standard();
    return ConversionSettings.defaults()
        .withLibrary(library == null ? all : all.subset(library))
        .withRanking(SuggestionSettings.defaults().withSimplicity(simplicity))
        .withTolerance(tolerance);
  }
}
