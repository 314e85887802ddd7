package io.streambed.science.diagnostics;

/**
 * Mean and deviation of log Z(y) over held-out data. A critic trained by both halves of the
 * symmetric loss has one constant for all data, so that the deviation is 0 at the optimum; and an
 * observation whose log Z lies many deviations out is unlike the simulations.
 *
 * @param mean nats
 * @param deviation with the small-sample correction, nats; NaN for a single value
 */
public record NormaliserSpread(double mean, double deviation) {

  /**
   * The spread of some data's log Z.
   *
   * @param logNormalisers log Z of each held-out datum, shape [N], N at least 1
   */
  public static NormaliserSpread of(double[] logNormalisers) {
    if (logNormalisers.length == 0) {
      throw new IllegalArgumentException("expected log Z of at least one datum, got none");
    }
    double mean = 0;
    for (double value : logNormalisers) {
      mean += value / logNormalisers.length;
    }
    double squares = 0;
    for (double value : logNormalisers) {
      squares += (value - mean) * (value - mean);
    }
    return new NormaliserSpread(mean, Math.sqrt(squares / (logNormalisers.length - 1)));
  }
}
