package io.streambed.science.posterior;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Calibration;
import io.streambed.science.ContrastSettings;
import io.streambed.science.Data;
import io.streambed.science.EmbedAndEmulateSettings;
import io.streambed.science.EstimatorSettings;
import io.streambed.science.EstimatorSettings.DataTransform;
import io.streambed.science.EstimatorSettings.Encoder;
import io.streambed.science.Outcome;
import io.streambed.science.Parameters;
import io.streambed.science.Posterior;
import io.streambed.science.Trust;
import io.streambed.science.diagnostics.ModelCalibration;
import io.streambed.science.network.Estimators;
import io.streambed.science.network.Learner;
import io.streambed.science.network.Standardisation;
import io.streambed.science.network.TrainingSettings;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.PriorProposal;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

/**
 * A critic trained for seconds on y = φ + 0.5 e, φ ~ N(0, 1), through bank, ladder and calibration.
 */
class TrainedCriticTest {
  private static final EstimatorSettings ESTIMATOR =
      new EmbedAndEmulateSettings(
          Encoder.PERCEPTRON,
          EstimatorSettings.Critic.COSINE,
          DataTransform.NONE,
          8,
          32,
          1,
          0,
          0,
          false,
          0.1,
          true,
          true,
          ContrastSettings.inBatch(0));
  private static final TrainingSettings TRAINING =
      new TrainingSettings(128, 3e-3, 20, 300, 5, 0.98);
  private static final Prior PRIOR = ClosedForm.standardNormal(1);
  private static final PriorProposal PROPOSAL = new PriorProposal();

  private static List<Outcome.Pair> pairs(int count, long firstRun) {
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(firstRun);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    List<Outcome.Pair> pairs = new ArrayList<>(count);
    for (int n = 0; n < count; n++) {
      double x = normal.sample();
      float y = (float) (x + 0.5 * normal.sample());
      pairs.add(new Outcome.Pair(firstRun + n, 0, Parameters.of(x), Data.of(new float[] {y}, 1)));
    }
    return pairs;
  }

  private static PosteriorEstimator trained(int steps) {
    Standardisation standardisation =
        Standardisation.from(ESTIMATOR, PRIOR, PROPOSAL, pairs(1000, 0), 1);
    Learner learner =
        Learner.create(ESTIMATOR, TRAINING, PRIOR, PROPOSAL, List.of(1), standardisation, 1);
    for (int step = 1; step <= steps; step++) {
      learner.step(pairs(128, 1000L * step));
    }
    return Estimators.load(ESTIMATOR, PRIOR, new PriorProposal(), List.of(1), learner.tensors());
  }

  /**
   * The exact posterior of y = 1 is N(0.8, 0.2); a short training comes within a quarter of its
   * deviation.
   */
  @Test
  void aTrainedCriticGivesPosteriorAndCalibration() {
    try (PosteriorEstimator critic = trained(300)) {
      UniformRandomProvider random = RandomSource.PHILOX_4X64.create(2L);
      PosteriorSampler sampler = critic.sampler(1 << 14, ClosedForm.settings(), random);
      Sampled sampled = sampler.sample(Data.of(new float[] {1}, 1), 1000, Deadline.none(), random);
      double deviation = Math.sqrt(0.2);
      assertEquals(0.8, sampled.draws().mean(0), 0.25 * deviation);
      assertEquals(1, sampled.draws().deviation(0) / deviation, 0.25);

      Sampled moved =
          critic
              .sampler(1 << 14, ClosedForm.onlyLast(LadderSettings.Last.MCMC, 1000), random)
              .sample(Data.of(new float[] {1}, 1), 1000, Deadline.none(), random);
      assertEquals(Posterior.Sampler.MCMC, moved.sampler());
      assertEquals(Posterior.Status.COMPLETE, moved.status());
      // Both rungs sample the same critic: 5 deviations of a difference of means and of deviations.
      assertEquals(sampled.draws().mean(0), moved.draws().mean(0), 0.23 * deviation);
      assertEquals(sampled.draws().deviation(0), moved.draws().deviation(0), 0.16 * deviation);

      Calibration calibration =
          ModelCalibration.of(critic, PRIOR, PROPOSAL, pairs(500, 900_000), 1.2, 2000, random);
      assertEquals(500, calibration.pairs());
      assertTrue(calibration.logNormaliserDeviation() < 0.5, calibration.toString());
      // Deviation of a coverage of 0.5 on 500 pairs 0.022; the rest is for the short training.
      double atHalf = calibration.coverage().get(calibration.levels().indexOf(0.5));
      assertEquals(0.5, atHalf, 0.15);

      Trust scored =
          sampled
              .trust()
              .withHeldOut(
                  calibration.logNormaliserMean(),
                  calibration.logNormaliserDeviation(),
                  Double.NaN,
                  Double.NaN);
      assertTrue(Math.abs(scored.logNormaliserScore()) < 5, scored.toString());
    }
  }

  /**
   * Of k observations y = 1 the exact posterior is N(4 k / (1 + 4 k), 1 / (1 + 4 k)). What a short
   * training gets wrong adds up, while the posterior narrows: half a deviation is allowed here.
   */
  @Test
  void aTrainedCriticsStatisticOfAFewObservationsNarrowsAsTheExactPosteriorDoes() {
    try (PosteriorEstimator critic = trained(300)) {
      UniformRandomProvider random = RandomSource.PHILOX_4X64.create(3L);
      StatisticSampler sampler =
          (StatisticSampler) critic.sampler(1 << 14, ClosedForm.settings(), random);
      float[] embedding = sampler.embed(Data.of(new float[] {1}, 1));
      RunningStatistic statistic = RunningStatistic.empty(sampler.size());
      for (int k = 1; k <= 4; k++) {
        statistic = statistic.plus(embedding, 1);
        Sampled sampled = sampler.sample(statistic, 1000, Deadline.none(), random);
        double deviation = 1 / Math.sqrt(1 + 4 * k);
        assertEquals(4.0 * k / (1 + 4 * k), sampled.draws().mean(0), 0.5 * deviation, "k = " + k);
        assertEquals(1, sampled.draws().deviation(0) / deviation, 0.25, "k = " + k);
      }
    }
  }

  @Test
  void heldOutPairsOfAnotherProposalAreRefusedByRun() {
    try (PosteriorEstimator critic = trained(1)) {
      List<Outcome.Pair> pairs = new ArrayList<>(pairs(3, 70));
      pairs.add(new Outcome.Pair(99, 4, Parameters.of(0.0), Data.of(new float[] {0}, 1)));
      IllegalArgumentException error =
          assertThrows(
              IllegalArgumentException.class,
              () ->
                  ModelCalibration.of(
                      critic, PRIOR, PROPOSAL, pairs, 0, 100, RandomSource.PHILOX_4X64.create(1L)));
      assertEquals("expected pairs of proposal 0, got run 99 of proposal 4", error.getMessage());
    }
  }
}
