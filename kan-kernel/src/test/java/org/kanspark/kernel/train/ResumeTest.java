package org.kanspark.kernel.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kanspark.kernel.data.LocalPassRunner;
import org.kanspark.kernel.data.RowBlock;
import org.kanspark.kernel.interpret.Pruning;
import org.kanspark.kernel.model.KanModel;
import org.kanspark.kernel.network.InputSpline;
import org.kanspark.kernel.network.KanNetwork;
import org.kanspark.kernel.penalty.PenaltySettings;
import org.kanspark.kernel.spline.Knots;

/** Kills trainings and goes on from what they have saved. */
class ResumeTest {
  private static final RowBlock ROWS =
      TestRows.withNoise(
          TestRows.uniform(x -> Math.exp(Math.sin(Math.PI * x[0]) + x[1] * x[1]), 2, -1, 1, 400, 1),
          0.01,
          2);

  private static TrainingSettings.Builder settings(String solver, double regParam) {
    return TrainingSettings.builder()
        .solver(solver)
        .hiddenLayers(2)
        .refineSchedule(3, 5, 10)
        .maxIter(9)
        .penalty(new PenaltySettings(regParam, 1, 2, 0.1));
  }

  private static TrainedModel train(
      TrainingSettings settings, TrainingListener listener, CheckpointStore checkpoints) {
    List<List<RowBlock>> partitions =
        List.of(List.of(ROWS.slice(0, 150)), List.of(ROWS.slice(150, 400)));
    try (LocalPassRunner runner = new LocalPassRunner(partitions, 2, 2)) {
      return Trainer.train(settings, runner, listener, checkpoints);
    }
  }

  private static void assertSameBits(TrainedModel actual, TrainedModel expected) {
    KanNetwork network = expected.model().network();
    for (int l = 0; l < network.depth(); l++) {
      assertThat(actual.model().network().layer(l).inputSplines())
          .isEqualTo(network.layer(l).inputSplines());
    }
    assertThat(actual.model().parameters()).containsExactly(expected.model().parameters());
    assertThat(actual.history().terms()).isEqualTo(expected.history().terms());
    assertThat(actual.history().iterations()).isEqualTo(expected.history().iterations());
    assertThat(actual.history().notes()).isEqualTo(expected.history().notes());
    assertThat(actual.edges().layer(0).edgeDeviation(0, 0))
        .isEqualTo(expected.edges().layer(0).edgeDeviation(0, 0));
  }

  /** Goes on from the state after every single step: in each grid, after each change of knots. */
  @ParameterizedTest
  @CsvSource({"l-bfgs, 0", "l-bfgs, 0.003", "gauss-newton, 0", "gauss-newton, 0.003"})
  void everyStepCanBeGoneOnFrom(String solver, double regParam) {
    TrainingSettings settings = settings(solver, regParam).build();
    TrainedModel undisturbed = train(settings, TrainingListener.NONE, CheckpointStore.NONE);
    MemoryCheckpoints store = new MemoryCheckpoints(1);
    assertSameBits(train(settings, TrainingListener.NONE, store), undisturbed);
    assertThat(store.removals).isEqualTo(1);

    Set<Integer> grids = new HashSet<>();
    KanNetwork template = undisturbed.model().network();
    for (byte[] content : store.saved.values()) {
      grids.add(StateFormat.read(content, template).grid());
      TrainedModel resumed =
          train(settings, TrainingListener.NONE, MemoryCheckpoints.holding(1, content));
      assertSameBits(resumed, undisturbed);
    }
    assertThat(grids).containsExactlyInAnyOrder(0, 1, 2);
  }

