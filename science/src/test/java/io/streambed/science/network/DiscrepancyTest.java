package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.ContrastSettings;
import io.streambed.science.ContrastSettings.Sides;
import io.streambed.science.Data;
import io.streambed.science.EmbedAndEmulateSettings;
import io.streambed.science.EstimatorSettings.Critic;
import io.streambed.science.EstimatorSettings.Encoder;
import io.streambed.science.Outcome;
import io.streambed.science.Posterior;
import io.streambed.science.posterior.Deadline;
import io.streambed.science.posterior.PosteriorEstimator;
import io.streambed.science.posterior.Sampled;
import io.streambed.science.prior.PriorProposal;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The critic that learns how its emulator errs, on φ ~ N(0, I), y = φ + noise. */
class DiscrepancyTest {
  private static final TrainingSettings TRAINING = new TrainingSettings(24, 3e-3, 10, 100, 5, 0.9);

  private static SmallTask task(Encoder encoder) {
    return switch (encoder) {
      case PERCEPTRON -> SmallTask.gaussian(2);
      case SUM_OF_REPEATS -> SmallTask.repeats(3);
      case CONVOLUTION -> SmallTask.waves(16);
    };
  }

  private static EmbedAndEmulateSettings settings(Encoder encoder) {
    return SmallTask.settings(encoder, Critic.DISCREPANCY, 0);
  }

  private static GradientLearner trained(Encoder encoder, int steps) {
    SmallTask task = task(encoder);
    Learner learner = task.learner(settings(encoder), TRAINING, 3);
    task.train(learner, TRAINING, 0, steps);
    return assertInstanceOf(GradientLearner.class, learner);
  }

  private static PosteriorEstimator load(Encoder encoder, Learner learner) {
    SmallTask task = task(encoder);
    return Estimators.load(
        settings(encoder), task.prior(), new PriorProposal(), task.shape(), learner.tensors());
  }

  private static List<Data> data(List<Outcome.Pair> pairs) {
    return pairs.stream().map(Outcome.Pair::data).toList();
  }

  private static double[] parameters(List<Outcome.Pair> pairs) {
    return pairs.stream()
        .flatMapToDouble(pair -> Arrays.stream(pair.parameters().toArray()))
        .toArray();
  }

  @ParameterizedTest
  @EnumSource(Encoder.class)
  void theGradientIsThatOfCentralDifferencesOfTheLoss(Encoder encoder) {
    GradientLearner learner = trained(encoder, 10);
    Objective objective = learner.objective();
    List<Outcome.Pair> batch = task(encoder).pairs(25, 9);
    float[] weights = learner.state().arrays().get(0);
    float[] gradient = new float[weights.length];
    double loss = objective.step(weights, batch, 0, gradient);
    assertEquals(objective.loss(weights, batch), loss, 1e-5);
    CentralDifferences.assertGradient(objective, weights, batch, gradient, 1e-3, 0.02, 1e-3);
  }

  @Test
  void aCollectionBetweenThePassesLeavesTheGradientAlone() {
    GradientLearner learner = trained(Encoder.PERCEPTRON, 3);
    DiscrepancyObjective objective =
        assertInstanceOf(DiscrepancyObjective.class, learner.objective());
    List<Outcome.Pair> batch = task(Encoder.PERCEPTRON).pairs(24, 1);
    float[] weights = learner.state().arrays().get(0);
    float[] undisturbed = new float[weights.length];
    objective.step(weights, batch, 0, undisturbed);
    objective.betweenPasses(FreedMemory::overwrite);
    float[] disturbed = new float[weights.length];
    objective.step(weights, batch, 0, disturbed);
    assertArrayEquals(undisturbed, disturbed);
  }

  @ParameterizedTest
  @EnumSource(Encoder.class)
  void theScoresOfALoadedModelGiveTheLossOfItsLearner(Encoder encoder) {
    Learner learner = trained(encoder, 5);
    List<Outcome.Pair> pairs = task(encoder).pairs(24, 5);
    try (PosteriorEstimator estimator = load(encoder, learner)) {
      float[] all = estimator.candidates(parameters(pairs), 24).scores(data(pairs));
      assertEquals(learner.loss(pairs), ScoreContrast.of(Sides.BOTH, all, 24).loss(), 1e-4);
      double[] own = estimator.own(data(pairs), parameters(pairs));
      for (int n = 0; n < 24; n++) {
        assertEquals(own[n], all[25 * n], 1e-4);
      }
    }
  }

  /**
   * p(φ | y) = N(0.8 y, 0.2 I), by chains with slopes through the critic. Fixed seeds: no false
   * alarms on one kind of processor.
   */
  @Test
  void itsSlopesCarryHamiltonianChains() {
    SmallTask task = task(Encoder.PERCEPTRON);
    TrainingSettings training = new TrainingSettings(128, 3e-3, 20, 500, 5, 0.98);
    Learner learner = task.learner(settings(Encoder.PERCEPTRON), training, 1);
    task.train(learner, training, 0, 500);
    try (PosteriorEstimator estimator = load(Encoder.PERCEPTRON, learner)) {
      UniformRandomProvider random = RandomSource.PHILOX_4X64.create(1L);
      Sampled sampled =
          estimator
              .sampler(8192, SmallTask.chains(), random)
              .sample(Data.of(new float[] {1, -0.5f}), 1000, Deadline.none(), random);
      double deviation = Math.sqrt(0.2);
      assertEquals(Posterior.Sampler.MCMC, sampled.sampler());
      // Wrong slopes would leave hardly any step accepted.
      assertEquals(0.8, sampled.trust().acceptance(), 0.15);
      assertEquals(0.8, sampled.draws().mean(0), 0.25 * deviation);
      assertEquals(-0.4, sampled.draws().mean(1), 0.25 * deviation);
      assertEquals(1, sampled.draws().deviation(0) / deviation, 0.25);
    }
  }

  @Test
  void aBatchWhoseSquareWouldFillTheMemoryIsRefused() {
    TrainingSettings large = new TrainingSettings(1025, 3e-3, 0, 0, 5, 0);
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> Estimators.requireFit(settings(Encoder.PERCEPTRON), large));
    assertTrue(String.valueOf(refusal.getMessage()).endsWith("got 1025"));
    Estimators.requireFit(SmallTask.settings(), large);
  }

  @Test
  void contrastsBeyondTheBatchAreRefused() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                SmallTask.settings(
                    Encoder.PERCEPTRON, Critic.DISCREPANCY, ContrastSettings.inBatch(64)));
    assertTrue(String.valueOf(refusal.getMessage()).contains("DISCREPANCY"));
  }
}
