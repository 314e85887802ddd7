package io.streambed.science.simulator;

import io.streambed.science.Parameters;
import org.hipparchus.ode.ExpandableODE;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;

/** Lotka-Volterra cycles by an adaptive method of order 8, to 1e-11 in the logarithms. */
final class PreciseCycles {

  private PreciseCycles() {}

  /**
   * Logarithms of prey at times 0, spacing, .., (T - 1) spacing, then of predators, shape [2 T].
   *
   * @param rates alpha, beta, gamma, delta first
   */
  static double[] logStates(
      Parameters rates, double prey, double predators, double spacing, int times) {
    OrdinaryDifferentialEquation equation =
        new OrdinaryDifferentialEquation() {
          @Override
          public int getDimension() {
            return 2;
          }

          @Override
          public double[] computeDerivatives(double time, double[] log) {
            return new double[] {
              rates.get(0) - rates.get(1) * Math.exp(log[1]),
              -rates.get(2) + rates.get(3) * Math.exp(log[0])
            };
          }
        };
    double[] log = {Math.log(prey), Math.log(predators)};
    double[] logs = new double[2 * times];
    for (int time = 0; time < times; time++) {
      logs[time] = log[0];
      logs[times + time] = log[1];
      log =
          new DormandPrince853Integrator(1e-12, 1, 1e-11, 1e-11)
              .integrate(
                  new ExpandableODE(equation),
                  new ODEState(time * spacing, log),
                  (time + 1) * spacing)
              .getPrimaryState();
    }
    return logs;
  }
}