  /** Begins with hidden knots far wider than activations, so that these are followed. */
  @ParameterizedTest
  @CsvSource({"l-bfgs, 0", "l-bfgs, 0.003", "gauss-newton, 0", "gauss-newton, 0.003"})
  void changesOfHiddenKnotsCanBeGoneOnFrom(String solver, double regParam) {
    KanModel first =
        train(
                settings(solver, regParam).refineSchedule(5).maxIter(3).build(),
                TrainingListener.NONE,
                CheckpointStore.NONE)
            .model();
    List<InputSpline> wide =
        first.network().layer(1).inputSplines().stream()
            .map(input -> input.knots())
            .map(k -> Knots.uniform(3, 15, 3 * k.lower() - k.upper(), 3 * k.upper() - k.lower()))
            .map(InputSpline::spline)
            .toList();
    KnotChange start = KnotChange.ofLayer(first.network(), first.parameters(), 1, wide);
    KanModel stale =
        new KanModel(start.network(), start.parameters(), first.featureMap(), first.labelScale());
    TrainingSettings settings =
        settings(solver, regParam).initialModel(stale).refineSchedule().maxIter(7).build();
    MemoryCheckpoints store = new MemoryCheckpoints(1);
    TrainedModel undisturbed = train(settings, TrainingListener.NONE, store);
    assertThat(undisturbed.model().network().layer(1).inputSplines()).isNotEqualTo(wide);
    int changes = 0;
    for (byte[] content : store.saved.values()) {
      TrainingState state = StateFormat.read(content, undisturbed.model().network());
      changes += state.at().network().layer(1).inputSplines().equals(wide) ? 0 : 1;
      TrainedModel resumed =
          train(settings, TrainingListener.NONE, MemoryCheckpoints.holding(1, content));
      assertSameBits(resumed, undisturbed);
    }
    assertThat(changes).isBetween(1, store.saved.size() - 1);
  }

  @ParameterizedTest
  @CsvSource({"l-bfgs, 2", "l-bfgs, 7", "l-bfgs, 14", "gauss-newton, 4", "gauss-newton, 11"})
  void killedTrainingEndsWithTheSameModel(String solver, int deadly) {
    TrainingSettings settings = settings(solver, 0).build();
    TrainedModel undisturbed = train(settings, TrainingListener.NONE, CheckpointStore.NONE);
    MemoryCheckpoints before = new MemoryCheckpoints(3);
    TrainingListener killer =
        step -> {
          if (step.iteration() == deadly) {
            throw new IllegalStateException("killed");
          }
        };
    assertThatThrownBy(() -> train(settings, killer, before)).hasMessage("killed");
    assertThat(before.removals).isZero();
    assertThat(before.saved.keySet()).allMatch(step -> step < deadly);

    List<Integer> steps = new ArrayList<>();
    CheckpointStore after =
        before.saved.isEmpty()
            ? new MemoryCheckpoints(3)
            : MemoryCheckpoints.holding(3, before.saved.get(before.saved.lastKey()));
    TrainedModel resumed = train(settings, step -> steps.add(step.iteration()), after);
    assertSameBits(resumed, undisturbed);
    assertThat(steps.get(0)).isEqualTo(before.saved.isEmpty() ? 1 : before.saved.lastKey() + 1);
  }

  /** Linear models are corrected once; large ones take first steps on sampled rows. */
  @ParameterizedTest
  @ValueSource(strings = {"gauss-newton", "l-bfgs"})
  void otherNetworksAndTrainedOnesCanBeGoneOnFrom(String solver) {
    TrainingSettings additive =
        settings(solver, 0).hiddenLayers().refineSchedule(4, 8).tol(1e-14).build();
    TrainedModel first = train(additive, TrainingListener.NONE, CheckpointStore.NONE);
    MemoryCheckpoints store = new MemoryCheckpoints(1);
    train(additive, TrainingListener.NONE, store);
    for (byte[] content : store.saved.values()) {
      assertSameBits(
          train(additive, TrainingListener.NONE, MemoryCheckpoints.holding(2, content)), first);
    }

    TrainedModel two = train(settings(solver, 0).build(), TrainingListener.NONE, store);
    KanModel pruned = Pruning.ofEdge(two.model(), two.edges(), 0, 1, 0).model();
    TrainingSettings warm = settings(solver, 0).initialModel(pruned).refineSchedule(15).build();
    TrainedModel expected = train(warm, TrainingListener.NONE, CheckpointStore.NONE);
    MemoryCheckpoints states = new MemoryCheckpoints(2);
    train(warm, TrainingListener.NONE, states);
    assertThat(states.saved).isNotEmpty();
    for (byte[] content : states.saved.values()) {
      assertSameBits(
          train(warm, TrainingListener.NONE, MemoryCheckpoints.holding(2, content)), expected);
    }
  }

