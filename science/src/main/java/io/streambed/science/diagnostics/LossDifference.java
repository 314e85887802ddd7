package io.streambed.science.diagnostics;

/**
 * How a candidate's losses differ from an incumbent's, pair by pair.
 *
 * @param mean of candidate - incumbent, nats; below 0 the candidate is better
 * @param standardError of that mean, nats
 */
public record LossDifference(double mean, double standardError) {

  /**
   * From the losses of both on the same pairs: what is hard in a pair is hard for both and drops
   * out.
   *
   * @param candidate shape [N]
   * @param incumbent shape [N], in the same order
   * @throws IllegalArgumentException if there are fewer than 2 pairs, or not as many on both sides
   */
  public static LossDifference paired(double[] candidate, double[] incumbent) {
    if (candidate.length < 2 || candidate.length != incumbent.length) {
      throw new IllegalArgumentException(
          "expected the losses of the same pairs, at least 2, got %d and %d"
              .formatted(candidate.length, incumbent.length));
    }
    int pairs = candidate.length;
    double mean = 0;
    for (int i = 0; i < pairs; i++) {
      mean += (candidate[i] - incumbent[i]) / pairs;
    }
    double squares = 0;
    for (int i = 0; i < pairs; i++) {
      double rest = candidate[i] - incumbent[i] - mean;
      squares += rest * rest;
    }
    return new LossDifference(mean, Math.sqrt(squares / (pairs - 1) / pairs));
  }

  /** Whether the candidate is worse by more than {@code deviations} standard errors. */
  public boolean worse(double deviations) {
    return mean > deviations * standardError;
  }
}
