package io.streambed.science;

import java.util.List;

/**
 * A trained estimate of s(φ, y) = log p(y | φ) + const(y), nats: the posterior is prior x exp s on
 * the support of the proposal that the training pairs were drawn from. The constant may be another
 * for each y.
 *
 * <p>Any number of threads may use it at once.
 */
public interface RatioEstimator {

  /**
   * Parameters made ready to meet any data: what depends on them alone is computed once.
   *
   * @param x [M, P] row-major, in the parameters' own units; only the first {@code count} rows are
   *     read, and none after the call
   * @param count M
   * @throws IllegalArgumentException if there are fewer rows
   */
  Candidates candidates(double[] x, int count);

  /**
   * s(φ_n, y_n) of every item with its own parameters.
   *
   * @param data N items in the shape of the simulator
   * @param x [N, P] row-major, in the parameters' own units
   * @return shape [N]
   * @throws IllegalArgumentException if a shape is wrong
   */
  double[] own(List<Data> data, double[] x);

  /** M rows of parameters, made ready. Usable as long as the estimator is. */
  @FunctionalInterface
  interface Candidates {

    /**
     * s(φ_m, y_n) of all of them with every item.
     *
     * @param data N items in the shape of the simulator
     * @return [N, M] row-major
     * @throws IllegalArgumentException if a shape is wrong
     */
    float[] scores(List<Data> data);
  }
}
