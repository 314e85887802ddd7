package io.streambed.science;

import java.util.Arrays;

/** log Σ exp, the greatest taken out first, so that nothing overflows. */
public final class LogSumExp {

  private LogSumExp() {}

  /**
   * Over {@code count} values, {@code stride} apart, from place {@code start} on; NaN where one is.
   */
  public static double of(float[] values, int start, int stride, int count) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < count; k++) {
      greatest = Math.max(greatest, values[start + k * stride]);
    }
    double sum = 0;
    for (int k = 0; k < count; k++) {
      sum += Math.exp(values[start + k * stride] - greatest);
    }
    return greatest + Math.log(sum);
  }

  /**
   * log of the mean of exp over all values, at least one.
   *
   * @return not finite where none is finite or one is not a number
   */
  public static double ofMean(double[] values) {
    double greatest = Arrays.stream(values).max().orElseThrow();
    double sum = Arrays.stream(values).map(value -> Math.exp(value - greatest)).sum();
    return greatest + Math.log(sum / values.length);
  }
}
