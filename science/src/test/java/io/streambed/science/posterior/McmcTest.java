package io.streambed.science.posterior;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Posterior.Sampler;
import io.streambed.science.Posterior.Status;
import io.streambed.science.posterior.LadderSettings.Last;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.PriorProposal;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class McmcTest {
  private static final int SAMPLES = 2000;

  private static Sampled sample(
      Prior prior, Emulator emulator, int bankSize, Deadline deadline, long seed) {
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(seed);
    Bank bank = Bank.create(prior, new PriorProposal(), bankSize, random);
    return new Ladder(prior, new PriorProposal(), bank, ClosedForm.onlyLast(Last.MCMC, SAMPLES))
        .sample(ClosedForm.scoring(emulator, bank), SAMPLES, deadline, random);
  }

  private static Sampled narrow(Deadline deadline) {
    GaussianDensity exact =
        ClosedForm.gaussian(new double[] {0.5, -0.3}, new double[] {0.1, 0.05}, 0.9);
    Prior prior = ClosedForm.standardNormal(2);
    return sample(
        prior, ClosedForm.sloped(prior, (x, i) -> exact.logDensity(1, x, i)), 4096, deadline, 5L);
  }

  /**
   * Two thousand draws in eight correlated dimensions, 17 nats from the prior: hardly a draw of the
   * bank counts, so all rests on the chains. 5.5 deviations of a mean and of a deviation of 2,000
   * draws: false alarm 1e-6 over the 16 figures.
   */
  @Test
  void chainsHaveTheMeanAndSpreadOfAnEightDimensionalGaussian() {
    int p = 8;
    double[] mean = new double[p];
    double[] deviation = new double[p];
    for (int i = 0; i < p; i++) {
      mean[i] = 0.3 * (i % 3 - 1);
      deviation[i] = 0.05 + 0.02 * i;
    }
    GaussianDensity exact = ClosedForm.gaussian(mean, deviation, 0.8);
    Prior prior = ClosedForm.standardNormal(p);
    Sampled sampled =
        sample(
            prior,
            ClosedForm.sloped(prior, (x, i) -> exact.logDensity(1, x, i)),
            1 << 16,
            Deadline.none(),
            3L);
    assertEquals(Sampler.MCMC, sampled.sampler());
    assertEquals(Status.COMPLETE, sampled.status(), sampled.trust().toString());
    // The bank's one or two effective draws are forgotten.
    assertTrue(sampled.trust().effectiveSampleSize() > 0.25 * SAMPLES, sampled.trust().toString());
    // Learnt in 20 transitions of 1 to 15 leaps, which accept differently.
    assertEquals(0.8, sampled.trust().acceptance(), 0.15);
    for (int i = 0; i < p; i++) {
      assertEquals(0, (sampled.draws().mean(i) - mean[i]) / deviation[i], 5.5 / Math.sqrt(SAMPLES));
      assertEquals(1, sampled.draws().deviation(i) / deviation[i], 5.5 / Math.sqrt(2 * SAMPLES));
    }
    double products = 0;
    for (int s = 0; s < SAMPLES; s++) {
      products +=
          (sampled.draws().get(s, 0) - mean[0]) * (sampled.draws().get(s, 7) - mean[7]) / SAMPLES;
    }
    // A correlation of 0.8 has a deviation of 0.36 / √S, its product with the scales' more.
    assertEquals(0.8, products / (deviation[0] * deviation[7]), 5.5 * 1.3 / Math.sqrt(SAMPLES));
  }

  /** Modes of 0.3 and 0.7 that exchange no chain: the bank's weights decide, and trust says so. */
  @Test
  void twoModesKeepTheWeightsThatTheBankGivesThem() {
    GaussianDensity broad =
        ClosedForm.gaussian(new double[] {-1, -1}, new double[] {0.15, 0.15}, 0);
    GaussianDensity slim =
        ClosedForm.gaussian(new double[] {0.7, 0.7}, new double[] {0.05, 0.05}, 0);
    Prior prior = ClosedForm.standardNormal(2);
    Sampled sampled =
        sample(
            prior,
            ClosedForm.sloped(
                prior,
                (x, i) ->
                    LogWeights.logMean(
                        new double[] {
                          Math.log(0.6) + broad.logDensity(1, x, i),
                          Math.log(1.4) + slim.logDensity(1, x, i)
                        })),
            1 << 16,
            Deadline.none(),
            8L);
    double effective = sampled.trust().effectiveSampleSize();
    assertTrue(effective > 100 && effective < 0.7 * SAMPLES, "effective " + effective);
    double[] first = sampled.draws().column(0);
    double share = Arrays.stream(first).filter(v -> v < -0.2).count() / (double) SAMPLES;
    // 5 deviations of a share of as many draws as are said to be effective: false alarm 1e-6.
    assertEquals(0.3, share, 5 * Math.sqrt(0.3 * 0.7 / effective));
    double squares =
        Arrays.stream(first).filter(v -> v > -0.2).map(v -> (v - 0.7) * (v - 0.7)).sum();
    double deviation = Math.sqrt(squares / ((1 - share) * SAMPLES));
    assertEquals(1, deviation / 0.05, 5 / Math.sqrt(2 * 0.7 * effective));
  }

  @Test
  void theSameSeedGivesTheSameDraws() {
    assertArrayEquals(
        narrow(Deadline.none()).draws().toArray(), narrow(Deadline.none()).draws().toArray());
  }

  @Test
  void aDeadlineThatHasPassedGivesTheBanksDraws() {
    Sampled sampled = narrow(() -> true);
    assertEquals(Status.DEADLINE, sampled.status());
    assertEquals(Sampler.IMPORTANCE_RESAMPLING, sampled.sampler());
    assertEquals(SAMPLES, sampled.draws().size());
  }

  @Test
  void aDeadlineAfterTheWarmUpGivesBetterDrawsThanTheBank() {
    Sampled none = narrow(() -> true);
    AtomicInteger looks = new AtomicInteger();
    Sampled some = narrow(() -> looks.incrementAndGet() > 400);
    assertEquals(Status.DEADLINE, some.status());
    assertEquals(Sampler.MCMC, some.sampler());
    assertTrue(
        some.trust().effectiveSampleSize() > 2 * none.trust().effectiveSampleSize(),
        some.trust().toString());
  }

  @Test
  void anEmulatorWithoutSlopesIsRefused() {
    Prior prior = ClosedForm.standardNormal(1);
    Emulator plain = ClosedForm.posterior(prior, (x, i) -> 0);
    assertThrows(
        IllegalArgumentException.class, () -> sample(prior, plain, 64, Deadline.none(), 1L));
    assertThrows(IllegalArgumentException.class, () -> new McmcSettings(40, 8, 1));
    assertThrows(IllegalArgumentException.class, () -> new McmcSettings(1, 8, 0.8));
    assertThrows(IllegalArgumentException.class, () -> new McmcSettings(40, 0, 0.8));
  }
}
