package io.streambed.science.simulator;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Runge-Kutta 4 with steps of a fixed fraction of the fastest time scale at hand: step = scale /
 * rate(state). No step is taken back, and their number is bounded. Not thread-safe.
 */
final class RateLimitedSteps {
  private final RungeKutta4 integrator;
  private final RungeKutta4.Rate derivative;
  private final ToDoubleFunction<double[]> fastestRate;
  private final double scale;
  private int left;

  /**
   * @param size n, the number of variables
   * @param derivative dz/dt
   * @param fastestRate the largest rate, per unit of time, at which anything changes at a state
   * @param scale step times fastest rate
   * @param most steps after which the state becomes NaN
   */
  RateLimitedSteps(
      int size,
      RungeKutta4.Rate derivative,
      ToDoubleFunction<double[]> fastestRate,
      double scale,
      int most) {
    integrator = new RungeKutta4(size);
    this.derivative = derivative;
    this.fastestRate = fastestRate;
    this.scale = scale;
    left = most;
  }

  /** Advances {@code state}, shape [n], in place by {@code duration}. NaN when no step is left. */
  void advance(double[] state, double duration) {
    double rest = duration;
    while (rest > 0) {
      double steps = Math.ceil(rest * fastestRate.applyAsDouble(state) / scale);
      if (Double.isNaN(steps) || left-- <= 0) {
        Arrays.fill(state, Double.NaN);
        return;
      }
      // Equal parts of the rest, so that the last step is not a sliver.
      double step = steps > 1 ? rest / steps : rest;
      integrator.advance(derivative, state, step);
      rest = steps > 1 ? rest - step : 0;
    }
  }
}
