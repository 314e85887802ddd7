package io.streambed.science.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Data;
import io.streambed.science.Parameters;
import java.util.List;
import java.util.Map;
import org.hipparchus.ode.ExpandableODE;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.junit.jupiter.api.Test;

class Lorenz96Test {
  private static final int SIZE = TwoScaleAtmosphere.SIZE;
  private static final int SITES = TwoScaleAtmosphere.SITES;
  private static final Parameters TRUTH = Parameters.of(10, 1, 10, 10);

  @Test
  void ratesAreThoseOfTheEquations() {
    double[] state = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      state[i] = i < SITES ? i + 1 : (i - SITES) % 7;
    }
    double[] rate = new double[SIZE];
    new TwoScaleAtmosphere(8, 2, 3, 5).at(state, rate);
    // Site 0: -36 (35 - 2) - 1 + 8 - 2 * 3 * mean(0 1 2 3 4 5 6 0 1 2)
    assertEquals(-36 * 33 - 1 + 8 - 6 * 2.4, rate[0], 1e-11);
    // Site 2: -2 (1 - 4) - 3 + 8 - 6 * mean(6 0 1 2 3 4 5 6 0 1)
    assertEquals(6 - 3 + 8 - 6 * 2.8, rate[2], 1e-11);
    // Fast 0, with 359 % 7 = 2 before it on the ring: 3 (-5 * 1 * (2 - 2) - 0 + 0.2 * 1)
    assertEquals(0.6, rate[SITES], 1e-12);
    // Fast 12, at site 1: values 4 before, 5, 6 and 0 after: 3 (-5 * 6 * (0 - 4) - 5 + 0.2 * 2)
    assertEquals(3 * (120 - 5 + 0.4), rate[SITES + 12], 1e-11);
  }

  @Test
  void advectionConservesEnergyOnEachScale() {
    double[] state = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      state[i] = Math.sin(1.7 * i * i);
    }
    double[] rate = new double[SIZE];
    new TwoScaleAtmosphere(0, 0, 3, 5).at(state, rate);
    double slow = 0;
    double fast = 0;
    for (int i = 0; i < SIZE; i++) {
      double power = state[i] * (rate[i] + (i < SITES ? 1 : 3) * state[i]);
      slow += i < SITES ? power : 0;
      fast += i < SITES ? 0 : power;
    }
    assertEquals(0, slow, 1e-12);
    assertEquals(0, fast, 1e-11);
  }

  @Test
  void overAShortTimeItAgreesWithDormandPrince() {
    TwoScaleAtmosphere atmosphere = new TwoScaleAtmosphere(10, 1, 10, 10);
    OrdinaryDifferentialEquation equation =
        new OrdinaryDifferentialEquation() {
          @Override
          public int getDimension() {
            return SIZE;
          }

          @Override
          public double[] computeDerivatives(double time, double[] state) {
            double[] rate = new double[SIZE];
            atmosphere.at(state, rate);
            return rate;
          }
        };
    double[] state = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      state[i] = Math.sin(1.7 * i * i) * (i < SITES ? 3 : 0.3);
    }
    double[] reference =
        new DormandPrince853Integrator(1e-9, 0.1, 1e-10, 1e-10)
            .integrate(new ExpandableODE(equation), new ODEState(0, state), 0.1)
            .getPrimaryState();
    double[] fine = state.clone();
    new RateLimitedSteps(SIZE, atmosphere, atmosphere::fastestRate, 0.7, 10_000)
        .advance(state, 0.1);
    new RateLimitedSteps(SIZE, atmosphere, atmosphere::fastestRate, 0.1, 10_000).advance(fine, 0.1);
    assertArrayEquals(reference, state, 1e-2);
    assertArrayEquals(reference, fine, 1e-5);
  }

  @Test
  void weakForcingSettlesToItsConstantWithoutNoise() {
    Simulator simulator = new Lorenz96().configured(Map.of("burn-in", 30, "frames", 3));
    Data data = simulator.simulate(Parameters.of(0.5, 0, 1, 1), RunGenerator.of(1, 0));
    for (int i = 0; i < data.size(); i++) {
      assertEquals(0.5, data.get(i), 1e-5);
    }
  }

  @Test
  void theReferenceTruthStaysInItsKnownRange() {
    Simulator simulator = new Lorenz96().configured(Map.of("frames", 60));
    Data data = simulator.simulate(TRUTH, RunGenerator.of(2, 0));
    double mean = 0;
    for (int i = 0; i < data.size(); i++) {
      assertTrue(Math.abs(data.get(i)) < 20);
      mean += data.get(i) / data.size();
    }
    assertEquals(2.5, mean, 1); // positive, far below the forcing
  }

  /** The shares of 60 frames in each of 36 channels, 5 standard errors: false alarm below 1e-6. */
  @Test
  void theNoiseIsAShareOfEachChannelsDeviation() {
    Map<String, Object> settings = Map.of("frames", 60, "burn-in", 1);
    Simulator noisy = new Lorenz96().configured(settings);
    Simulator clean = new Lorenz96().configured(Map.of("frames", 60, "burn-in", 1, "noise", 0));
    Data with = noisy.simulate(TRUTH, RunGenerator.of(3, 0));
    Data without = clean.simulate(TRUTH, RunGenerator.of(3, 0));
    double share = 0;
    for (int channel = 0; channel < SITES; channel++) {
      double mean = 0;
      for (int frame = 0; frame < 60; frame++) {
        mean += without.get(channel * 60 + frame) / 60;
      }
      double noise = 0;
      double signal = 0;
      for (int i = channel * 60; i < (channel + 1) * 60; i++) {
        noise += Math.pow(with.get(i) - without.get(i), 2);
        signal += Math.pow(without.get(i) - mean, 2);
      }
      share += noise / signal / SITES;
    }
    assertEquals(0.01, share, 5 * 0.01 * Math.sqrt(2.0 / (36 * 60)));
  }

  @Test
  void theShapeFollowsTheSettings() {
    assertEquals(List.of(36, 100), new Lorenz96().dataShape());
    Simulator all = new Lorenz96().configured(Map.of("observed", "all", "frames", 7));
    assertEquals(List.of(396, 7), all.dataShape());
    assertEquals(
        List.of(396, 7),
        all.configured(Map.of("burn-in", 0)).simulate(TRUTH, RunGenerator.of(4, 0)).shape());
    assertThrows(IllegalArgumentException.class, () -> all.configured(Map.of("observed", "fast")));
    assertThrows(IllegalArgumentException.class, () -> all.configured(Map.of("spacing", 0)));
  }

  @Test
  void theWorstCornersOfThePriorBoxDoNotDiverge() {
    Simulator simulator = new Lorenz96().configured(Map.of("frames", 2, "burn-in", 1));
    for (double h : new double[] {0, 5}) {
      for (double b : new double[] {0, 25}) {
        Data data = simulator.simulate(Parameters.of(20, h, 25, b), RunGenerator.of(5, 0));
        assertTrue(data.isFinite(), "h = %s, b = %s".formatted(h, b));
      }
    }
  }
}
