package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.streambed.science.ContrastSettings;
import io.streambed.science.ContrastSettings.Intra;
import io.streambed.science.ContrastSettings.Local;
import io.streambed.science.ContrastSettings.Sides;
import io.streambed.science.ContrastSettings.Weighted;
import io.streambed.science.EstimatorSettings;
import io.streambed.science.EstimatorSettings.Critic;
import io.streambed.science.EstimatorSettings.Encoder;
import io.streambed.science.Outcome;
import io.streambed.science.prior.PriorProposal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What has to hold of a learner whatever it tells apart. */
class ContrastLearnerTest {
  /** Batches of 8 cannot show the 3.2 nats of this task, so that the information is near. */
  private static final SmallTask TASK = SmallTask.gaussian(4);

  private static final TrainingSettings TRAINING = new TrainingSettings(8, 3e-3, 10, 0, 5, 0.99);
  private static final Weighted WEIGHTED = new Weighted(6, 40, 0.2);
  private static final ContrastSettings AUTOMATIC =
      new ContrastSettings(Sides.BOTH, 20, true, null, 0, null, null);

  static Stream<Arguments> contrasts() {
    Local local = new Local(3, 0.05, 2, 0.5);
    Intra intra = new Intra(0.5, 0.1, 0.2, 0.3);
    return Stream.of(
        arguments(
            "parameters alone",
            new ContrastSettings(Sides.PARAMETERS, 20, false, null, 0, null, null)),
        arguments("data alone", new ContrastSettings(Sides.DATA, 0, false, null, 0, null, null)),
        arguments("automatic", AUTOMATIC),
        arguments("weighted", new ContrastSettings(Sides.BOTH, 0, false, WEIGHTED, 0, null, null)),
        arguments(
            "weighted, local",
            new ContrastSettings(Sides.PARAMETERS, 0, false, WEIGHTED, 0, local, null)),
        arguments("queue", new ContrastSettings(Sides.BOTH, 5, false, null, 20, null, null)),
        arguments("data, queue", new ContrastSettings(Sides.DATA, 0, false, null, 100, null, null)),
        arguments("local", new ContrastSettings(Sides.BOTH, 5, false, null, 0, local, null)),
        arguments("intra-domain", new ContrastSettings(Sides.BOTH, 5, false, null, 0, null, intra)),
        arguments("all", new ContrastSettings(Sides.BOTH, 5, true, null, 20, local, intra)));
  }

  private static EstimatorSettings settings(ContrastSettings contrasts) {
    return SmallTask.settings(Encoder.PERCEPTRON, Critic.COSINE, contrasts);
  }

