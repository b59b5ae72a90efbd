package org.kanspark.jobs.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kanspark.jobs.TestSpark;
import org.kanspark.kernel.train.TrainingStep;

/** Looks at what is written and when a correlation counts as reached, never at how fast. */
class DeterminantBenchTest {
  private static final double NONE = Double.NaN;

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void formulaIsTheDeterminant(int size) {
    List<Row> rows =
        new FormulaProblem(Determinant.formula(size), size * size, 0, 10, 20, 1)
            .rows(TestSpark.session(), Path.of(""), 3)
            .train()
            .collectAsList();
    assertThat(rows).hasSize(20);
    for (Row row : rows) {
      double[] entries = ((Vector) row.getAs(Problem.FEATURES)).toArray();
      Array2DRowRealMatrix matrix = new Array2DRowRealMatrix(size, size);
      for (int i = 0; i < entries.length; i++) {
        matrix.setEntry(i / size, i % size, entries[i]);
      }
      double expected = new LUDecomposition(matrix).getDeterminant();
      assertThat((double) row.getAs(Problem.LABEL))
          .isCloseTo(expected, within(1e-10 * Math.pow(10, size)));
    }
  }

  private static TrainingStep step(int pass, double objective, double heldBack) {
    return new TrainingStep(1, pass, objective, NONE, heldBack, NONE, 0, "grid 3");
  }

  @Test
  void correlationIsThatOfRowsNoStepHasSeen() {
    CorrelationCurve curve = new CorrelationCurve();
    curve.onStep(step(1, 2, NONE));
    curve.onStep(step(1, 0.19, NONE));
    curve.onStep(step(2, 0.01, NONE));
    curve.onStep(step(3, 1e-9, 0.19));
    curve.onStep(step(4, 1e-9, 0.095));
    assertThat(curve.first(0.1, 0.5).passes()).isEqualTo(1);
    assertThat(curve.first(0.9 - 1e-12, 0.5).passes()).isEqualTo(1);
    assertThat(curve.first(0.91, 0.5)).isNull();
    assertThat(curve.first(0.91, 2).passes()).isEqualTo(3);
    assertThat(curve.first(0.96, 2).passes()).isEqualTo(4);
  }

  @Test
  void measuresBothStarts() throws Exception {
    List<String> lines = new ArrayList<>();
    DeterminantBench.run(
        TestSpark.session(),
        new DeterminantBench.Sizes(2, 4_000, 6, 4),
        List.of("local", "none"),
        1,
        true,
        lines::add);
    assertThat(lines).hasSize(2);
    JsonNode local = new ObjectMapper().readTree(lines.get(0));
    JsonNode none = new ObjectMapper().readTree(lines.get(1));
    assertThat(local.get("bench").asText()).isEqualTo("determinant");
    assertThat(local.get("warmStart").asText()).isEqualTo("local");
    assertThat(none.get("warmStart").asText()).isEqualTo("none");
    assertThat(local.get("layers").toString()).isEqualTo("[4,6,1]");
    assertThat(local.get("rows").asInt()).isEqualTo(4_000);
    assertThat(local.get("correlation").asDouble()).isBetween(0.97, 1.0);
    double seconds = local.get("secondsTo").get("0.97").asDouble();
    assertThat(seconds).isPositive().isLessThan(local.get("seconds").asDouble());
    assertThat(seconds).isGreaterThanOrEqualTo(local.get("secondsTo").get("0.9").asDouble());
    assertThat(local.get("passesTo").get("0.97").asInt())
        .isPositive()
        .isLessThanOrEqualTo(local.get("passes").asInt());
  }
}
