package io.streambed.science.posterior;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Data;
import io.streambed.science.Parameters;
import io.streambed.science.Posterior.Status;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.simulator.LinearGaussian;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

/**
 * Sums of exact log ratios of the linear Gaussian, φ ~ N(0, 0.1 I), y ~ N(φ, 0.1 I): F(y) = [y /
 * 0.1, 1], G(φ) = [φ, -|φ|² / 0.2]. Observations of weights w have the posterior N(Σ w y / (1 + W),
 * 0.1 / (1 + W) I), W = Σ w.
 */
class AccumulationTest {
  private static final int P = 2;
  private static final double VARIANCE = 0.1;
  private static final int SAMPLES = 1000;
  private static final LinearGaussian SIMULATOR = new LinearGaussian(P);
  private static final Prior PRIOR = SIMULATOR.prior();

  private final UniformRandomProvider random = RandomSource.PHILOX_4X64.create(20261124L);
  private final Bank bank = Bank.create(PRIOR, new PriorProposal(), 1 << 14, random);
  private final Ladder ladder = new Ladder(PRIOR, new PriorProposal(), bank, ClosedForm.settings());
  private final StatisticSampler sampler =
      new StatisticSampler(
          EmbeddedBank.of(AccumulationTest::emulate, bank),
          ladder,
          AccumulationTest::encode,
          embedding -> embedding);
  private final WindowSampler windows = new WindowSampler(ladder, ExactScores::new);

  private static float[] encode(Data y) {
    return new float[] {(float) (y.get(0) / VARIANCE), (float) (y.get(1) / VARIANCE), 1};
  }

  private static float[] emulate(double[] x, int count) {
    float[] g = new float[count * (P + 1)];
    for (int i = 0; i < count; i++) {
      double a = x[i * P];
      double b = x[i * P + 1];
      g[i * (P + 1)] = (float) a;
      g[i * (P + 1) + 1] = (float) b;
      g[i * (P + 1) + 2] = (float) (-(a * a + b * b) / (2 * VARIANCE));
    }
    return g;
  }

  /** log p(y | φ) up to a constant, and its slopes (y - φ) / 0.1. */
  private record ExactScores(Data y) implements SlopedScoring {
    @Override
    public double[] at(double[] x, int count) {
      double[] scores = new double[count];
      for (int i = 0; i < count; i++) {
        scores[i] = SIMULATOR.logLikelihood(Parameters.of(x[i * P], x[i * P + 1]), y);
      }
      return scores;
    }

    @Override
    public double[] withSlopes(double[] x, int count, double[] slopes) {
      for (int i = 0; i < count * P; i++) {
        slopes[i] = (y.get(i % P) - x[i]) / VARIANCE;
      }
      return at(x, count);
    }
  }

  /** 400 comparisons at 5 standard errors: a false alarm in 4,000 seeds. */
  @Test
  void theStatisticOfUpToAHundredObservationsHasTheirExactPosterior() {
    RunningStatistic statistic = RunningStatistic.empty(sampler.size());
    double[] sum = new double[P];
    for (int k = 1; k <= 100; k++) {
      Data y = SIMULATOR.simulate(Parameters.of(0.4, -0.1), random);
      statistic = statistic.plus(sampler.embed(y), 1);
      sum[0] += y.get(0);
      sum[1] += y.get(1);
      assertEquals(k, statistic.count());
      Sampled sampled = sampler.sample(statistic, SAMPLES, Deadline.none(), random);
      assertEquals(Status.COMPLETE, sampled.status(), "k = " + k);
      assertExact(sampled, sum, k);
    }
  }

  @Test
  void ofOneObservationTheDrawsAreThoseOfItsData() {
    Data y = Data.of(new float[] {0.3f, -0.2f});
    RunningStatistic one = RunningStatistic.empty(sampler.size()).plus(sampler.embed(y), 0.9);
    assertArrayEquals(
        sampler.sample(y, 100, Deadline.none(), seeded()).draws().toArray(),
        sampler.sample(one, 100, Deadline.none(), seeded()).draws().toArray());
  }

  /** φ rises by 0.01 an observation; at λ = 0.9 its posterior is 9 observations behind. */
  @Test
  void aDriftingParameterIsFollowedWithTheExpectedLag() {
    double forgetting = 0.9;
    double step = 0.01;
    RunningStatistic statistic = RunningStatistic.empty(sampler.size());
    for (int t = 0; t <= 200; t++) {
      float at = (float) (step * (t - 200));
      statistic =
          statistic.plus(sampler.embed(Data.of(new float[] {at, (float) step * 7})), forgetting);
    }
    assertEquals(1 / (1 - forgetting), statistic.weight(), 1e-6);
    double lag = forgetting / (1 - forgetting);
    double weight = statistic.weight();
    double[] expected = {-lag * step * weight, step * 7 * weight};
    Sampled sampled = sampler.sample(statistic, SAMPLES, Deadline.none(), random);
    assertExact(sampled, expected, weight);
  }

  /** Eight comparisons at 5 standard errors. */
  @Test
  void logRatiosSummedOverAWindowHaveTheSamePosteriorAsTheStatistic() {
    List<Data> data = new ArrayList<>();
    double[] weights = new double[6];
    double[] sum = new double[P];
    double weight = 0;
    for (int i = 0; i < weights.length; i++) {
      Data y = SIMULATOR.simulate(Parameters.of(-0.3, 0.2), random);
      data.add(y);
      weights[i] = Math.pow(0.8, weights.length - 1 - i);
      weight += weights[i];
      sum[0] += weights[i] * y.get(0);
      sum[1] += weights[i] * y.get(1);
    }
    assertExact(windows.sample(data, weights, SAMPLES, Deadline.none(), random), sum, weight);
    Ladder last =
        new Ladder(
            PRIOR, new PriorProposal(), bank, ClosedForm.onlyLast(LadderSettings.Last.MCMC, 1000));
    WindowSampler chains = new WindowSampler(last, ExactScores::new);
    assertExact(chains.sample(data, weights, SAMPLES, Deadline.none(), random), sum, weight);
  }

  private static UniformRandomProvider seeded() {
    return RandomSource.PHILOX_4X64.create(7L);
  }

  /**
   * @param sum Σ w y
   * @param weight Σ w
   */
  private static void assertExact(Sampled sampled, double[] sum, double weight) {
    double deviation = Math.sqrt(VARIANCE / (1 + weight));
    double effective = sampled.trust().effectiveSampleSize();
    assertTrue(effective >= 100, "effective sample size " + effective);
    for (int p = 0; p < P; p++) {
      String where = "weight %s, parameter %d".formatted(weight, p);
      double error = deviation / Math.sqrt(effective);
      assertEquals(sum[p] / (1 + weight), sampled.draws().mean(p), 5 * error, where);
      double ratio = sampled.draws().deviation(p) / deviation;
      assertEquals(1, ratio, 5 / Math.sqrt(2 * effective), where);
    }
  }
}
