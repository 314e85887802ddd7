package io.streambed.science.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Data;
import io.streambed.science.Parameters;
import io.streambed.science.prior.LogNormal;
import io.streambed.science.prior.ParameterSpace;
import io.streambed.science.prior.Prior;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.hipparchus.ode.ExpandableODE;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.junit.jupiter.api.Test;

class SirTest {
  private static final Prior PRIOR =
      Prior.of(
          new ParameterSpace(List.of("beta", "gamma"), List.of("1/d", "1/d")),
          List.of(new LogNormal(Math.log(0.4), 0.5), new LogNormal(Math.log(0.125), 0.2)));

  private final Sir simulator = new Sir();

  @Test
  void whileAlmostAllAreHealthyTheEpidemicGrowsExponentially() {
    double[] infected = Sir.infected(Parameters.of(0.3, 0.1));
    assertEquals(1e-6, infected[0], 1e-18);
    // exp(0.2 17) = 29.9641; a share 4.5e-5 of all has been infected by then.
    assertEquals(29.9641e-6, infected[1], 29.9641e-6 * 1e-4);
  }

  @Test
  void theLikelihoodIsThatOfTenBinomialCounts() {
    // Nothing happens: one in a million is infected on all ten days.
    Parameters still = Parameters.of(1e-12, 1e-12);
    float[] counts = new float[10];
    assertEquals(-0.010000005000003333, simulator.logLikelihood(still, Data.of(counts)), 1e-9);
    counts[4] = 1; // log(1000 1e-6) instead of log(1 - 1e-6)
    assertEquals(-6.91775428398164, simulator.logLikelihood(still, Data.of(counts)), 1e-8);
    counts[4] = 0.5f;
    assertEquals(
        Double.NEGATIVE_INFINITY, simulator.logLikelihood(still, Data.of(counts)), "no count");
  }

  @Test
  void sharesOfPriorDrawsAgreeWithDormandPrince() {
    double worst = 0;
    for (int run = 0; run < 300; run++) {
      Parameters phi = Parameters.of(PRIOR.sample(RunGenerator.of(1, run)));
      double[] infected = Sir.infected(phi);
      double[] logs = logShares(phi);
      for (int i = 0; i < infected.length; i++) {
        worst = Math.max(worst, Math.abs(Math.log(infected[i]) - logs[i]));
      }
    }
    assertTrue(worst < 1e-6, "largest relative error: " + worst);
  }

  /** Five standard errors: false alarm below 1e-6 each, had the seed been random. */
  @Test
  void countsHaveTheBinomialMeanAndVariance() {
    Parameters phi = Parameters.of(0.4, 0.125);
    double[] infected = Sir.infected(phi);
    UniformRandomProvider random = RunGenerator.of(10, 0);
    int runs = 4000;
    double[] means = new double[infected.length];
    double[] squares = new double[infected.length];
    for (int run = 0; run < runs; run++) {
      Data y = simulator.simulate(phi, random);
      for (int i = 0; i < means.length; i++) {
        double rest = y.get(i) - 1000 * infected[i];
        means[i] += rest / runs;
        squares[i] += rest * rest / runs;
      }
    }
    for (int i = 0; i < means.length; i++) {
      double p = infected[i];
      double variance = 1000 * p * (1 - p);
      // Fourth central moment of a binomial count less the squared variance.
      double spread = variance * (1 + 2 * variance - 6 * p * (1 - p));
      assertEquals(0, means[i], 5 * Math.sqrt(variance / runs), "mean at day " + 17 * i);
      assertEquals(variance, squares[i], 5 * Math.sqrt(spread / runs), "variance at " + 17 * i);
    }
  }

  @Test
  void simulationsFollowTheLikelihood() {
    LikelihoodRatio.assertMeanOne(
        simulator, Parameters.of(0.4, 0.125), Parameters.of(0.401, 0.126), 10_000);
  }

  /** log I / N at the days of the tests by an adaptive method of order 8, to 1e-12. */
  private static double[] logShares(Parameters phi) {
    OrdinaryDifferentialEquation equation =
        new OrdinaryDifferentialEquation() {
          @Override
          public int getDimension() {
            return 2;
          }

          @Override
          public double[] computeDerivatives(double time, double[] state) {
            return new double[] {
              -phi.get(0) * state[0] * Math.exp(state[1]), phi.get(0) * state[0] - phi.get(1)
            };
          }
        };
    double[] state = {1 - Sir.INFECTED_AT_START, Math.log(Sir.INFECTED_AT_START)};
    double[] logs = new double[Sir.OBSERVATIONS];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = state[1];
      state =
          new DormandPrince853Integrator(1e-12, 1, 1e-12, 1e-12)
              .integrate(
                  new ExpandableODE(equation),
                  new ODEState(i * Sir.SPACING, state),
                  (i + 1) * Sir.SPACING)
              .getPrimaryState();
    }
    return logs;
  }
}
