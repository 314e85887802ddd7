package io.streambed.science.diagnostics;

/**
 * Kish's effective size of weighted draws: (Σ w)² / Σ w², between 1 and S; 0 where no weight is
 * positive.
 */
public final class EffectiveSampleSize {

  private EffectiveSampleSize() {}

  /** Of weights {@code w}, shape [S], non-negative, in any scale. */
  public static double of(double[] w) {
    double sum = 0;
    double squares = 0;
    for (double weight : w) {
      sum += weight;
      squares += weight * weight;
    }
    return squares > 0 ? sum * sum / squares : 0;
  }

  /** Of log weights, shape [S], up to one constant; negative infinity is a weight of 0. */
  public static double ofLog(double[] logWeights) {
    return ofLog(logWeights, 1);
  }

  /**
   * Of the weights exp(power * log w): the effective size after a step of {@code power} along a
   * tempered path.
   *
   * @param logWeights shape [S], up to one constant; negative infinity is a weight of 0
   * @param power at least 0; at 0 every draw of positive weight counts once
   */
  public static double ofLog(double[] logWeights, double power) {
    double maximum = Double.NEGATIVE_INFINITY;
    for (double value : logWeights) {
      maximum = Math.max(maximum, value);
    }
    if (maximum == Double.NEGATIVE_INFINITY) {
      return 0;
    }
    double sum = 0;
    double squares = 0;
    for (double value : logWeights) {
      double difference = value - maximum;
      // Below exp(-40) a weight is lost in the rounding of the sums.
      if (difference * power > -40 && difference > Double.NEGATIVE_INFINITY) {
        double weight = Math.exp(power * difference);
        sum += weight;
        squares += weight * weight;
      }
    }
    return sum * sum / squares;
  }
}
