package io.streambed.science.simulator;

import io.streambed.science.Parameters;
import java.util.Arrays;

/**
 * Lotka-Volterra cycles in the logarithms p = log prey, q = log predator: p' = alpha - beta exp q,
 * q' = -gamma + delta exp p. The logarithms stay representable through the deepest troughs, and
 * positive by construction.
 */
final class PredatorPrey {

  /** Step times the fastest of the four rates at its start; see {@link #logStates}. */
  private static final double STEP = 0.4;

  /** Steps after which a run is given up; at 1 percent of it a run takes a millisecond. */
  private static final int MOST_STEPS = 1_000_000;

  private PredatorPrey() {}

  /**
   * Log prey at times 0, 1, .., T - 1, then log predator, shape [2 T], by Runge-Kutta 4.
   *
   * <p>A step is {@code STEP} over the fastest of alpha, gamma, beta predator and delta prey. Since
   * either population grows at most at such a rate, the fastest rate itself grows by a factor of at
   * most e^STEP within the step: no parameters make it unstable, and none needs a step to be taken
   * back.
   *
   * @param parameters alpha, beta, gamma, delta, prey and predator at time 0, all above 0
   * @param times T, at least 1
   * @return NaN from where a million steps would not do
   */
  static double[] logStates(Parameters parameters, int times) {
    return logStates(parameters, times, STEP);
  }

  static double[] logStates(Parameters parameters, int times, double scale) {
    double alpha = parameters.get(0);
    double beta = parameters.get(1);
    double gamma = parameters.get(2);
    double delta = parameters.get(3);
    RungeKutta4.Rate rate =
        (state, slope) -> {
          slope[0] = alpha - beta * Math.exp(state[1]);
          slope[1] = -gamma + delta * Math.exp(state[0]);
        };
    RungeKutta4 integrator = new RungeKutta4(2);
    double[] state = {Math.log(parameters.get(4)), Math.log(parameters.get(5))};
    double[] logs = new double[2 * times];
    logs[0] = state[0];
    logs[times] = state[1];
    double slowest = Math.max(alpha, gamma);
    int left = MOST_STEPS;
    for (int time = 1; time < times; time++) {
      double rest = 1;
      while (rest > 0) {
        if (left-- == 0) {
          Arrays.fill(state, Double.NaN);
        }
        double fast = Math.max(beta * Math.exp(state[1]), delta * Math.exp(state[0]));
        double steps = Math.ceil(rest * Math.max(slowest, fast) / scale);
        double step = steps > 1 ? rest / steps : rest;
        integrator.advance(rate, state, step);
        rest = steps > 1 ? rest - step : 0;
      }
      logs[time] = state[0];
      logs[times + time] = state[1];
    }
    return logs;
  }
}
