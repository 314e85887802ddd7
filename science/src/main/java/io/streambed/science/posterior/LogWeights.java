package io.streambed.science.posterior;

import io.streambed.science.diagnostics.EffectiveSampleSize;

/**
 * Arithmetic of weights that are kept as logarithms, shape [S]; negative infinity is a weight of 0.
 */
final class LogWeights {

  private LogWeights() {}

  /** A copy in which what is not finite is negative infinity, a weight of 0. */
  static double[] finiteOrNone(double[] logWeights) {
    double[] clean = logWeights.clone();
    for (int s = 0; s < clean.length; s++) {
      if (!Double.isFinite(clean[s])) {
        clean[s] = Double.NEGATIVE_INFINITY;
      }
    }
    return clean;
  }

  static double maximum(double[] logWeights) {
    double maximum = Double.NEGATIVE_INFINITY;
    for (double value : logWeights) {
      maximum = Math.max(maximum, value);
    }
    return maximum;
  }

  /** log of the mean of exp, without overflow; negative infinity where all weights are 0. */
  static double logMean(double[] logWeights) {
    double maximum = maximum(logWeights);
    if (maximum == Double.NEGATIVE_INFINITY) {
      return maximum;
    }
    double sum = 0;
    for (double value : logWeights) {
      sum += Math.exp(value - maximum);
    }
    return maximum + Math.log(sum / logWeights.length);
  }

  /** exp(power (log w - max log w)), shape [S]. */
  static double[] relative(double[] logWeights, double power) {
    double maximum = maximum(logWeights);
    double[] weights = new double[logWeights.length];
    for (int s = 0; s < weights.length; s++) {
      if (logWeights[s] > Double.NEGATIVE_INFINITY) {
        weights[s] = Math.exp(power * (logWeights[s] - maximum));
      }
    }
    return weights;
  }

  /**
   * The largest power up to {@code limit} at which the effective size is still {@code least}, by
   * bisection; 0 if it never is.
   */
  static double largestPower(double[] logWeights, double limit, double least) {
    if (EffectiveSampleSize.ofLog(logWeights, limit) >= least) {
      return limit;
    }
    double low = 0;
    double high = limit;
    // The first steps find the scale (powers span decades), the rest four digits of it.
    while (high - low > 1e-4 * high && high > 1e-12 * limit) {
      double middle = low > 0 ? 0.5 * (low + high) : 0.1 * high;
      if (EffectiveSampleSize.ofLog(logWeights, middle) >= least) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
