package io.streambed.science.prior;

/**
 * Maps an open interval to the real line, strictly increasing: the logit of the position between
 * two finite ends, the log of the distance from one finite end, or the identity when there is none.
 *
 * @param lower lower end, may be negative infinity
 * @param upper upper end, above {@code lower}, may be infinity
 */
record Support(double lower, double upper) {

  /** u(x). */
  double toUnbounded(double x) {
    if (Double.isInfinite(lower)) {
      return Double.isInfinite(upper) ? x : -Math.log(upper - x);
    }
    return Double.isInfinite(upper)
        ? Math.log(x - lower)
        : Math.log(x - lower) - Math.log(upper - x);
  }

  /** x(u). Where rounding would give an end itself, the nearest number inside. */
  double fromUnbounded(double u) {
    if (Double.isInfinite(lower)) {
      return Double.isInfinite(upper) ? u : clamp(upper - Math.exp(-u));
    }
    if (Double.isInfinite(upper)) {
      return clamp(lower + Math.exp(u));
    }
    // Measured from the nearer end, so that the distance from it keeps its relative precision.
    double tail = Math.exp(-Math.abs(u));
    double distance = (upper - lower) * tail / (1 + tail);
    return clamp(u < 0 ? lower + distance : upper - distance);
  }

  /** log dx/du at u. */
  double logJacobian(double u) {
    if (Double.isInfinite(lower)) {
      return Double.isInfinite(upper) ? 0 : -u;
    }
    if (Double.isInfinite(upper)) {
      return u;
    }
    // log(w s(u) s(-u)) with s the logistic function, free of overflow for large |u|.
    double distance = Math.abs(u);
    return Math.log(upper - lower) - distance - 2 * Math.log1p(Math.exp(-distance));
  }

  /** Slope of {@link #logJacobian} at u: within -1 to 1. */
  double logJacobianSlope(double u) {
    if (Double.isInfinite(lower)) {
      return Double.isInfinite(upper) ? 0 : -1;
    }
    return Double.isInfinite(upper) ? 1 : -Math.tanh(0.5 * u);
  }

  /** Whether {@code x} is strictly inside. */
  boolean contains(double x) {
    return x > lower && x < upper;
  }

  /** {@code x}, or the number inside that is nearest to it. */
  double clamp(double x) {
    return Math.min(Math.max(x, Math.nextUp(lower)), Math.nextDown(upper));
  }
}
