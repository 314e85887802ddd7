package io.streambed.science.posterior;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;

/**
 * Draws of the bank picked in proportion to their weights, in random order. A draw may come several
 * times; the effective size says what that costs.
 */
final class ImportanceResampling {

  private ImportanceResampling() {}

  /** Indices, shape [n]. */
  static int[] indices(double[] weights, int n, UniformRandomProvider random) {
    int[] picked = SystematicResampling.indices(weights, n, random);
    PermutationSampler.shuffle(random, picked);
    return picked;
  }

  /**
   * Effective size of n draws resampled from weights of effective size e: 1 / (1/n + 1/e), since
   * both steps add their variance to that of a mean.
   */
  static double effectiveSize(int n, double e) {
    return e > 0 ? 1 / (1.0 / n + 1 / e) : 0;
  }
}
