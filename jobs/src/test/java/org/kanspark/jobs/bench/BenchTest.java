package org.kanspark.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kanspark.jobs.TestSpark;
import org.kanspark.kernel.bench.KernelBenchmark;
import org.kanspark.kernel.data.RowBlock;

/** Looks at what is written, never at how fast anything was. */
class BenchTest {
  private static JsonNode parse(BenchLine line) throws Exception {
    return new ObjectMapper().readTree(line.json());
  }

  @Test
  void writesTheKeysOfTheContract() throws Exception {
    KernelBenchmark.Result result =
        new KernelBenchmark.Result(
            new int[] {2, 5, 1}, 5, 4096, "simd-512", 1, 1e6, 15e6, 1e9, 0.24);
    JsonNode json = parse(new BenchLine("pass", result, Map.of("millisecondsOverhead", 1.5)));
    assertThat(json.get("bench").asText()).isEqualTo("pass");
    assertThat(json.get("layers").toString()).isEqualTo("[2,5,1]");
    assertThat(json.get("grid").asInt()).isEqualTo(5);
    assertThat(json.get("rows").asInt()).isEqualTo(4096);
    assertThat(json.get("kernel").asText()).isEqualTo("simd-512");
    assertThat(json.get("threads").asInt()).isEqualTo(1);
    assertThat(json.get("rowsPerSecond").asDouble()).isEqualTo(1e6);
    assertThat(json.get("edgesPerSecond").asDouble()).isEqualTo(15e6);
    assertThat(json.get("peakFmaPerSecond").asDouble()).isEqualTo(1e9);
    assertThat(json.get("fmaFraction").asDouble()).isEqualTo(0.24);
    assertThat(json.get("millisecondsOverhead").asDouble()).isEqualTo(1.5);
  }

  @Test
  void measuresPassesAndScoringThroughSpark() throws Exception {
    List<BenchLine> lines = new ArrayList<>();
    PassBench.run(TestSpark.session(), 80, 1e10, lines::add);
    ScoreBench.run(TestSpark.session(), 100, 1e10, lines::add);
    JsonNode pass = parse(lines.get(0));
    assertThat(pass.get("bench").asText()).isEqualTo("pass");
    double milliseconds = pass.get("millisecondsPerPass").asDouble();
    assertThat(pass.get("rowsPerSecond").asDouble())
        .isCloseTo(80 / (1e-3 * milliseconds), within(1e-3 * 80 / (1e-3 * milliseconds)));
    assertThat(pass.get("edgesPerSecond").asDouble() / pass.get("rowsPerSecond").asDouble())
        .isCloseTo(8 * 16 + 16, within(1e-2));
    assertThat(pass.get("millisecondsTreeAggregate").asDouble()).isPositive();
    assertThat(pass.get("deterministicOverTreeAggregate").asDouble()).isPositive();
    JsonNode score = parse(lines.get(1));
    assertThat(score.get("bench").asText()).isEqualTo("score");
    assertThat(score.get("layers").toString()).isEqualTo("[9,16,1]");
    assertThat(score.get("linearRegressionRowsPerSecond").asDouble()).isPositive();
  }

  @Test
  void scalingStudyVariesOneSizeAtATime() throws Exception {
    List<JsonNode> lines = new ArrayList<>();
    ObjectMapper mapper = new ObjectMapper();
    List<String> written = new ArrayList<>();
    ScaleBench.run(TestSpark.session(), 1_000, true, written::add);
    for (String line : written) {
      lines.add(mapper.readTree(line));
    }
    assertThat(lines)
        .extracting(line -> line.get("study").asText())
        .containsOnly("rows", "features", "parameters", "partitions", "model");
    for (JsonNode line : lines.subList(0, lines.size() - 1)) {
      assertThat(line.get("bench").asText()).isEqualTo("scale");
      assertThat(line.get("rows").asLong()).isEqualTo(1_000);
      assertThat(line.get("executors").asInt()).isEqualTo(1);
      assertThat(line.get("cores").asInt())
          .isEqualTo(TestSpark.session().sparkContext().defaultParallelism());
      assertThat(line.get("secondsPerPass").asDouble()).isPositive();
      assertThat(line.get("modelledSeconds").asDouble()).isPositive();
      assertThat(line.get("secondsKernelAlone").isNumber())
          .isEqualTo(line.get("study").asText().equals("rows"));
      assertThat(line.get("layers").get(0).asInt()).isEqualTo(line.get("features").asInt());
    }
    JsonNode model = lines.get(lines.size() - 1);
    double costs = 0;
    for (String of : List.of("Pass", "Partition", "EdgeEvaluationAndCore", "Byte")) {
      assertThat(model.get("secondsPer" + of).asDouble()).isNotNegative();
      costs += model.get("secondsPer" + of).asDouble();
    }
    assertThat(costs).isPositive();
    assertThat(model.get("slopeOverRows").isNull()).isTrue();
  }

  @Test
  void kernelAloneReadsTheSameRows() {
    List<List<RowBlock>> local = GradientRows.local(1_000, 2, 3);
    List<List<RowBlock>> distributed =
        GradientRows.blocks(TestSpark.session(), 1_000, 2, 3).glom().collect();
    assertThat(local).hasSize(3);
    assertThat(local.stream().flatMap(List::stream).mapToInt(RowBlock::rows).sum())
        .isEqualTo(1_000);
    for (int p = 0; p < 3; p++) {
      assertThat(local.get(p)).hasSameSizeAs(distributed.get(p));
      for (int b = 0; b < local.get(p).size(); b++) {
        assertThat(local.get(p).get(b).values()).isEqualTo(distributed.get(p).get(b).values());
        assertThat(local.get(p).get(b).labels()).isEqualTo(distributed.get(p).get(b).labels());
      }
    }
  }
}
