package org.kanspark.jobs.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.special.Gamma;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.kanspark.jobs.TestSpark;

/** Holds the cases to the sources they quote and to other ways of computing their labels. */
class CasesTest {
  private static final Path DATA =
      Path.of(System.getProperty(AccuracyBench.DATA_PROPERTY, "../../shared/data"));

  @Test
  void computesDeterminants() {
    AccuracyCase determinant =
        AccuracyBench.select(List.of("determinant"), AccuracyBench.all()).get(0);
    Dataset<Row> rows = determinant.problem().rows(TestSpark.session(), DATA, 0).test();
    for (Row row : rows.limit(20).collectAsList()) {
      double[] entries = row.<Vector>getAs(Problem.FEATURES).toArray();
      RealMatrix matrix = MatrixUtils.createRealMatrix(4, 4);
      for (int e = 0; e < entries.length; e++) {
        matrix.setEntry(e / 4, e % 4, entries[e]);
      }
      double expected = new LUDecomposition(matrix).getDeterminant();
      assertThat(row.<Double>getAs(Problem.LABEL)).isCloseTo(expected, within(1e-8));
    }
  }

  @Test
  void computesLegendreFunctionsOfWholeDegree() {
    for (double x : new double[] {-0.7, 0, 0.3, 1}) {
      assertThat(AssociatedLegendre.of(0, 0, x)).isEqualTo(1);
      assertThat(AssociatedLegendre.of(0, 1, x)).isCloseTo(x, within(1e-15));
      assertThat(AssociatedLegendre.of(0, 3, x))
          .isCloseTo((5 * x * x * x - 3 * x) / 2, within(1e-14));
      assertThat(AssociatedLegendre.of(2, 1, x)).isZero();
      assertThat(AssociatedLegendre.of(2, 2, x)).isCloseTo(3 * (1 - x * x), within(1e-14));
      assertThat(AssociatedLegendre.of(2, 3, x)).isCloseTo(15 * x * (1 - x * x), within(1e-13));
    }
    assertThatThrownBy(() -> AssociatedLegendre.of(1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("order 1");
  }

  /** Abramowitz and Stegun 8.6.1. */
  @Test
  void computesLegendreFunctionsOfRealDegreeAtZero() {
    for (double v : new double[] {0.25, 0.5, 0.9, 2.4}) {
      double expected = Math.sqrt(Math.PI) / (Gamma.gamma(v / 2 + 1) * Gamma.gamma((1 - v) / 2));
      assertThat(AssociatedLegendre.of(0, v, 0)).isCloseTo(expected, within(1e-13));
    }
  }

  @Test
  void agreesWithTheLegendreFunctionsOfScipy() throws IOException {
    assumeTrue(Files.isDirectory(DATA), "no data folder");
    for (int order : new int[] {0, 2}) {
      Problem samples =
          AccuracyBench.select(List.of("table1-lpmv" + order), AccuracyBench.all())
              .get(0)
              .problem();
      List<Row> rows = samples.rows(TestSpark.session(), DATA, 0).test().collectAsList();
      assertThat(rows).hasSize(1000);
      for (Row row : rows) {
        Vector at = row.getAs(Problem.FEATURES);
        double expected = row.<Double>getAs(Problem.LABEL);
        assertThat(AssociatedLegendre.of(order, at.apply(0), at.apply(1)))
            .isCloseTo(expected, within(1e-9));
      }
    }
  }

  @Test
  void quotesThePapersTables() {
    assumeTrue(Files.isDirectory(DATA), "no data folder");
    quotes(
        "kan_paper_table1_special.csv", "function", "best_kan_shape", "best_kan_rmse", "table1-");
    quotes(
        "kan_paper_table2_feynman.csv",
        "equation",
        "pruned_kan_shape_best",
        "pruned_kan_rmse",
        "table2-");
  }

  private static void quotes(String file, String name, String shape, String rmse, String group) {
    List<Row> rows =
        TestSpark.session()
            .read()
            .option("header", true)
            .csv(DATA.resolve("science").resolve(file).toString())
            .collectAsList();
    assertThat(rows).isNotEmpty();
    for (Row row : rows) {
      String wanted = group + row.getAs(name);
      AccuracyCase quoted = AccuracyBench.select(List.of(wanted), AccuracyBench.all()).get(0);
      assertThat(quoted.layers())
          .as(wanted)
          .isEqualTo(
              java.util.Arrays.stream(
                      row.<String>getAs(shape).replaceAll("[\\[\\]]", "").split(","))
                  .mapToInt(Integer::parseInt)
                  .toArray());
      assertThat(quoted.published().score())
          .as(wanted)
          .isEqualTo(Double.parseDouble(row.getAs(rmse)));
    }
  }
}
