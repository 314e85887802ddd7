package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.ContrastSettings;
import io.streambed.science.Data;
import io.streambed.science.EmbedAndEmulateSettings;
import io.streambed.science.EstimatorSettings;
import io.streambed.science.EstimatorSettings.Critic;
import io.streambed.science.EstimatorSettings.Encoder;
import io.streambed.science.Outcome;
import io.streambed.science.prior.PriorProposal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearnerTest {
  private static final SmallTask TASK = SmallTask.gaussian(2);
  private static final TrainingSettings TRAINING = SmallTask.training(100);
  private static final EstimatorSettings WITH_NEGATIVES =
      SmallTask.settings(Encoder.PERCEPTRON, Critic.COSINE, 50);

  @Test
  void theSameSeedGivesTheSameWeightsToTheLastBit() {
    Learner first = TASK.learner(WITH_NEGATIVES, TRAINING, 5);
    Learner second = TASK.learner(WITH_NEGATIVES, TRAINING, 5);
    TASK.train(first, TRAINING, 0, 60);
    TASK.train(second, TRAINING, 0, 60);
    assertArrayEquals(first.state().toBytes(), second.state().toBytes());
    assertEquals(first.tensors(), second.tensors());
  }

  @Test
  void anotherSeedGivesOtherWeights() {
    assertNotEquals(
        TASK.learner(WITH_NEGATIVES, TRAINING, 5).tensors(),
        TASK.learner(WITH_NEGATIVES, TRAINING, 6).tensors());
  }

  @Test
  void fiftyStepsAndFiftyAfterAResumeAreTheHundredStepsToTheLastBit() {
    Learner whole = TASK.learner(WITH_NEGATIVES, TRAINING, 7);
    StepReport expected = TASK.train(whole, TRAINING, 0, 100);
    Learner begun = TASK.learner(WITH_NEGATIVES, TRAINING, 7);
    TASK.train(begun, TRAINING, 0, 50);
    Learner resumed =
        Learner.restore(
            WITH_NEGATIVES,
            TRAINING,
            TASK.prior(),
            new PriorProposal(),
            TASK.shape(),
            LearnerState.fromBytes(begun.state().toBytes()));
    StepReport actual = TASK.train(resumed, TRAINING, 50, 100);
    assertEquals(expected, actual);
    assertArrayEquals(whole.state().toBytes(), resumed.state().toBytes());
  }

  @Test
  void theGradientIsThatOfCentralDifferencesOfTheLoss() {
    for (Critic critic : List.of(Critic.COSINE, Critic.INNER_PRODUCT)) {
      EstimatorSettings settings = SmallTask.settings(Encoder.PERCEPTRON, critic, 0);
      Learner learner = TASK.learner(settings, TRAINING, 3);
      TASK.train(learner, TRAINING, 0, 20);
      List<Outcome.Pair> batch = TASK.pairs(64, 9);
      LearnerState state = learner.state();
      learner.step(batch);
      float[] gradient = gradient(learner);
      for (WeightLayout.Entry entry : objective(learner).layout().entries()) {
        // Along the tensor's own gradient the difference is largest against rounding.
        double length = 0;
        for (int i = entry.offset(); i < entry.offset() + entry.size(); i++) {
          length += (double) gradient[i] * gradient[i];
        }
        length = Math.sqrt(length);
        if (length < 1e-3) {
          continue;
        }
        double h = 4e-3;
        double up = lossAt(settings, state, gradient, entry, h / length, batch);
        double down = lossAt(settings, state, gradient, entry, -h / length, batch);
        double slope = (up - down) / (2 * h);
        assertEquals(length, slope, 0.01 * length + 2e-4, critic + " " + entry.name());
      }
    }
  }

  private static float[] gradient(Learner learner) {
    return assertInstanceOf(GradientLearner.class, learner).gradient();
  }

  private static EmbedAndEmulateObjective objective(Learner learner) {
    return assertInstanceOf(
        EmbedAndEmulateObjective.class,
        assertInstanceOf(GradientLearner.class, learner).objective());
  }

  private static double lossAt(
      EstimatorSettings settings,
      LearnerState state,
      float[] direction,
      WeightLayout.Entry entry,
      double factor,
      List<Outcome.Pair> batch) {
    float[] moved = state.arrays().get(0);
    for (int i = entry.offset(); i < entry.offset() + entry.size(); i++) {
      moved[i] += (float) (factor * direction[i]);
    }
    LearnerState there =
        new LearnerState(
            state.form(),
            state.seed(),
            state.step(),
            state.updates(),
            state.history(),
            List.of(moved, moved, moved, moved),
            state.standardisation());
    return Learner.restore(
            settings, TRAINING, TASK.prior(), new PriorProposal(), TASK.shape(), there)
        .loss(batch);
  }

  @Test
  void aCollectionBetweenThePassesLeavesTheGradientAlone() {
    for (Encoder encoder : List.of(Encoder.PERCEPTRON, Encoder.CONVOLUTION)) {
      SmallTask task = encoder == Encoder.CONVOLUTION ? SmallTask.waves(32) : TASK;
      EstimatorSettings settings = SmallTask.settings(encoder, Critic.COSINE, 20);
      Learner undisturbed = task.learner(settings, TRAINING, 11);
      Learner disturbed = task.learner(settings, TRAINING, 11);
      objective(disturbed).betweenPasses(FreedMemory::overwrite);
      for (int step = 0; step < 5; step++) {
        task.train(undisturbed, TRAINING, step, step + 1);
        task.train(disturbed, TRAINING, step, step + 1);
        assertArrayEquals(gradient(undisturbed), gradient(disturbed), encoder + " " + step);
      }
    }
  }

  @Test
  void aBatchThatIsNotFiniteIsSkippedAndCounted() {
    Learner learner = TASK.learner(SmallTask.settings(), TRAINING, 13);
    TASK.train(learner, TRAINING, 0, 3);
    List<float[]> before = learner.state().arrays();
    List<Outcome.Pair> batch = new ArrayList<>(TASK.pairs(64, 1));
    Outcome.Pair first = batch.get(0);
    batch.set(0, new Outcome.Pair(0, 0, first.parameters(), Data.of(new float[] {Float.NaN, 1})));
    StepReport report = learner.step(batch);
    assertTrue(report.skipped());
    assertEquals(1, learner.skipped());
    assertEquals(4, learner.steps());
    assertArrayEquals(before.get(0), learner.state().arrays().get(0));
    assertFalse(learner.step(TASK.pairs(64, 2)).skipped());
  }

  @Test
  void aFixedTemperatureStays() {
    EmbedAndEmulateSettings s = SmallTask.settings();
    EstimatorSettings fixed =
        new EmbedAndEmulateSettings(
            s.encoder(),
            s.critic(),
            s.transform(),
            8,
            32,
            1,
            1,
            1,
            true,
            0.1,
            false,
            true,
            ContrastSettings.inBatch(0));
    StepReport report = TASK.train(TASK.learner(fixed, TRAINING, 1), TRAINING, 0, 20);
    assertEquals(0.1, report.temperature(), 1e-7);
  }

  @Test
  void pairsOfAnotherShapeAreRefused() {
    Learner learner = TASK.learner(SmallTask.settings(), TRAINING, 1);
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> learner.step(SmallTask.gaussian(3).pairs(4, 1)));
    assertTrue(
        String.valueOf(refusal.getMessage())
            .contains("expected 2 parameters and data of 2 values"));
  }

  @Test
  void aStateOfAnotherNetworkIsRefused() {
    LearnerState state = TASK.learner(SmallTask.settings(), TRAINING, 1).state();
    EstimatorSettings other = SmallTask.settings(Encoder.PERCEPTRON, Critic.INNER_PRODUCT, 0);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            Learner.restore(
                other, TRAINING, TASK.prior(), new PriorProposal(), TASK.shape(), state));
  }

  @Test
  void aCutOffStateIsRefused() {
    byte[] bytes = TASK.learner(SmallTask.settings(), TRAINING, 1).state().toBytes();
    for (int length : new int[] {0, 3, 40, bytes.length - 1}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> LearnerState.fromBytes(Arrays.copyOf(bytes, length)));
    }
  }
}