  /** Where several starts are too dear the first steps are taken on sampled rows. */
  @Test
  void stepsOnSampledRowsAreNotRepeated() {
    RowBlock rows = TestRows.uniform(x -> Math.sin(3 * x[0]) * x[1], 2, -1, 1, 1200, 5);
    TrainingSettings settings =
        settings("l-bfgs", 0).hiddenLayers(16, 16).refineSchedule().maxIter(6).build();
    MemoryCheckpoints store = new MemoryCheckpoints(2);
    try (LocalPassRunner runner = LocalPassRunner.of(rows)) {
      TrainedModel undisturbed = Trainer.train(settings, runner, TrainingListener.NONE, store);
      byte[] content = store.saved.get(2);
      TrainingState state = StateFormat.read(content, undisturbed.model().network());
      assertThat(state.stepsBefore()).isBetween(1, 30);
      TrainedModel resumed =
          Trainer.train(
              settings, runner, TrainingListener.NONE, MemoryCheckpoints.holding(2, content));
      assertSameBits(resumed, undisturbed);
    }
  }

  @Test
  void contentThatIsNotWholeIsRefused() {
    TrainingSettings settings = settings("l-bfgs", 0).refineSchedule().maxIter(4).build();
    MemoryCheckpoints store = new MemoryCheckpoints(2);
    KanNetwork network = train(settings, TrainingListener.NONE, store).model().network();
    byte[] content = store.saved.get(store.saved.firstKey());
    for (int length : new int[] {0, 3, 20, content.length / 2, content.length - 1}) {
      assertThatThrownBy(() -> StateFormat.read(Arrays.copyOf(content, length), network))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("incomplete");
    }
    byte[] damaged = content.clone();
    damaged[content.length / 2] ^= 1;
    assertThatThrownBy(() -> StateFormat.read(damaged, network)).hasMessageContaining("damaged");
    byte[] newer = content.clone();
    newer[7] = 9;
    assertThatThrownBy(() -> StateFormat.read(newer, network))
        .hasMessage("it has format version 9, accepted: 2");
    assertThat(StateFormat.write(StateFormat.read(content, network))).isEqualTo(content);
  }

  @Test
  void identityTellsRowsPartitionsAndInitialModelsApart() {
    TrainingSettings settings = settings("l-bfgs", 0).refineSchedule().maxIter(0).build();
    Map<String, String> base = identity(settings, ROWS.slice(0, 100), ROWS.slice(100, 400));
    assertThat(identity(settings, ROWS.slice(0, 100), ROWS.slice(100, 400))).isEqualTo(base);
    assertThat(base).containsEntry("rows", "400").containsEntry("initialModel", "none");

    Set<Map<String, String>> all = new HashSet<>(Set.of(base));
    assertThat(all.add(identity(settings, ROWS))).isTrue();
    assertThat(all.add(identity(settings, ROWS.slice(0, 101), ROWS.slice(101, 400)))).isTrue();
    double[] labels = ROWS.labels().clone();
    labels[17] = Math.nextUp(labels[17]);
    RowBlock other = new RowBlock(400, 2, ROWS.values(), labels);
    assertThat(all.add(identity(settings, other.slice(0, 100), other.slice(100, 400)))).isTrue();
    double[] weights = new double[400];
    Arrays.fill(weights, 1.0);
    weights[3] = 2.0;
    RowBlock weighted = new RowBlock(400, 2, ROWS.values(), ROWS.labels(), weights);
    assertThat(all.add(identity(settings, weighted.slice(0, 100), weighted.slice(100, 400))))
        .isTrue();

    KanModel model = TestRows.train(settings, ROWS).model();
    double[] parameters = model.parameters();
    parameters[0] = Math.nextUp(parameters[0]);
    KanModel near =
        new KanModel(model.network(), parameters, model.featureMap(), model.labelScale());
    KanNetwork network = model.network();
    boolean[] live = {true, true, true, false};
    KanModel dead =
        new KanModel(
            network.withLayer(0, network.layer(0).withLive(live)),
            model.parameters(),
            model.featureMap(),
            model.labelScale());
    List<InputSpline> inputs = network.layer(1).inputSplines();
    assertThat(inputs).hasSize(2);
    for (KanModel initial : List.of(model, near, dead)) {
      TrainingSettings warm = settings("l-bfgs", 0).initialModel(initial).maxIter(0).build();
      assertThat(all.add(identity(warm, ROWS.slice(0, 100), ROWS.slice(100, 400)))).isTrue();
    }
  }

  private static Map<String, String> identity(TrainingSettings settings, RowBlock... partitions) {
    MemoryCheckpoints store = new MemoryCheckpoints(1);
    List<List<RowBlock>> all = Arrays.stream(partitions).map(List::of).toList();
    try (LocalPassRunner runner = new LocalPassRunner(all, 2, 1)) {
      Trainer.train(settings, runner, TrainingListener.NONE, store);
    }
    return store.identities.get(0);
  }
}
