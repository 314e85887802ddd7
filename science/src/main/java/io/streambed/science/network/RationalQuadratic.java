package io.streambed.science.network;

/**
 * Monotone rational-quadratic splines on [-bound, bound] with the identity outside (arXiv
 * 1906.04032), each from 3K - 1 unconstrained numbers: K logits of the widths of the bins, K logits
 * of their heights, K - 1 slopes at the inner knots; at the outer knots the slope is 1.
 *
 * <pre>
 * width_k  = 2 bound (m + (1 - K m) softmax(scale logits)_k)     m = 1e-3, heights alike
 * slope_k  = m + softplus(value_k + c)                           c such that 0 gives slope 1
 * </pre>
 *
 * Numbers that are all 0 give the identity.
 */
final class RationalQuadratic {
  private static final double SMALLEST = 1e-3;

  /** log(exp(1 - m) - 1). */
  private static final double SHIFT = Math.log(Math.expm1(1 - SMALLEST));

  /** Beyond this softplus(x) = x in double precision. */
  private static final double STRAIGHT = 40;

  private final int bins;
  private final double bound;
  private final double scale;
  private final double free;
  private final double inverse;
  private final double floor;

  /**
   * @param bins K, 2 to 500
   * @param scale factor on the logits of widths and heights
   */
  RationalQuadratic(int bins, double bound, double scale) {
    this.bins = bins;
    this.bound = bound;
    this.scale = scale;
    free = 1 - bins * SMALLEST;
    inverse = 1 / (2 * bound * free);
    floor = SMALLEST / free;
  }

  /** 3K - 1. */
  int parameters() {
    return 3 * bins - 1;
  }

  /** Turns the logits of every spline into widths and heights in place; [splines, 3K - 1]. */
  void prepare(float[] values) {
    for (int at = 0; at < values.length; at += parameters()) {
      share(values, at);
      share(values, at + bins);
    }
  }

  /**
   * Replaces x at {@code values[index]} by its image.
   *
   * @param spline prepared, from {@code at} on
   * @return the logarithm of the slope at x
   */
  double forward(float[] spline, int at, double[] values, int index) {
    double x = values[index];
    if (outside(x)) {
      return 0;
    }
    SplineBin bin = bin(spline, at, find(spline, at, x));
    values[index] = bin.image(x);
    return bin.logSlope(x);
  }

  /**
   * Replaces the image at {@code values[index]} by its x.
   *
   * @param spline prepared, from {@code at} on
   * @return the logarithm of the slope at x, as {@link #forward} gives it
   */
  double inverse(float[] spline, int at, double[] values, int index) {
    double image = values[index];
    if (outside(image)) {
      return 0;
    }
    SplineBin bin = bin(spline, at, find(spline, at + bins, image));
    double x = bin.preimage(image);
    values[index] = x;
    return bin.logSlope(x);
  }

  /**
   * Writes the slopes of a loss by the unconstrained numbers.
   *
   * @param spline prepared, from {@code at} on
   * @param byImage slope of the loss by the image of x
   * @param byLogSlope slope of the loss by the logarithm of the slope at x
   * @param slopes 3K - 1 values from {@code at} on, 0 before
   * @return slope of the loss by x
   */
  double backward(
      float[] spline, int at, double x, double byImage, double byLogSlope, float[] slopes) {
    if (outside(x)) {
      return byImage;
    }
    int k = find(spline, at, x);
    SplineBin.Slopes by = bin(spline, at, k).slopes(x, byImage, byLogSlope);
    spread(spline, at, k, -by.byX(), by.byWidth(), slopes);
    spread(spline, at + bins, k, byImage, by.byHeight(), slopes);
    int inner = at + 2 * bins - 1;
    if (k > 0) {
      slopes[inner + k] = (float) (by.byEntry() * softplusSlope(spline[inner + k]));
    }
    if (k < bins - 1) {
      slopes[inner + k + 1] = (float) (by.byExit() * softplusSlope(spline[inner + k + 1]));
    }
    return by.byX();
  }

  /** True for what is not a number, too, which then stays what it is. */
  private boolean outside(double x) {
    return !(x > -bound && x < bound);
  }

  private void share(float[] values, int at) {
    float highest = values[at];
    for (int k = 1; k < bins; k++) {
      highest = Math.max(highest, values[at + k]);
    }
    double sum = 0;
    for (int k = 0; k < bins; k++) {
      float term = (float) Math.exp(scale * (values[at + k] - highest));
      values[at + k] = term;
      sum += term;
    }
    double factor = 2 * bound * free / sum;
    for (int k = 0; k < bins; k++) {
      values[at + k] = (float) (2 * bound * SMALLEST + factor * values[at + k]);
    }
  }

  /** Number of the bin that holds {@code x}, by lengths of bins from {@code at} on. */
  private int find(float[] lengths, int at, double x) {
    double edge = -bound + lengths[at];
    int k = 0;
    while (k < bins - 1 && x >= edge) {
      k++;
      edge += lengths[at + k];
    }
    return k;
  }

  private SplineBin bin(float[] spline, int at, int k) {
    double left = -bound;
    double bottom = -bound;
    for (int j = 0; j < k; j++) {
      left += spline[at + j];
      bottom += spline[at + bins + j];
    }
    // The last knot is the bound itself, whatever rounding the lengths add up to.
    boolean last = k == bins - 1;
    return new SplineBin(
        left,
        last ? bound - left : spline[at + k],
        bottom,
        last ? bound - bottom : spline[at + bins + k],
        slope(spline, at, k),
        slope(spline, at, k + 1));
  }

  private double slope(float[] spline, int at, int knot) {
    if (knot == 0 || knot == bins) {
      return 1;
    }
    double value = spline[at + 2 * bins + knot - 1] + SHIFT;
    return SMALLEST + (value > STRAIGHT ? value : Math.log(1 + Math.exp(value)));
  }

  private static double softplusSlope(float value) {
    return 1 / (1 + Math.exp(-value - SHIFT));
  }

  /**
   * Slopes by the logits, where the loss has the slope {@code before} by the length of every bin
   * before bin {@code k} and {@code own} by that of bin {@code k}.
   */
  private void spread(float[] lengths, int at, int k, double before, double own, float[] slopes) {
    double mean = own * probability(lengths[at + k]);
    for (int j = 0; j < k; j++) {
      mean += before * probability(lengths[at + j]);
    }
    double factor = 2 * bound * free * scale;
    for (int j = 0; j < bins; j++) {
      double by = j < k ? before : j == k ? own : 0;
      slopes[at + j] = (float) (factor * probability(lengths[at + j]) * (by - mean));
    }
  }

  private double probability(float length) {
    return inverse * length - floor;
  }
}
