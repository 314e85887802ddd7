package io.streambed.science.simulator;

/**
 * Lotka-Volterra cycles: prey' = (alpha - beta predator) prey, predator' = (-gamma + delta prey)
 * predator, all four rates above 0.
 */
record PredatorPrey(double alpha, double beta, double gamma, double delta) {

  /**
   * Steps after which a run is given up, some ten milliseconds; the prior's draws take hundreds.
   */
  private static final int MOST_STEPS = 1_000_000;

  /**
   * Prey at times 0, spacing, .., (T - 1) spacing, then predator, shape [2 T], by Runge-Kutta 4.
   *
   * <p>A step is {@code scale} over the fastest of alpha, gamma, beta predator and delta prey at
   * its start. Neither population grows faster than at such a rate, so the fastest rate itself
   * gains at most a factor exp(scale) within the step: below 0.2 no parameters make it unstable or
   * negative. The deepest troughs (below 1e-308) are rounded to 0.
   *
   * @param prey at time 0, above 0
   * @param predator at time 0, above 0
   * @param times T, at least 1
   * @param scale step times fastest rate, at most 0.2
   * @return NaN from where a million steps would not do
   */
  double[] states(double prey, double predator, double spacing, int times, double scale) {
    RungeKutta4.Rate derivative =
        (state, rate) -> {
          rate[0] = (alpha - beta * state[1]) * state[0];
          rate[1] = (delta * state[0] - gamma) * state[1];
        };
    RateLimitedSteps steps =
        new RateLimitedSteps(
            2,
            derivative,
            state -> Math.max(Math.max(alpha, delta * state[0]), Math.max(gamma, beta * state[1])),
            scale,
            MOST_STEPS);
    double[] state = {prey, predator};
    double[] states = new double[2 * times];
    for (int time = 0; time < times; time++) {
      if (time > 0) {
        steps.advance(state, spacing);
      }
      states[time] = state[0];
      states[times + time] = state[1];
    }
    return states;
  }
}
