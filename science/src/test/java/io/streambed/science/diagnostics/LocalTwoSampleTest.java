package io.streambed.science.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Draws;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

/** y = φ + e with φ, e ~ N(0, 1); the posterior N(y / 2, 1/2), estimated with some fault. */
class LocalTwoSampleTest {
  private static final int PAIRS = 600;
  private static final int NULLS = 19;

  /** How far the estimated posterior of y is off, in its deviations. */
  private interface Fault {
    double shift(double y);
  }

  private static double draw(double y, Fault fault, ZigguratSampler.NormalizedGaussian normal) {
    return y / 2 + Math.sqrt(0.5) * (normal.sample() + fault.shift(y));
  }

  private static LocalTwoSample trained(Fault fault, long seed) {
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(seed);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[] truths = new double[PAIRS];
    double[] estimates = new double[PAIRS];
    float[] data = new float[PAIRS];
    for (int n = 0; n < PAIRS; n++) {
      truths[n] = normal.sample();
      double y = truths[n] + normal.sample();
      data[n] = (float) y;
      estimates[n] = draw(y, fault, normal);
    }
    return LocalTwoSample.train(
        Draws.of(1, truths), Draws.of(1, estimates), data, NULLS, seed, Runnable::run);
  }

  private static LocalTwoSample.Verdict judged(LocalTwoSample test, double y, Fault fault) {
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(1000L);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[] draws = new double[500];
    for (int s = 0; s < draws.length; s++) {
      draws[s] = draw(y, fault, normal);
    }
    return test.judge(new float[] {(float) y}, Draws.of(1, draws));
  }

  /** 8 exact tests at 1/20 each: more than 3 rejections have a probability of 4e-4. */
  @Test
  void aRightPosteriorIsSeldomRejected() {
    Fault none = y -> 0;
    int rejected = 0;
    for (long seed = 1; seed <= 8; seed++) {
      LocalTwoSample.Verdict verdict = judged(trained(none, seed), 0.5, none);
      assertTrue(verdict.statistic() >= 0 && verdict.statistic() <= 0.25);
      rejected += verdict.pValue() <= 0.05 + 1e-12 ? 1 : 0;
    }
    assertTrue(rejected <= 3, "rejected " + rejected);
  }

  /** Off by 1.5 deviations where y > 0, right where y < 0. */
  @Test
  void aFaultIsFoundWhereItIs() {
    Fault right = y -> y > 0 ? 1.5 : 0;
    LocalTwoSample test = trained(right, 31L);
    LocalTwoSample.Verdict wrong = judged(test, 1.5, right);
    LocalTwoSample.Verdict fine = judged(test, -1.5, right);
    assertEquals(1.0 / (NULLS + 1), wrong.pValue(), 1e-12);
    // Bayes' d has a mean square of 0.069 at a shift of 1.5.
    assertTrue(wrong.statistic() > 0.03, wrong.toString());
    assertTrue(wrong.statistic() > 4 * fine.statistic(), wrong + " and " + fine);
  }

  @Test
  void theTestDependsOnTheSeedAndNotOnTheExecutor() {
    Draws truths = Draws.of(1, new double[] {1, 2, 3, 4, 5, 6});
    Draws estimates = Draws.of(1, new double[] {2, 2, 3, 3, 5, 7});
    float[] data = {1, 2, 2, 4, 4, 6};
    float[] y = {3};
    ExecutorService executor = Executors.newFixedThreadPool(3);
    try {
      assertEquals(
          LocalTwoSample.train(truths, estimates, data, 4, 1, Runnable::run).judge(y, truths),
          LocalTwoSample.train(truths, estimates, data, 4, 1, executor).judge(y, truths));
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void whatCannotBeToldApartByShapeIsRefused() {
    Draws two = Draws.of(1, new double[] {1, 2});
    Draws three = Draws.of(1, new double[] {1, 2, 3});
    float[] data = {1, 2};
    assertThrows(
        IllegalArgumentException.class,
        () -> LocalTwoSample.train(two, three, data, 1, 1, Runnable::run));
    assertThrows(
        IllegalArgumentException.class,
        () -> LocalTwoSample.train(two, two, new float[] {1, 1}, 1, 1, Runnable::run));
    LocalTwoSample test = LocalTwoSample.train(two, two, data, 1, 1, Runnable::run);
    assertThrows(IllegalArgumentException.class, () -> test.judge(new float[2], two));
  }
}
