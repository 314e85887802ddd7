package io.streambed.science.posterior;

import java.util.Arrays;

/**
 * What a critic &lt;F(y), G(φ)&gt; keeps of independent observations y_1 .. y_k of the same φ: S =
 * Σ λ^(k-i) F(y_i). Since log ratios add, &lt;S, G(φ)&gt; is the log ratio of them all, whatever k;
 * with λ &lt; 1 the past fades, so that S follows a φ that drifts, λ / (1 - λ) observations behind.
 * The terms of F that belong to biases add like the others, and keep the (discounted) count with
 * them.
 *
 * <p>Sums are of 64 bits, each observation added to the sum of those before it, so that the same
 * observations in the same order give the same bits. Immutable.
 */
public final class RunningStatistic {
  private final double[] sum;
  private final double weight;
  private final long count;

  private RunningStatistic(double[] sum, double weight, long count) {
    this.sum = sum;
    this.weight = weight;
    this.count = count;
  }

  /** Of no observation, for embeddings of {@code size} values. */
  public static RunningStatistic empty(int size) {
    return new RunningStatistic(new double[size], 0, 0);
  }

  /**
   * A statistic that was kept; copies {@code sum}.
   *
   * @param sum S, shape [E]
   * @param weight Σ λ^(k-i), 0 to {@code count}
   * @param count k
   * @throws IllegalArgumentException if a value is not finite or out of range
   */
  public static RunningStatistic of(double[] sum, double weight, long count) {
    if (!(weight >= 0 && weight <= count && (weight > 0) == (count > 0))) {
      throw new IllegalArgumentException(
          "expected a weight above 0 and at most the count, got %s of %d".formatted(weight, count));
    }
    for (double value : sum) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("expected a finite statistic, got " + value);
      }
    }
    return new RunningStatistic(sum.clone(), weight, count);
  }

  /**
   * λ S + F(y): this with one more observation.
   *
   * @param embedding F(y), shape [E]
   * @param forgetting λ, above 0 and at most 1
   * @throws IllegalArgumentException if the embedding has another size or is not finite
   */
  public RunningStatistic plus(float[] embedding, double forgetting) {
    if (embedding.length != sum.length) {
      throw new IllegalArgumentException(
          "expected an embedding [%d], got [%d]".formatted(sum.length, embedding.length));
    }
    double[] next = new double[sum.length];
    for (int e = 0; e < next.length; e++) {
      next[e] = forgetting * sum[e] + embedding[e];
      if (!Double.isFinite(next[e])) {
        throw new IllegalArgumentException("expected a finite embedding, got " + embedding[e]);
      }
    }
    return new RunningStatistic(next, forgetting * weight + 1, count + 1);
  }

  /** E. */
  public int size() {
    return sum.length;
  }

  /** Σ λ^(k-i): the count of observations, faded ones for less; at most 1 / (1 - λ). */
  public double weight() {
    return weight;
  }

  /** k. */
  public long count() {
    return count;
  }

  /** A copy of S, shape [E]. */
  public double[] sum() {
    return sum.clone();
  }

  /** S as 32-bit values, shape [E]: in place of the embedding of one observation. */
  float[] embedding() {
    float[] embedding = new float[sum.length];
    for (int e = 0; e < embedding.length; e++) {
      embedding[e] = (float) sum[e];
    }
    return embedding;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RunningStatistic that
        && count == that.count
        && weight == that.weight
        && Arrays.equals(sum, that.sum);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(count) + Arrays.hashCode(sum);
  }

  @Override
  public String toString() {
    return "RunningStatistic[%d] of %d observations, weight %s".formatted(size(), count, weight);
  }
}
