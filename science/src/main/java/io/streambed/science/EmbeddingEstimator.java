package io.streambed.science;

/**
 * A ratio estimator of two towers that shows their embeddings: s(φ, y) = &lt;f(y), g(φ)&gt; / τ +
 * b(φ) + c(y).
 *
 * <p>Only the product is determined by training: f and g may be mixed linearly, one the other way
 * round, without a change of any score.
 */
public interface EmbeddingEstimator extends RatioEstimator, DataEmbedding {

  /**
   * g(φ) of {@code count} rows of parameters.
   *
   * @param x [S, P] row-major, in the parameters' own units; only the first {@code count} rows are
   *     read
   * @return [count, E] row-major
   * @throws IllegalArgumentException if there are fewer rows
   */
  float[] embedParameters(double[] x, int count);

  /**
   * Slopes dg/dφ of {@code count} rows of parameters, each per its parameter's own unit; E passes
   * through the emulator, forward and back.
   *
   * @param x as of {@link #embedParameters}
   * @return [count, E, P] row-major
   * @throws IllegalArgumentException if there are fewer rows
   */
  double[] embeddingSlopes(double[] x, int count);
}
