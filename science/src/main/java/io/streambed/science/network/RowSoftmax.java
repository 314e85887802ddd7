package io.streambed.science.network;

/**
 * What rows of a softmax say of its columns: with r_i the logarithm of the sum of exp s over row i,
 * the column's probability is p_ij exp r_i over its sum.
 */
final class RowSoftmax {
  /**
   * Beyond this spread of r, nats, small probabilities would underflow before they are weighed up.
   */
  private static final double WIDEST = 40;

  /** Below this a pair's own probability is too near underflow. */
  private static final float SMALLEST = 1e-12f;

  private final float[] own;
  private final float[] weights;
  private final boolean bounded;

  private RowSoftmax(float[] own, float[] weights, boolean bounded) {
    this.own = own;
    this.weights = weights;
    this.bounded = bounded;
  }

  /**
   * @param own p_ii, [B]
   * @param scores s_ii, [B]
   */
  static RowSoftmax of(float[] own, float[] scores) {
    double[] sums = new double[own.length];
    double highest = Double.NEGATIVE_INFINITY;
    double lowest = Double.POSITIVE_INFINITY;
    boolean clear = true;
    for (int i = 0; i < own.length; i++) {
      sums[i] = scores[i] - Math.log(own[i]);
      highest = Math.max(highest, sums[i]);
      lowest = Math.min(lowest, sums[i]);
      clear &= own[i] > SMALLEST;
    }
    float[] weights = new float[own.length];
    for (int i = 0; i < own.length; i++) {
      weights[i] = (float) Math.exp(sums[i] - highest);
    }
    return new RowSoftmax(own, weights, clear && highest - lowest < WIDEST);
  }

  /** B. */
  int size() {
    return own.length;
  }

  /** Whether single precision holds all that {@link #weights} are multiplied with. */
  boolean bounded() {
    return bounded;
  }

  /** a_i = exp(r_i - max r), [B]. */
  float[] weights() {
    return weights;
  }

  /**
   * The mean over pairs of -log p_ii - log q_ii.
   *
   * @param sums Σ_k p_kj a_k, [B]
   */
  double loss(float[] sums) {
    double loss = 0;
    for (int i = 0; i < own.length; i++) {
      loss -= Math.log(own[i]) + Math.log((double) own[i] * weights[i] / sums[i]);
    }
    return loss / own.length;
  }
}
