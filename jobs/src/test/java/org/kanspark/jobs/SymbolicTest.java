package org.kanspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.kanspark.jobs.model.KanPipeline;
import org.kanspark.kernel.model.FeatureMap;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.model.LabelScale;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanLayer;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.network.SymbolicEdge;
import org.kanspark.kernel.ops.BaseFunction;
import org.kanspark.kernel.spline.Extrapolation;
import org.kanspark.kernel.spline.Knots;
import org.kanspark.kernel.symbolic.SymbolicLibrary;
import org.kanspark.spark.persist.ModelContent;

/** Refines a model and turns it into a formula from end to end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SymbolicTest {
  private Path folder = Path.of("");
  private Path rows = Path.of("");
  private String model = "";

  @BeforeAll
  void train(@TempDir Path shared) throws IOException {
    folder = shared;
    List<String> lines = new ArrayList<>(List.of("a,b,y"));
    for (int r = 0; r < 400; r++) {
      double a = -1 + 2 * (r * 0.7548776662466927 % 1);
      double b = -1 + 2 * (r * 0.5698402909980532 % 1);
      lines.add(a + "," + b + "," + Math.exp(Math.sin(Math.PI * a) + b * b));
    }
    rows = Files.write(folder.resolve("rows.csv"), lines);
    Path conf =
        Files.writeString(
            folder.resolve("job.conf"),
            """
            input { path = "%s", label = y }
            model.params { hiddenLayers = [1], refineSchedule = [3, 5], maxIter = 60 }
            output { path = "%s" }
            """
                .formatted(rows, folder.resolve("out")));
    Command trained = Command.kan("train", conf.toString());
    assertThat(trained.status()).as(trained.err()).isZero();
    model = folder.resolve("out").toString();
  }

  private Command kan(String command, String from, String to, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(command, "--model", from, "--output", folder.resolve(to).toString()));
    arguments.addAll(List.of(more));
    return Command.kan(arguments.toArray(String[]::new));
  }

  @Test
  void refinesAndFindsTheFormula() throws IOException {
    Command refined = kan("refine", model, "fine", "--grid", "10");
    assertThat(refined.status()).as(refined.err()).isZero();
    assertThat(refined.out()).contains("grid 5 -> 10", "model written to");
    String before = Command.kan("evaluate", "--model", model, "--input", rows.toString()).out();
    String fine = folder.resolve("fine").toString();
    String after = Command.kan("evaluate", "--model", fine, "--input", rows.toString()).out();
    assertThat(after.substring(0, 22)).isEqualTo(before.substring(0, 22));

    Command symbolic = kan("symbolic", fine, "formula", "--input", rows.toString());
    assertThat(symbolic.status()).as(symbolic.err()).isZero();
    assertThat(symbolic.err()).doesNotContain("step 1");
    assertThat(symbolic.out())
        .contains("edge (0, 0, 0): sin", "edge (0, 1, 0): x^2", "edge (1, 0, 0): exp")
        .containsPattern("RMSE \\S+ -> \\d\\.\\d+e-1[3-9]")
        .contains("y = exp(sin(3.14159*a) + b^2)\n");
    String formula = folder.resolve("formula").toString();
    Command text = kan("export", formula, "formula.txt", "--round", "3");
    assertThat(text.status()).as(text.err()).isZero();
    assertThat(text.out())
        .containsPattern("rounded to 3 digits it is off by up to 0\\.\\d+ % of its range");
    assertThat(folder.resolve("formula.txt")).hasContent("exp(sin(3.14*a) + b^2)");
    assertThat(kan("plot", formula, "formula.svg").status()).isZero();
  }

  /** Saves a model of a function of a and the square of b, with the numbers a to d of both. */
  private String saved(String name, String function, double... numbers) throws IOException {
    KanPipeline trained = KanPipeline.load(TestSpark.session(), model);
    InputSpline spline = InputSpline.spline(Knots.uniform(3, 2, -1, 1));
    SymbolicLibrary library = SymbolicLibrary.standard();
    KanLayer layer =
        KanLayer.of(List.of(spline, spline), 1, 0)
            .withSymbolic(
                List.of(
                    new SymbolicEdge(0, 0, library.get(function)),
                    new SymbolicEdge(1, 0, library.get("x^2"))));
    KanNetwork network = new KanNetwork(3, BaseFunction.SILU, Extrapolation.LINEAR, List.of(layer));
    double[] parameters = new double[network.parameterCount()];
    System.arraycopy(numbers, 0, parameters, network.symbolicOffset(0), numbers.length);
    FeatureMap map = new FeatureMap(new double[2], new double[] {1, 1});
    KanModel made = new KanModel(network, parameters, map, new LabelScale(0, 1));
    ModelContent content =
        new ModelContent(made, List.of("a", "b"), "y", "squared", List.of(), null);
    String path = folder.resolve(name).toString();
    trained.with(trained.kan().withContent(content)).save(path);
    return path;
  }

  @Test
  void namesARowOutsideTheDomainOfAFunction() throws IOException {
    String logarithm = saved("logarithm", "log", 1, 0, 1, 0, 1, 0, 0.3, 0);
    Path negative =
        Files.write(folder.resolve("negative.csv"), List.of("a,b,y", "2,1,1", "-0.5,1,1"));
    String line =
        "kan: a row cannot be scored: a = -0.5 is outside the domain of function log on edge"
            + " (0, 0, 0)";
    Path output = folder.resolve("never");
    Command predicted =
        Command.kan(
            "predict", "--model", logarithm, "--input", negative + "", "--output", output + "");
    assertThat(predicted.status()).isEqualTo(2);
    assertThat(predicted.errorLines()).containsExactly(line);
    assertThat(output).doesNotExist();
    Command evaluated =
        Command.kan("evaluate", "--model", logarithm, "--input", negative.toString());
    assertThat(evaluated.status()).isEqualTo(2);
    assertThat(evaluated.errorLines()).containsExactly(line);
  }

  /** A parabola as a cosine a million times as large: six digits would not do. */
  @Test
  void saysWhereRoundingMovesAFormula() throws IOException {
    String cosine = saved("cosine", "cos", 1e-3, 0, 1234567.891, -1234561.234, 1, 0, 0.3, 0);

    Command rounded = kan("export", cosine, "cosine.txt", "--round", "6");
    assertThat(rounded.status()).as(rounded.err()).isZero();
    assertThat(rounded.errorLines()).hasSize(1);
    assertThat(rounded.err()).contains("terms of the formula cancel: --round 6 moves it by");
    String digits = rounded.err().replaceAll("(?s).*--round (\\d+) keeps it.*", "$1");
    Command finer = kan("export", cosine, "cosine.txt", "--round", digits);
    assertThat(finer.status()).isZero();
    assertThat(finer.err()).isEmpty();
  }

  @Test
  void saysWhatIsWrong() {
    refused("refine", "--grid", "3").contains("grid 3 is coarser than the model's");
    refused("symbolic", "--input", rows.toString(), "--lib", "x,sine")
        .contains("Unknown function 'sine'");
    refused("symbolic", "--input", rows.toString(), "--simplicity", "2")
        .contains("simplicity = 2.0: must be 0 to 1");
    refused("symbolic", "--input", rows.toString(), "--tolerance", "0.5")
        .contains("tolerance = 0.5: must be at least 1");
    refused("symbolic").contains("--input");
  }

  private AbstractStringAssert<?> refused(String command, String... more) {
    Command refused = kan(command, model, "refused", more);
    assertThat(refused.status()).as(refused.err()).isEqualTo(2);
    assertThat(refused.errorLines()).hasSize(1);
    assertThat(folder.resolve("refused")).doesNotExist();
    return assertThat(refused.err());
  }
}
