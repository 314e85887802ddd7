package io.streambed.science.posterior;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Posterior.Sampler;
import io.streambed.science.Posterior.Status;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.PriorProposal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class LadderTest {
  private static final int BANK = 1 << 16;

  private static Sampled sample(
      Prior prior, Emulator emulator, int samples, Deadline deadline, long seed) {
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(seed);
    Bank bank = Bank.create(prior, new PriorProposal(), BANK, random);
    return new Ladder(prior, new PriorProposal(), bank, ClosedForm.settings())
        .sample(ClosedForm.scoring(emulator, bank), samples, deadline, random);
  }

  /** Posterior N(0.5, d² I) in {@code p} dimensions. */
  private static Sampled gaussian(int p, double deviation, int samples, Deadline deadline) {
    double[] mean = new double[p];
    double[] deviations = new double[p];
    Arrays.fill(mean, 0.5);
    Arrays.fill(deviations, deviation);
    GaussianDensity exact = ClosedForm.gaussian(mean, deviations, 0);
    Prior prior = ClosedForm.standardNormal(p);
    Emulator emulator = ClosedForm.posterior(prior, (x, i) -> exact.logDensity(1, x, i));
    return sample(prior, emulator, samples, deadline, 5L);
  }

  @Test
  void aBroadPosteriorIsServedByRejectionWithIndependentDraws() {
    Sampled sampled = gaussian(1, 0.3, 1000, Deadline.none());
    assertEquals(Sampler.REJECTION, sampled.sampler());
    assertEquals(Status.COMPLETE, sampled.status());
    assertEquals(1000, sampled.trust().effectiveSampleSize());
    assertEquals(1000, Arrays.stream(sampled.draws().column(0)).distinct().count());
    // 5 deviations of a mean and of a deviation of 1,000 draws: false alarm 1e-6.
    assertEquals(0.5, sampled.draws().mean(0), 5 * 0.3 / Math.sqrt(1000));
    assertEquals(0.3, sampled.draws().deviation(0), 5 * 0.3 / Math.sqrt(2000));
    // The density integrates to one over the prior, so log Z = 0.
    assertEquals(0, sampled.trust().logNormaliser(), 0.05);
    assertEquals(0, sampled.trust().cutMass());
    assertTrue(Double.isNaN(sampled.trust().logNormaliserMean()));
  }

  /**
   * How many draws of a bank of 65,536 are scored, time after time, for 1,000 draws of N(0.5, d² I)
   * in two dimensions; none twice.
   */
  private static List<Integer> looks(double deviation) {
    Prior prior = ClosedForm.standardNormal(2);
    GaussianDensity exact =
        ClosedForm.gaussian(new double[] {0.5, 0.5}, new double[] {deviation, deviation}, 0);
    Scoring scoring =
        ClosedForm.scoring(ClosedForm.posterior(prior, (x, i) -> exact.logDensity(1, x, i)));
    List<Integer> looks = new ArrayList<>();
    Scoring noted =
        new Scoring() {
          @Override
          public double[] at(double[] x, int count) {
            return scoring.at(x, count);
          }

          @Override
          public double[] atBank(Bank bank, int from, int to) {
            assertEquals(looks.isEmpty() ? 0 : looks.get(looks.size() - 1), from);
            looks.add(to);
            return Scoring.super.atBank(bank, from, to);
          }
        };
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(5L);
    Bank bank = Bank.create(prior, new PriorProposal(), BANK, random);
    Sampled sampled =
        new Ladder(prior, new PriorProposal(), bank, ClosedForm.settings())
            .sample(noted, 1000, Deadline.none(), random);
    assertEquals(Status.COMPLETE, sampled.status());
    // 5 deviations of a mean and of a deviation of the effective draws: false alarm 1e-6.
    double effective = sampled.trust().effectiveSampleSize();
    double mean = sampled.draws().mean(0);
    assertEquals(0.5, mean, 5 * deviation / Math.sqrt(effective));
    assertEquals(deviation, sampled.draws().deviation(0), 5 * deviation / Math.sqrt(2 * effective));
    assertEquals(0, sampled.trust().logNormaliser(), 0.1);
    return looks;
  }

  /**
   * The effective share of the prior's draws for N(0.5, d²) is d √(2 - d²) exp(-1/4 / (2 - d²)), to
   * be squared in two dimensions: 2,000 effective draws and a tenth to spare are 9,804 draws at d =
   * .4 and 36,200 at d = .2, where the first 16,384 say so. Of that share 4,096 draws know 3 %.
   */
  @Test
  void asFewDrawsOfTheBankAreScoredAsServe() {
    assertEquals(List.of(4096), looks(0.8));
    List<Integer> some = looks(0.4);
    assertEquals(List.of(4096), some.subList(0, 1));
    assertEquals(9804, some.get(1), 4 * 0.03 * 9804);
    assertEquals(2, some.size());
    List<Integer> more = looks(0.2);
    assertEquals(List.of(4096, 16_384), more.subList(0, 2));
    assertEquals(36_200, more.get(2), 4 * 0.03 * 36_200);
    assertEquals(3, more.size());
    assertEquals(List.of(4096, 16_384, 65_536), looks(0.01));
  }

  /** Looks that begin with two draws, of which no tail serves: nearly every share comes up. */
  @Test
  void everyLookIsWiderThanTheOneBefore() {
    LadderSettings usual = ClosedForm.settings();
    LadderSettings settings =
        new LadderSettings(
            2,
            1,
            1,
            Double.NEGATIVE_INFINITY,
            ClosedForm.NOT_ADAPTED,
            16,
            usual.stageShare(),
            usual.stageCorrelation(),
            usual.finalCorrelation(),
            1,
            1,
            usual.leastShare(),
            usual.chunk(),
            usual.last(),
            usual.mcmc());
    Prior prior = ClosedForm.standardNormal(1);
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(5L);
    for (int trial = 0; trial < 300; trial++) {
      Bank bank = Bank.create(prior, new PriorProposal(), 64, random);
      int samples = 1 + trial % 5;
      int[] looks = {0};
      Scoring sharp =
          new Scoring() {
            @Override
            public double[] at(double[] x, int count) {
              return Arrays.stream(x).map(value -> 0.5 * value).toArray();
            }

            @Override
            public double[] atBank(Bank bank, int from, int to) {
              assertEquals(looks[0], from);
              assertTrue(to > from, () -> "a look at %d to %d".formatted(from, to));
              looks[0] = to;
              return Scoring.super.atBank(bank, from, to);
            }
          };
      new Ladder(prior, new PriorProposal(), bank, settings)
          .sample(sharp, samples, Deadline.none(), random);
      assertEquals(64, looks[0]);
    }
  }

  @Test
  void aNarrowerPosteriorIsServedByImportanceResampling() {
    Sampled sampled = gaussian(2, 0.1, 500, Deadline.none());
    assertEquals(Sampler.IMPORTANCE_RESAMPLING, sampled.sampler());
    assertEquals(Status.COMPLETE, sampled.status());
    assertTrue(sampled.trust().effectiveSampleSize() < 500);
    assertTrue(sampled.trust().effectiveSampleSize() > 250);
    assertEquals(0.5, sampled.draws().mean(0), 5 * 0.1 / Math.sqrt(300));
    assertEquals(0.1, sampled.draws().deviation(0), 5 * 0.1 / Math.sqrt(600));
  }

  /**
   * Ten thousand draws in eight correlated dimensions, 17 nats from the prior. Means within 5
   * deviations of a mean of 10,000 draws allowing for half of them being effective, deviations
   * likewise: false alarm 1e-5 over the 16 figures.
   */
  @Test
  void temperedSmcHasTheMeanAndSpreadOfAnEightDimensionalGaussian() {
    int p = 8;
    double[] mean = new double[p];
    double[] deviation = new double[p];
    for (int i = 0; i < p; i++) {
      mean[i] = 0.3 * (i % 3 - 1);
      deviation[i] = 0.05 + 0.02 * i;
    }
    GaussianDensity exact = ClosedForm.gaussian(mean, deviation, 0.8);
    Prior prior = ClosedForm.standardNormal(p);
    Emulator emulator = ClosedForm.posterior(prior, (x, i) -> exact.logDensity(1, x, i));
    Sampled sampled = sample(prior, emulator, 10_000, Deadline.none(), 3L);
    assertEquals(Sampler.TEMPERED_SMC, sampled.sampler());
    assertEquals(Status.COMPLETE, sampled.status());
    for (int i = 0; i < p; i++) {
      assertEquals(0, (sampled.draws().mean(i) - mean[i]) / deviation[i], 0.07, "mean " + i);
      assertEquals(1, sampled.draws().deviation(i) / deviation[i], 0.05, "deviation " + i);
    }
  }

  /** The share of a mode, 0.3: deviation .0046 for 10,000 draws, a bound of 6 allows for SMC. */
  @Test
  void temperedSmcKeepsTwoSeparatedModesInProportionToTheirMass() {
    int p = 3;
    double[] left = {-0.8, -0.8, -0.8};
    double[] right = {0.5, 0.5, 0.5};
    GaussianDensity broad = ClosedForm.gaussian(left, new double[] {0.08, 0.08, 0.08}, 0);
    GaussianDensity narrow = ClosedForm.gaussian(right, new double[] {0.04, 0.04, 0.04}, 0);
    Prior prior = ClosedForm.standardNormal(p);
    Emulator emulator =
        ClosedForm.posterior(
            prior,
            (x, i) ->
                LogWeights.logMean(
                    new double[] {
                      Math.log(0.6) + broad.logDensity(1, x, i),
                      Math.log(1.4) + narrow.logDensity(1, x, i)
                    }));
    Sampled sampled = sample(prior, emulator, 10_000, Deadline.none(), 8L);
    assertEquals(Sampler.TEMPERED_SMC, sampled.sampler());
    double[] first = sampled.draws().column(0);
    long inLeft = Arrays.stream(first).filter(v -> v < -0.15).count();
    assertEquals(0.3, inLeft / 10_000.0, 0.028);
    double squares =
        Arrays.stream(first).filter(v -> v < -0.15).map(v -> (v + 0.8) * (v + 0.8)).sum();
    assertEquals(1, Math.sqrt(squares / inLeft) / 0.08, 0.07);
  }

  @Test
  void theSameSeedGivesTheSameDrawsOnEveryRung() {
    for (double deviation : new double[] {0.5, 0.1, 0.005}) {
      assertArrayEquals(
          gaussian(2, deviation, 300, Deadline.none()).draws().toArray(),
          gaussian(2, deviation, 300, Deadline.none()).draws().toArray());
    }
  }

  @Test
  void aDeadlineThatHasPassedStillGivesTheDrawsAskedFor() {
    Sampled sampled = gaussian(4, 0.02, 700, () -> true);
    assertEquals(Status.DEADLINE, sampled.status());
    assertEquals(700, sampled.draws().size());
    assertTrue(sampled.trust().effectiveSampleSize() < 200);
  }

  @Test
  void aDeadlineHalfWayGivesBetterDrawsThanTheBank() {
    Sampled none = gaussian(6, 0.05, 700, () -> true);
    AtomicInteger looks = new AtomicInteger();
    Sampled some = gaussian(6, 0.05, 700, () -> looks.incrementAndGet() > 30);
    assertEquals(Status.DEADLINE, some.status());
    assertEquals(Sampler.TEMPERED_SMC, some.sampler());
    assertTrue(some.trust().effectiveSampleSize() > 2 * none.trust().effectiveSampleSize());
  }

  @Test
  void aBrokenCriticIsSaidToBeBroken() {
    Prior prior = ClosedForm.standardNormal(1);
    Emulator broken = ClosedForm.posterior(prior, (x, i) -> Double.NaN);
    assertThrows(IllegalStateException.class, () -> sample(prior, broken, 10, Deadline.none(), 1L));
  }

  @Test
  void anEmbeddingThatIsNotFiniteIsRefused() {
    Prior prior = ClosedForm.standardNormal(1);
    Emulator emulator = ClosedForm.posterior(prior, (x, i) -> 0);
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(1L);
    Bank bank = Bank.create(prior, new PriorProposal(), 100, random);
    EmbeddedBank embedded = EmbeddedBank.of(emulator, bank);
    assertThrows(IllegalArgumentException.class, () -> embedded.at(new float[] {Float.NaN}));
  }
}
