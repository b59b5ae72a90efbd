package org.kanspark.jobs.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.kanspark.jobs.TestSpark;
import org.kanspark.jobs.error.UserError;

class GeneratedRowsTest {
  private static final GeneratedRows SOURCE =
      GeneratedRows.of("exp(cos(pi()*x1)+pow(x2,2))", new double[] {0, 1}, new double[] {-2, 3});

  private final SparkSession spark = TestSpark.session();

  @Test
  void computesTheFunctionAtPointsInRange() {
    List<Row> rows = SOURCE.rows(spark, 0, 500, 3).collectAsList();
    assertThat(rows).hasSize(500);
    for (Row row : rows) {
      double x1 = row.getDouble(0);
      double x2 = row.getDouble(1);
      assertThat(x1).isBetween(0.0, 1.0);
      assertThat(x2).isBetween(-2.0, 3.0);
      double expected = Math.exp(Math.cos(Math.PI * x1) + x2 * x2);
      assertThat(row.getDouble(2)).isCloseTo(expected, within(1e-12 * expected));
    }
  }

  @Test
  void aRowIsAFunctionOfSeedAndNumber() {
    List<Row> whole = SOURCE.rows(spark, 0, 100, 1).collectAsList();
    assertThat(SOURCE.rows(spark, 0, 100, 7).collectAsList()).isEqualTo(whole);
    assertThat(SOURCE.rows(spark, 60, 40, 2).collectAsList()).isEqualTo(whole.subList(60, 100));
    assertThat(SOURCE.withSeed(1).rows(spark, 0, 100, 1).collectAsList())
        .doesNotContainAnyElementsOf(whole);
  }

  @Test
  void pointsAreUniform() {
    double sum = 0;
    double squares = 0;
    int n = 100_000;
    for (int i = 0; i < n; i++) {
      double u = GeneratedRows.uniform(5, i);
      sum += u;
      squares += u * u;
    }
    assertThat(sum / n).isCloseTo(0.5, within(0.005));
    assertThat(squares / n).isCloseTo(1.0 / 3, within(0.005));
  }

  @Test
  void namesTheLabel() {
    assertThat(SOURCE.withLabel("z").rows(spark, 0, 1, 1).columns())
        .containsExactly("x1", "x2", "z");
    assertThatThrownBy(() -> SOURCE.withLabel("x2").rows(spark, 0, 1, 1))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("x2");
  }

  @Test
  void refusesWhatIsNoFunctionOfTheArguments() {
    assertThatThrownBy(() -> GeneratedRows.of("x1 +", new double[] {0, 1}).rows(spark, 0, 1, 1))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(
            "input.generate.function = x1 + is no Spark SQL expression over x1: ");
    assertThatThrownBy(() -> GeneratedRows.of("x3", new double[] {0, 1}).rows(spark, 0, 1, 1))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("x3");
    assertThatThrownBy(() -> GeneratedRows.of("rand()", new double[] {0, 1}).rows(spark, 0, 1, 1))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("other values each time");
  }
}
