package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.ContrastSettings;
import io.streambed.science.Data;
import io.streambed.science.EmbedAndEmulateSettings;
import io.streambed.science.EstimatorSettings.Critic;
import io.streambed.science.EstimatorSettings.DataTransform;
import io.streambed.science.EstimatorSettings.Encoder;
import io.streambed.science.Outcome;
import io.streambed.science.posterior.PosteriorEstimator;
import io.streambed.science.prior.PriorProposal;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * φ ~ N(0, I), y = φ + 0.5 e in four dimensions: the posterior is N(0.8 y, 0.2 I). Fixed seeds, so
 * there are no false alarms on one kind of processor; the thresholds are about three times what was
 * measured.
 */
class RecoveryTest {
  private static final int P = 4;
  private static final int DRAWS = 20_000;
  private static final SmallTask TASK = SmallTask.gaussian(P);

  @ParameterizedTest
  @EnumSource(Critic.class)
  void priorDrawsWeighedByTheCriticFollowTheExactPosterior(Critic critic) {
    EmbedAndEmulateSettings settings =
        new EmbedAndEmulateSettings(
            Encoder.PERCEPTRON,
            critic,
            DataTransform.NONE,
            16,
            32,
            1,
            0,
            0,
            true,
            0.1,
            true,
            true,
            ContrastSettings.inBatch(0),
            SmallTask.discrepancy(critic));
    TrainingSettings training = new TrainingSettings(256, 3e-3, 50, 800, 5, 0.99);
    Learner learner = TASK.learner(settings, training, 1);
    TASK.train(learner, training, 0, 800);
    double divergence = medianDivergence(settings, learner);
    System.out.printf("%s: median KL %.4f nats%n", critic, divergence);
    assertTrue(divergence < 0.05, "median KL " + divergence);
  }

  private static double medianDivergence(EmbedAndEmulateSettings settings, Learner learner) {
    UniformRandomProvider random = RandomSource.L64_X128_MIX.create(3L);
    double[] draws = new double[DRAWS * P];
    for (int s = 0; s < DRAWS; s++) {
      System.arraycopy(TASK.prior().sample(random), 0, draws, s * P, P);
    }
    List<Data> observed = TASK.pairs(20, 77).stream().map(Outcome.Pair::data).toList();
    try (PosteriorEstimator critic =
        Estimators.load(
            settings, TASK.prior(), new PriorProposal(), TASK.shape(), learner.tensors())) {
      float[] scores = critic.candidates(draws, DRAWS).scores(observed);
      double[] divergences = new double[20];
      for (int n = 0; n < 20; n++) {
        float[] row = Arrays.copyOfRange(scores, n * DRAWS, (n + 1) * DRAWS);
        divergences[n] = divergence(observed.get(n), draws, row);
      }
      Arrays.sort(divergences);
      return divergences[10];
    }
  }

  /** KL(exact || fitted) of Gaussians with the fitted moments, coordinate by coordinate, nats. */
  private static double divergence(Data y, double[] draws, float[] scores) {
    double highest = Double.NEGATIVE_INFINITY;
    for (float score : scores) {
      highest = Math.max(highest, score);
    }
    double divergence = 0;
    for (int p = 0; p < P; p++) {
      double sum = 0;
      double first = 0;
      double second = 0;
      for (int s = 0; s < DRAWS; s++) {
        double weight = Math.exp(scores[s] - highest);
        sum += weight;
        first += weight * draws[s * P + p];
        second += weight * draws[s * P + p] * draws[s * P + p];
      }
      double mean = first / sum;
      double variance = second / sum - mean * mean;
      double miss = mean - 0.8 * y.get(p);
      divergence += 0.5 * (0.2 / variance + miss * miss / variance - 1 - Math.log(0.2 / variance));
    }
    return divergence;
  }
}
