package org.kanspark.kernel.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kanspark.kernel.formula.Expression;
import org.kanspark.kernel.formula.FormulaPrinter;
import org.kanspark.kernel.formula.JavaSource;
import org.kanspark.kernel.formula.Notation;
import org.kanspark.kernel.formula.TextReader;

class FunctionPrintingTest {
  private static final double A = 1.5;
  private static final double B = -0.25;

  private record Printed(SymbolicFunction function, Expression formula, double[] points) {}

  /** Every function of an affine argument, minus 3 times it plus 2, where it has values. */
  private static List<Printed> formulas() {
    List<Printed> all = new ArrayList<>();
    FunctionSamples samples = new FunctionSamples(31);
    for (SymbolicFunction function : SymbolicLibrary.standard().functions()) {
      Expression argument = Expression.affine(A, Expression.variable("x"), B);
      Expression formula = Expression.affine(-3, function.of(argument), 2);
      double[] points = new double[60];
      for (int stretch = 0; stretch < 3; stretch++) {
        double[] ends = samples.arguments(function);
        for (int i = 0; i < 20; i++) {
          points[20 * stretch + i] = (ends[0] + (ends[1] - ends[0]) * (i + 0.5) / 20 - B) / A;
        }
      }
      all.add(new Printed(function, formula, points));
    }
    return all;
  }

  private static double expected(Printed printed, double x) {
    return -3 * printed.function().value(A * x + B) + 2;
  }

  @Test
  void formulaIsTheFunction() {
    for (Printed printed : formulas()) {
      for (double x : printed.points()) {
        double value = expected(printed, x);
        assertThat(printed.formula().value(name -> x))
            .isCloseTo(value, within(1e-14 * (10 + Math.abs(value))));
      }
    }
  }

  @Test
  void plainTextReadsBack() {
    for (Printed printed : formulas()) {
      String text = FormulaPrinter.of(Notation.TEXT).print(printed.formula());
      for (double x : printed.points()) {
        double value = expected(printed, x);
        assertThat(TextReader.value(text, Map.of("x", x)))
            .as(text)
            .isCloseTo(value, within(1e-12 * (10 + Math.abs(value))));
      }
    }
  }

  @Test
  void javaCompilesToTheSameValues(@TempDir Path directory) throws Exception {
    List<Printed> all = formulas();
    JavaSource source = new JavaSource();
    for (Printed printed : all) {
      source.add(printed.formula(), List.of("x"));
    }
    List<Method> methods = source.compile(directory);
    for (int i = 0; i < all.size(); i++) {
      for (double x : all.get(i).points()) {
        double value = expected(all.get(i), x);
        assertThat((double) methods.get(i).invoke(null, x))
            .as("%s at %s", all.get(i).function(), x)
            .isCloseTo(value, within(1e-12 * Math.max(1, Math.abs(value))));
      }
    }
  }

  @Test
  void everyNotationIsBalancedAndHasNoCommentOrOpenPlace() {
    for (Printed printed : formulas()) {
      for (Notation notation : Notation.values()) {
        String text = FormulaPrinter.of(notation).print(printed.formula());
        assertThat(text).doesNotContain("{x}", "{p}", "--");
        for (String pair : List.of("()", "{}")) {
          long open = text.chars().filter(c -> c == pair.charAt(0)).count();
          long close = text.chars().filter(c -> c == pair.charAt(1)).count();
          assertThat(open).as(text).isEqualTo(close);
        }
      }
    }
  }

  @Test
  void sqlHasDoubleLiteralsOnly() {
    for (Printed printed : formulas()) {
      String sql = FormulaPrinter.of(Notation.SQL).print(printed.formula());
      // Spark reads 1.5 as a decimal, and 1 as an integer.
      String literals = sql.replaceAll("`[^`]*`|[a-z_]+[0-9]*[a-z]*", "").replace("), 1)", ")");
      assertThat(literals.replaceAll("[0-9.]+(E-?[0-9]+)?D", ""))
          .as(sql)
          .doesNotContainPattern("[0-9]");
    }
  }
}
