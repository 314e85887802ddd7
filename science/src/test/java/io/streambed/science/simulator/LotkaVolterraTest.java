package io.streambed.science.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Data;
import io.streambed.science.Outcome;
import io.streambed.science.Parameters;
import io.streambed.science.prior.PriorProposal;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class LotkaVolterraTest {
  private static final int YEARS = LotkaVolterra.YEARS;

  /** Populations below this, a billion billion billionth of a pelt, are not compared. */
  private static final double TROUGH = 1e-30;

  private final LotkaVolterra simulator = new LotkaVolterra();

  @Test
  void atTheEquilibriumNothingChanges() {
    // prey = gamma / delta = 20, predator = alpha / beta = 25
    double[] states = LotkaVolterra.states(Parameters.of(0.5, 0.02, 0.8, 0.04, 20, 25), 5);
    for (int year = 0; year < 5; year++) {
      assertEquals(20, states[year], 1e-12);
      assertEquals(25, states[5 + year], 1e-12);
    }
  }

  @Test
  void theInvariantOfTheCyclesIsKept() {
    Parameters phi = HudsonBay.POSTERIOR_MEAN;
    double[] states = LotkaVolterra.states(phi, 200);
    assertEquals(
        invariant(phi, states[0], states[200]), invariant(phi, states[199], states[399]), 1e-3);
  }

  @Test
  void statesOfPriorDrawsAgreeWithDormandPrince() {
    double worst = 0;
    for (int run = 0; run < 300; run++) {
      Parameters phi = Parameters.of(HudsonBay.PRIOR.sample(RunGenerator.of(1, run)));
      double[] states = LotkaVolterra.states(phi, YEARS);
      double[] reference = PreciseCycles.logStates(phi, phi.get(4), phi.get(5), 1, YEARS);
      for (int i = 0; i < states.length; i++) {
        if (reference[i] > Math.log(TROUGH)) {
          worst = Math.max(worst, Math.abs(Math.log(states[i]) - reference[i]));
        }
      }
    }
    assertTrue(worst < 2e-3, "largest error of a log state: " + worst);
  }

  /** A fixed record: 42 standard normal residuals would meet both bounds with probability 0.997. */
  @Test
  void thePublishedPosteriorReproducesTheRecordWithinItsNoise() {
    double[] states = LotkaVolterra.states(HudsonBay.POSTERIOR_MEAN, YEARS);
    double squares = 0;
    for (int i = 0; i < states.length; i++) {
      double sigma = HudsonBay.POSTERIOR_MEAN.get(i < YEARS ? 6 : 7);
      double residual = Math.log(HudsonBay.PELTS.get(i) / states[i]) / sigma;
      assertEquals(0, residual, 4);
      squares += residual * residual;
    }
    assertEquals(1.1, squares / states.length, 0.7);
  }

  /** Bounds of five standard errors, false alarm below 1e-6 a value, had the seed been random. */
  @Test
  void theNoiseIsLogNormalWithTheSpeciesDeviation() {
    double[] states = LotkaVolterra.states(HudsonBay.POSTERIOR_MEAN, YEARS);
    UniformRandomProvider random = RunGenerator.of(2, 0);
    int runs = 4000;
    double[] sums = new double[2 * YEARS];
    double[] squares = new double[2 * YEARS];
    for (int run = 0; run < runs; run++) {
      Data data = simulator.simulate(HudsonBay.POSTERIOR_MEAN, random);
      for (int i = 0; i < sums.length; i++) {
        double residual = Math.log(data.get(i) / states[i]);
        sums[i] += residual / runs;
        squares[i] += residual * residual / runs;
      }
    }
    for (int i = 0; i < sums.length; i++) {
      double sigma = HudsonBay.POSTERIOR_MEAN.get(i < YEARS ? 6 : 7);
      assertEquals(0, sums[i], 5 * sigma / Math.sqrt(runs));
      assertEquals(sigma * sigma, squares[i], 5 * sigma * sigma * Math.sqrt(2.0 / runs));
    }
  }

  /** Overflow needs a noise deviation above 20 or so, measured once in 500,000 runs. */
  @Test
  void runsFromThePriorAlmostNeverFail() {
    int failed = 0;
    for (long run = 0; run < 20_000; run++) {
      Outcome outcome =
          SimulationRun.execute(simulator, HudsonBay.PRIOR, new PriorProposal(), 3, run);
      failed += outcome instanceof Outcome.Failed ? 1 : 0;
    }
    assertTrue(failed <= 2, failed + " failed");
  }

  private static double invariant(Parameters phi, double prey, double predator) {
    return phi.get(3) * prey
        - phi.get(2) * Math.log(prey)
        + phi.get(1) * predator
        - phi.get(0) * Math.log(predator);
  }
}