  private static Learner restored(ContrastSettings contrasts, LearnerState state) {
    return Learner.restore(
        settings(contrasts), TRAINING, TASK.prior(), new PriorProposal(), TASK.shape(), state);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("contrasts")
  void stepsAfterAResumeAreTheStepsWithoutOneToTheLastBit(String name, ContrastSettings contrasts) {
    Learner whole = TASK.learner(settings(contrasts), TRAINING, 7);
    TASK.train(whole, TRAINING, 0, 150);
    Learner begun = TASK.learner(settings(contrasts), TRAINING, 7);
    TASK.train(begun, TRAINING, 0, 110);
    Learner resumed = restored(contrasts, LearnerState.fromBytes(begun.state().toBytes()));
    TASK.train(resumed, TRAINING, 110, 150);
    assertArrayEquals(whole.state().toBytes(), resumed.state().toBytes(), name);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("contrasts")
  void theGradientOfAStepIsThatOfCentralDifferences(String name, ContrastSettings contrasts) {
    Learner learner = TASK.learner(settings(contrasts), TRAINING, 3);
    TASK.train(learner, TRAINING, 0, 100);
    LearnerState state = learner.state();
    List<Outcome.Pair> batch = TASK.pairs(24, 9);
    WeightLayout layout = objective(contrasts, state).layout();
    float[] gradient = new float[layout.length()];
    lossAt(contrasts, state, state.arrays().get(0), batch, gradient);
    for (WeightLayout.Entry entry : layout.entries()) {
      double length = 0;
      for (int i = entry.offset(); i < entry.offset() + entry.size(); i++) {
        length += (double) gradient[i] * gradient[i];
      }
      length = Math.sqrt(length);
      // The other slopes stand for data that the loss holds fixed: see InfoNce. What is picked, and
      // its weights, are fixed for a step, but differ from one critic to the next.
      boolean exact =
          contrasts.weighted() == null
              && (contrasts.queue() == 0 || entry.name().startsWith("emulator"));
      if (!exact || length < 1e-3) {
        continue;
      }
      double h = 4e-3;
      double up = along(contrasts, state, batch, gradient, entry, h / length);
      double down = along(contrasts, state, batch, gradient, entry, -h / length);
      assertEquals(length, (up - down) / (2 * h), 0.01 * length + 3e-4, name + " " + entry.name());
    }
  }

  private static double along(
      ContrastSettings contrasts,
      LearnerState state,
      List<Outcome.Pair> batch,
      float[] direction,
      WeightLayout.Entry entry,
      double factor) {
    float[] moved = state.arrays().get(0);
    for (int i = entry.offset(); i < entry.offset() + entry.size(); i++) {
      moved[i] += (float) (factor * direction[i]);
    }
    return lossAt(contrasts, state, moved, batch, new float[moved.length]);
  }

  private static double lossAt(
      ContrastSettings contrasts,
      LearnerState state,
      float[] weights,
      List<Outcome.Pair> batch,
      float[] gradient) {
    return objective(contrasts, state).step(weights, batch, state.step(), gradient);
  }

  /** A new one, with the memory of {@code state}. */
  private static Objective objective(ContrastSettings contrasts, LearnerState state) {
    GradientLearner learner = (GradientLearner) restored(contrasts, state);
    return learner.objective();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("contrasts")
  void aCollectionBetweenThePassesLeavesTheGradientAlone(String name, ContrastSettings contrasts) {
    LearnerState state = TASK.learner(settings(contrasts), TRAINING, 11).state();
    List<Outcome.Pair> batch = TASK.pairs(8, 1);
    float[] undisturbed = new float[state.arrays().get(0).length];
    float[] disturbed = undisturbed.clone();
    lossAt(contrasts, state, state.arrays().get(0), batch, undisturbed);
    EmbedAndEmulateObjective objective = (EmbedAndEmulateObjective) objective(contrasts, state);
    objective.betweenPasses(FreedMemory::overwrite);
    objective.step(state.arrays().get(0), batch, state.step(), disturbed);
    assertArrayEquals(undisturbed, disturbed, name);
  }

  @Test
  void negativesJoinByThemselvesWhereTheBatchShowsTooLittle() {
    Learner learner = TASK.learner(settings(AUTOMATIC), TRAINING, 7);
    int before = 0;
    while (learner.state().arrays().get(4)[1] == 0) {
      TASK.train(learner, TRAINING, before, ++before);
    }
    ContrastSettings inBatch = ContrastSettings.inBatch(0);
    Learner without = TASK.learner(settings(inBatch), TRAINING, 7);
    TASK.train(without, TRAINING, 0, before);
    assertArrayEquals(without.state().arrays().get(0), learner.state().arrays().get(0));
    double alone = TASK.train(without, TRAINING, before, before + 1).loss();
    double joined = TASK.train(learner, TRAINING, before, before + 1).loss();
    assertTrue(joined > alone + 0.1, joined + " with and " + alone + " without");
  }

  @Test
  void theMemoryOfOtherSettingsIsRefused() {
    LearnerState automatic = TASK.learner(settings(AUTOMATIC), TRAINING, 7).state();
    assertThrows(
        IllegalArgumentException.class, () -> restored(ContrastSettings.inBatch(0), automatic));
    LearnerState plain = TASK.learner(settings(ContrastSettings.inBatch(0)), TRAINING, 7).state();
    assertThrows(IllegalArgumentException.class, () -> restored(AUTOMATIC, plain));
  }
}
