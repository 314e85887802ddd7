package io.streambed.science.simulator;

/**
 * The classical Runge-Kutta method of fourth order for dz/dt = rate(z), a step at a time. Not
 * thread-safe: it keeps its stages between steps.
 */
public final class RungeKutta4 {
  private final double[] first;
  private final double[] second;
  private final double[] third;
  private final double[] fourth;
  private final double[] stage;

  /** The right-hand side of an autonomous system. */
  @FunctionalInterface
  public interface Rate {
    /** Writes dz/dt at {@code state} to {@code rate}, both of shape [n]; leaves the state alone. */
    void at(double[] state, double[] rate);
  }

  /**
   * @param size n, the number of variables
   */
  public RungeKutta4(int size) {
    first = new double[size];
    second = new double[size];
    third = new double[size];
    fourth = new double[size];
    stage = new double[size];
  }

  /** Advances {@code state}, shape [n], in place by {@code step} units of time. */
  public void advance(Rate rate, double[] state, double step) {
    rate.at(state, first);
    shift(state, first, step / 2);
    rate.at(stage, second);
    shift(state, second, step / 2);
    rate.at(stage, third);
    shift(state, third, step);
    rate.at(stage, fourth);
    for (int i = 0; i < stage.length; i++) {
      state[i] += step / 6 * (first[i] + 2 * (second[i] + third[i]) + fourth[i]);
    }
  }

  private void shift(double[] state, double[] slope, double step) {
    for (int i = 0; i < stage.length; i++) {
      stage[i] = state[i] + step * slope[i];
    }
  }
}
