package io.streambed.science.posterior;

/**
 * s(φ, y) for one observation y, nats up to a constant, of any φ. A score that is not finite counts
 * as negative infinity.
 */
@FunctionalInterface
public interface Scoring {

  /**
   * Scores of many parameters.
   *
   * @param x parameters in their own units, shape [N, P] row-major, read up to {@code count}
   * @param count N
   * @return shape [N], a new array
   */
  double[] at(double[] x, int count);

  /** Scores of draws {@code from} to {@code to}, not included, of {@code bank}; a new array. */
  default double[] atBank(Bank bank, int from, int to) {
    return at(bank.draws(from, to), to - from);
  }

  /** Scores of every draw around the bank's proposal, {@link Bank#fringeDraws}; a new array. */
  default double[] atFringe(Bank bank) {
    return at(bank.fringeDraws(), bank.fringeSize());
  }
}
