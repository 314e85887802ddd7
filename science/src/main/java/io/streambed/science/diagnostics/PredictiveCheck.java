package io.streambed.science.diagnostics;

import java.util.Arrays;

/**
 * Posterior predictive check (Gelman, Meng, Stern, Statistica Sinica 6, 1996): where a statistic of
 * the observation stands among the same statistic of data simulated from draws of the posterior.
 * Far out on either side, the model cannot explain that feature of the data, however good the
 * posterior. Conservative: the observation has been seen by the posterior.
 *
 * @param position (Σ below + 1/2 (Σ equal + 1)) / (S + 1), within (0, 1)
 * @param twoSided 2 min(position, 1 - position), within (0, 1]; small = unexplained
 */
public record PredictiveCheck(double position, double twoSided) {

  /**
   * The check of one statistic.
   *
   * @param observed of the observation, finite
   * @param predicted of each simulated data set, shape [S], S at least 1; NaN, as of a run that
   *     failed, is left out
   * @throws IllegalArgumentException if nothing is left or the observed value is not finite
   */
  public static PredictiveCheck of(double observed, double[] predicted) {
    double[] values = Arrays.stream(predicted).filter(value -> !Double.isNaN(value)).toArray();
    if (values.length == 0 || !Double.isFinite(observed)) {
      throw new IllegalArgumentException(
          "expected a finite observed value and at least one predicted, got %s and %d"
              .formatted(observed, values.length));
    }
    double below = Arrays.stream(values).filter(value -> value < observed).count();
    double equal = Arrays.stream(values).filter(value -> value == observed).count();
    double position = (below + 0.5 * (equal + 1)) / (values.length + 1);
    return new PredictiveCheck(position, 2 * Math.min(position, 1 - position));
  }
}
