package io.streambed.science.network;

/**
 * One bin of a monotone rational-quadratic spline (arXiv 1906.04032, equations 4 to 8), from [left,
 * left + width] onto [bottom, bottom + height]. With ξ = (x - left) / width, s = height / width, t
 * = ξ (1 - ξ):
 *
 * <pre>
 * g(x)  = bottom + height (s ξ² + entry t) / β      β = s + (entry + exit - 2 s) t
 * g'(x) = s² (exit ξ² + 2 s t + entry (1 - ξ)²) / β²
 * </pre>
 *
 * @param width above 0
 * @param height above 0
 * @param entry slope at the left knot, above 0
 * @param exit slope at the right knot, above 0
 */
record SplineBin(
    double left, double width, double bottom, double height, double entry, double exit) {

  /** g(x), x within the bin. */
  double image(double x) {
    double xi = (x - left) / width;
    double s = height / width;
    double t = xi * (1 - xi);
    return bottom + height * (s * xi * xi + entry * t) / (s + (entry + exit - 2 * s) * t);
  }

  /** log g'(x), x within the bin. */
  double logSlope(double x) {
    double xi = (x - left) / width;
    double s = height / width;
    double t = xi * (1 - xi);
    double ratio = s / (s + (entry + exit - 2 * s) * t);
    return Math.log(ratio * ratio * rise(xi, s, t));
  }

  /**
   * The x of the bin whose image is y: the root of a ξ² + b ξ + c within [0, 1], in the form that
   * does not cancel.
   */
  double preimage(double y) {
    double above = y - bottom;
    double s = height / width;
    double bend = above * (entry + exit - 2 * s);
    double a = height * (s - entry) + bend;
    double b = height * entry - bend;
    double c = -s * above;
    double xi = 2 * c / (-b - Math.sqrt(Math.max(0, b * b - 4 * a * c)));
    return left + width * Math.max(0, Math.min(1, xi));
  }

  /**
   * Gradient of a loss that sees g(x) and log g'(x). By {@code left} it is minus that by x, by
   * {@code bottom} that by g(x).
   */
  record Slopes(double byX, double byWidth, double byHeight, double byEntry, double byExit) {}

  /**
   * The chain rule through the formulas above, backwards.
   *
   * @param byImage slope of the loss by g(x)
   * @param byLogSlope slope of the loss by log g'(x)
   */
  Slopes slopes(double x, double byImage, double byLogSlope) {
    double xi = (x - left) / width;
    double s = height / width;
    double t = xi * (1 - xi);
    double bend = entry + exit - 2 * s;
    double beta = s + bend * t;
    double part = (s * xi * xi + entry * t) / beta;
    double byTop = byImage * height / beta;
    double byBeta = -byTop * part - 2 * byLogSlope / beta;
    double byRise = byLogSlope / rise(xi, s, t);
    double byT = 2 * s * byRise + bend * byBeta + entry * byTop;
    double byXi =
        2 * byRise * (exit * xi - entry * (1 - xi)) + 2 * s * xi * byTop + (1 - 2 * xi) * byT;
    double byS = 2 * byLogSlope / s + 2 * t * byRise + (1 - 2 * t) * byBeta + xi * xi * byTop;
    return new Slopes(
        byXi / width,
        -(byS * s + byXi * xi) / width,
        byImage * part + byS / width,
        byRise * (1 - xi) * (1 - xi) + t * (byBeta + byTop),
        byRise * xi * xi + t * byBeta);
  }

  private double rise(double xi, double s, double t) {
    return exit * xi * xi + 2 * s * t + entry * (1 - xi) * (1 - xi);
  }
}
