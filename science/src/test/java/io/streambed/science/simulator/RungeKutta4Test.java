package io.streambed.science.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.hipparchus.ode.ExpandableODE;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.nonstiff.ClassicalRungeKuttaIntegrator;
import org.junit.jupiter.api.Test;

class RungeKutta4Test {
  private static final RungeKutta4.Rate PENDULUM =
      (state, rate) -> {
        rate[0] = state[1];
        rate[1] = -Math.sin(state[0]);
      };

  @Test
  void aStepOfExponentialGrowthIsItsTaylorPolynomial() {
    double[] state = {1};
    new RungeKutta4(1).advance((z, rate) -> rate[0] = z[0], state, 1);
    assertEquals(1 + 1 + 1 / 2.0 + 1 / 6.0 + 1 / 24.0, state[0], 1e-15);
  }

  @Test
  void halvingTheStepDividesTheErrorBySixteen() {
    double exact = run(4096)[0];
    double coarse = Math.abs(run(32)[0] - exact);
    double fine = Math.abs(run(64)[0] - exact);
    assertEquals(4, Math.log(coarse / fine) / Math.log(2), 0.15);
  }

  @Test
  void itAgreesWithHipparchus() {
    OrdinaryDifferentialEquation equation =
        new OrdinaryDifferentialEquation() {
          @Override
          public int getDimension() {
            return 2;
          }

          @Override
          public double[] computeDerivatives(double time, double[] state) {
            double[] rate = new double[2];
            PENDULUM.at(state, rate);
            return rate;
          }
        };
    double[] theirs =
        new ClassicalRungeKuttaIntegrator(5.0 / 64)
            .integrate(new ExpandableODE(equation), new ODEState(0, new double[] {1, 0}), 5)
            .getPrimaryState();
    assertArrayEquals(theirs, run(64), 1e-13);
  }

  @Test
  void rateLimitedStepsEndAtTheTimeAskedFor() {
    double[] state = {1};
    new RateLimitedSteps(1, (z, rate) -> rate[0] = -z[0] * z[0], z -> z[0], 0.01, 1000)
        .advance(state, 3);
    assertEquals(0.25, state[0], 1e-10); // 1 / (1 + t)
  }

  @Test
  void rateLimitedStepsEndInNanWhenTheyAreTooMany() {
    double[] state = {1};
    RateLimitedSteps explosion =
        new RateLimitedSteps(1, (z, rate) -> rate[0] = z[0] * z[0], z -> z[0], 0.1, 1000);
    explosion.advance(state, 2);
    assertEquals(Double.NaN, state[0]);
  }

  private static double[] run(int steps) {
    double[] state = {1, 0};
    RungeKutta4 integrator = new RungeKutta4(2);
    for (int step = 0; step < steps; step++) {
      integrator.advance(PENDULUM, state, 5.0 / steps);
    }
    return Arrays.copyOf(state, 2);
  }
}
