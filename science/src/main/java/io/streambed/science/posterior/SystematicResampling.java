package io.streambed.science.posterior;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Picks indices in proportion to weights by one uniform number and equal steps through their
 * cumulative sum: index s is picked either floor or ceil of n w_s / Σ w times, n w_s / Σ w on
 * average.
 */
public final class SystematicResampling {

  private SystematicResampling() {}

  /**
   * Indices in ascending order, shape [n].
   *
   * @param weights shape [S], non-negative, positive in sum
   */
  public static int[] indices(double[] weights, int n, UniformRandomProvider random) {
    double sum = 0;
    int last = 0;
    for (int s = 0; s < weights.length; s++) {
      sum += weights[s];
      if (weights[s] > 0) {
        last = s;
      }
    }
    double offset = random.nextDouble();
    int[] picked = new int[n];
    int s = 0;
    double passed = weights[0];
    for (int i = 0; i < n; i++) {
      double position = (i + offset) / n * sum;
      while (passed <= position && s < last) {
        s++;
        passed += weights[s];
      }
      picked[i] = s;
    }
    return picked;
  }
}
