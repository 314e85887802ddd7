package io.streambed.science.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Data;
import io.streambed.science.Parameters;
import io.streambed.science.prior.LogNormal;
import io.streambed.science.prior.ParameterSpace;
import io.streambed.science.prior.Prior;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class LotkaVolterraRatesTest {
  private static final int TIMES = LotkaVolterraRates.TIMES;
  private static final Prior PRIOR =
      Prior.of(
          new ParameterSpace(
              List.of("alpha", "beta", "gamma", "delta"), List.of("1", "1", "1", "1")),
          List.of(
              new LogNormal(-0.125, 0.5),
              new LogNormal(-3, 0.5),
              new LogNormal(-0.125, 0.5),
              new LogNormal(-3, 0.5)));

  /** gamma / delta = 30 and alpha / beta = 1: the start is the equilibrium. */
  private static final Parameters STILL = Parameters.of(0.5, 0.5, 3, 0.1);

  private final LotkaVolterraRates simulator = new LotkaVolterraRates();

  @Test
  void theLikelihoodIsThatOfLogNormalNumbersAroundTheCycle() {
    float[] y = new float[2 * TIMES];
    Arrays.fill(y, 0, TIMES, 30);
    Arrays.fill(y, TIMES, 2 * TIMES, 1);
    // -10 log 30 - 20 log(0.1 sqrt(2 pi)), then two deviations out at one of the predators.
    assertEquals(-6.339042620834096, simulator.logLikelihood(STILL, Data.of(y)), 1e-8);
    y[13] = (float) Math.exp(0.2);
    assertEquals(-6.339042620834096 - 2 - 0.2, simulator.logLikelihood(STILL, Data.of(y)), 1e-5);
    y[13] = 0;
    assertEquals(Double.NEGATIVE_INFINITY, simulator.logLikelihood(STILL, Data.of(y)));
  }

  @Test
  void numbersAreClipped() {
    double[] medians = LotkaVolterraRates.medians(Parameters.of(1, 1e-12, 5, 1e-12));
    // Alone, 30 exp(2.1) prey are 245 at the second time and 5e9 at the last, exp(-94) predators.
    assertEquals(30 * Math.exp(2.1), medians[1], 1e-2);
    assertEquals(1e4, medians[TIMES - 1], 0);
    assertEquals(Math.exp(-10.5), medians[TIMES + 1], 1e-8);
    assertEquals(1e-10, medians[2 * TIMES - 1], 0);
  }

  @Test
  void mediansOfPriorDrawsAgreeWithDormandPrince() {
    double worst = 0;
    for (int run = 0; run < 300; run++) {
      Parameters phi = Parameters.of(PRIOR.sample(RunGenerator.of(2, run)));
      double[] medians = LotkaVolterraRates.medians(phi);
      double[] logs =
          PreciseCycles.logStates(
              phi, LotkaVolterraRates.PREY, LotkaVolterraRates.PREDATORS, 2.1, TIMES);
      for (int i = 0; i < logs.length; i++) {
        if (logs[i] > Math.log(1e-10) && logs[i] < Math.log(1e4)) {
          worst = Math.max(worst, Math.abs(Math.log(medians[i]) - logs[i]));
        }
      }
    }
    assertTrue(worst < 1e-6, "largest relative error: " + worst);
  }

  /** Five standard errors: false alarm below 1e-6 each, had the seed been random. */
  @Test
  void theNoiseHasATenthOfDeviationInTheLogarithm() {
    UniformRandomProvider random = RunGenerator.of(11, 0);
    int runs = 2000;
    double[] medians = LotkaVolterraRates.medians(STILL);
    double mean = 0;
    double square = 0;
    double error = 5 / Math.sqrt(runs * medians.length);
    for (int run = 0; run < runs; run++) {
      Data y = simulator.simulate(STILL, random);
      for (int i = 0; i < medians.length; i++) {
        double rest = Math.log(y.get(i) / medians[i]);
        mean += rest / runs / medians.length;
        square += rest * rest / runs / medians.length;
      }
    }
    assertEquals(0, mean, 0.1 * error);
    assertEquals(0.01, square, 0.01 * Math.sqrt(2) * error);
  }

  @Test
  void simulationsFollowTheLikelihood() {
    LikelihoodRatio.assertMeanOne(
        simulator,
        Parameters.of(0.7, 0.11, 0.9, 0.12),
        Parameters.of(0.7005, 0.11, 0.9, 0.12005),
        10_000);
  }
}
