package io.streambed.science.posterior;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Posterior.Sampler;
import io.streambed.science.Posterior.Status;
import io.streambed.science.posterior.LadderSettings.Last;
import io.streambed.science.prior.ParameterSpace;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.prior.Uniform;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleBiFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class AdaptedImportanceTest {
  private static final int BANK = 1 << 16;

  private static LadderSettings settings(int mostCandidates) {
    return new LadderSettings(
        4096,
        1.5,
        2,
        0.7,
        new AdaptationSettings(8, 64, 4, mostCandidates),
        1024,
        0.5,
        0.5,
        0.1,
        30,
        100,
        0.1,
        2048,
        Last.TEMPERED_SMC,
        ClosedForm.MCMC);
  }

  private static Sampled sample(
      Prior prior,
      ToDoubleBiFunction<double[], Integer> logDensity,
      int samples,
      Deadline deadline) {
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(11L);
    Bank bank = Bank.create(prior, new PriorProposal(), BANK, random);
    Emulator emulator = ClosedForm.posterior(prior, logDensity);
    return new Ladder(prior, new PriorProposal(), bank, settings(16_384))
        .sample(ClosedForm.scoring(emulator, bank), samples, deadline, random);
  }

  /**
   * A thousand draws in eight correlated dimensions, 17 nats from the prior. Five deviations of a
   * mean and of a deviation of as many draws as are said to be effective: false alarm 1e-5 over the
   * 16 figures.
   */
  @Test
  void aSharpGaussianOfEightDimensionsHasItsMomentsAndItsNormaliser() {
    int p = 8;
    double[] mean = new double[p];
    double[] deviation = new double[p];
    for (int i = 0; i < p; i++) {
      mean[i] = 0.3 * (i % 3 - 1);
      deviation[i] = 0.05 + 0.02 * i;
    }
    GaussianDensity exact = ClosedForm.gaussian(mean, deviation, 0.8);
    Sampled sampled =
        sample(
            ClosedForm.standardNormal(p),
            (x, i) -> exact.logDensity(1, x, i),
            1000,
            Deadline.none());
    assertEquals(Sampler.ADAPTED_IMPORTANCE, sampled.sampler());
    assertEquals(Status.COMPLETE, sampled.status());
    double unit = 5 / Math.sqrt(sampled.trust().effectiveSampleSize());
    assertTrue(unit < 5 / Math.sqrt(600), sampled.trust().toString());
    for (int i = 0; i < p; i++) {
      assertEquals(0, (sampled.draws().mean(i) - mean[i]) / deviation[i], unit, "mean " + i);
      assertEquals(
          1, sampled.draws().deviation(i) / deviation[i], unit / Math.sqrt(2), "deviation " + i);
    }
  }

  private static Sampled twoModes(double left, double broad, double right, double narrow) {
    GaussianDensity first =
        ClosedForm.gaussian(new double[] {left, left, left}, new double[] {broad, broad, broad}, 0);
    GaussianDensity second =
        ClosedForm.gaussian(
            new double[] {right, right, right}, new double[] {narrow, narrow, narrow}, 0);
    return sample(
        ClosedForm.standardNormal(3),
        (x, i) ->
            LogWeights.logMean(
                new double[] {
                  Math.log(0.6) + first.logDensity(1, x, i),
                  Math.log(1.4) + second.logDensity(1, x, i)
                }),
        1000,
        Deadline.none());
  }

  /**
   * Means of 0.3 N(-0.15, 0.08²) + 0.7 N(0.1, 0.06²), within five deviations of the effective
   * draws: false alarm 2e-6.
   */
  @Test
  void twoModesKeepTheProportionOfTheirMass() {
    Sampled sampled = twoModes(-0.15, 0.08, 0.1, 0.06);
    assertEquals(Sampler.ADAPTED_IMPORTANCE, sampled.sampler());
    double deviation = Math.sqrt(0.3 * 0.08 * 0.08 + 0.7 * 0.06 * 0.06 + 0.3 * 0.7 * 0.25 * 0.25);
    double unit = 5 / Math.sqrt(sampled.trust().effectiveSampleSize());
    for (int p = 0; p < 3; p++) {
      assertEquals(0.3 * -0.15 + 0.7 * 0.1, sampled.draws().mean(p), unit * deviation);
    }
  }

  /** Gamma distributions of shape 2 and scale h against the edge of a uniform prior: mean 2 h. */
  @Test
  void aPosteriorAgainstTheEdgeOfItsPriorStaysInside() {
    double h = 0.002;
    Prior prior =
        Prior.of(
            new ParameterSpace(List.of("a", "b"), List.of("1", "1")),
            List.of(new Uniform(0, 1), new Uniform(0, 1)));
    Sampled sampled =
        sample(
            prior,
            (x, i) ->
                Math.log(x[2 * i] * x[2 * i + 1] / Math.pow(h, 4)) - (x[2 * i] + x[2 * i + 1]) / h,
            1000,
            Deadline.none());
    assertEquals(Sampler.ADAPTED_IMPORTANCE, sampled.sampler());
    double[] a = sampled.draws().column(0);
    assertTrue(Arrays.stream(a).allMatch(v -> v > 0));
    double unit = 5 / Math.sqrt(sampled.trust().effectiveSampleSize());
    assertEquals(2 * h, sampled.draws().mean(0), unit * h * Math.sqrt(2));
  }

  /** Twenty deviations apart, as far as the kernels are wide. */
  @Test
  void modesThatLieFarApartAreLeftToTheLastRung() {
    Sampled sampled = twoModes(-0.8, 0.08, 0.5, 0.04);
    assertEquals(Sampler.TEMPERED_SMC, sampled.sampler());
    assertEquals(Status.COMPLETE, sampled.status());
  }

  @Test
  void theDeadlineAndTheNumberOfCandidatesBoundItsWork() {
    GaussianDensity exact =
        ClosedForm.gaussian(new double[] {0.5, 0.5}, new double[] {0.002, 0.002}, 0);
    ToDoubleBiFunction<double[], Integer> density = (x, i) -> exact.logDensity(1, x, i);
    Prior prior = ClosedForm.standardNormal(2);
    assertEquals(
        Sampler.ADAPTED_IMPORTANCE, sample(prior, density, 1000, Deadline.none()).sampler());
    AtomicInteger looks = new AtomicInteger();
    Sampled late = sample(prior, density, 1000, () -> looks.incrementAndGet() > 1);
    assertEquals(Status.DEADLINE, late.status());
    assertEquals(1000, late.draws().size());
    assertEquals(Sampler.TEMPERED_SMC, sample(prior, density, 5000, Deadline.none()).sampler());
  }

  @Test
  void theSameSeedGivesTheSameDraws() {
    GaussianDensity exact =
        ClosedForm.gaussian(new double[] {0.5, 0.5}, new double[] {0.002, 0.002}, 0);
    ToDoubleBiFunction<double[], Integer> density = (x, i) -> exact.logDensity(1, x, i);
    Prior prior = ClosedForm.standardNormal(2);
    assertArrayEquals(
        sample(prior, density, 200, Deadline.none()).draws().toArray(),
        sample(prior, density, 200, Deadline.none()).draws().toArray());
  }
}
