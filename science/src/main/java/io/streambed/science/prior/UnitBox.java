package io.streambed.science.prior;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A box in a prior's unit coordinates: lower[p] to upper[p] is the share of the prior that it keeps
 * of coordinate p. Immutable.
 */
public final class UnitBox {

  /** Sides below this are lost in the rounding of unit coordinates. */
  private static final double NARROWEST = 1e-12;

  /** Lets a point on the boundary survive the rounding of q -> x -> u -> x -> q. */
  private static final double ROUNDING = 1e-9;

  private final double[] lower;
  private final double[] upper;

  private UnitBox(double[] lower, double[] upper) {
    this.lower = lower;
    this.upper = upper;
  }

  /**
   * @param lower shape [P], 0 to 1; copied
   * @param upper shape [P], above {@code lower} by 1e-12 or more, at most 1; copied
   * @throws IllegalArgumentException if a shape or a range is wrong
   */
  public static UnitBox of(double[] lower, double[] upper) {
    if (lower.length == 0 || lower.length != upper.length) {
      throw new IllegalArgumentException(
          "expected lower and upper ends of shape [P] of a box, got %d and %d values"
              .formatted(lower.length, upper.length));
    }
    for (int p = 0; p < lower.length; p++) {
      if (!(lower[p] >= 0 && upper[p] <= 1 && upper[p] - lower[p] >= NARROWEST)) {
        throw new IllegalArgumentException(
            "expected shares of the prior 0 <= lower < upper <= 1, %s apart, got %s and %s in coordinate %d"
                .formatted(NARROWEST, lower[p], upper[p], p));
      }
    }
    return new UnitBox(lower.clone(), upper.clone());
  }

  /**
   * The box that holds all but a share of weighted draws in each coordinate, widened.
   *
   * @param rows draws in own units, shape [S, P] row-major
   * @param weights shape [S], not negative, sum above 0
   * @param outside share of the draws beyond the box in each coordinate, half at either end, 0 to 1
   * @param margin what is added at either end, as a share of the box's side, at least 0; never
   *     beyond the prior's support
   * @throws IllegalArgumentException if a shape or a range is wrong, or a coordinate is the same in
   *     all draws
   */
  public static UnitBox around(
      Prior prior, double[] rows, double[] weights, double outside, double margin) {
    if (!(outside >= 0 && outside < 1 && margin >= 0)) {
      throw new IllegalArgumentException(
          "expected 0 <= outside < 1 and margin >= 0, got %s and %s".formatted(outside, margin));
    }
    int size = prior.size();
    WeightedMoments.requireWeights(rows, weights, size);
    double[][] unit = new double[weights.length][];
    for (int s = 0; s < unit.length; s++) {
      unit[s] = prior.toUnit(Arrays.copyOfRange(rows, s * size, (s + 1) * size));
    }
    double[] lower = new double[size];
    double[] upper = new double[size];
    for (int p = 0; p < size; p++) {
      int column = p;
      int[] order =
          IntStream.range(0, unit.length)
              .boxed()
              .sorted(Comparator.comparingDouble(s -> unit[s][column]))
              .mapToInt(s -> s)
              .toArray();
      double tail = outside / 2 * Arrays.stream(weights).sum();
      lower[p] = unit[first(order, weights, tail)][p];
      upper[p] = unit[first(reversed(order), weights, tail)][p];
    }
    return of(lower, upper).widened(1 + 2 * margin);
  }

  /** The first draw in this order with which the weights passed are more than {@code tail}. */
  private static int first(int[] order, double[] weights, double tail) {
    double passed = 0;
    for (int s : order) {
      passed += weights[s];
      if (passed > tail) {
        return s;
      }
    }
    return order[order.length - 1];
  }

  private static int[] reversed(int[] order) {
    return IntStream.range(0, order.length).map(i -> order[order.length - 1 - i]).toArray();
  }

  /** A box with the same middle and sides {@code factor} times as long, within the unit cube. */
  public UnitBox widened(double factor) {
    double[] low = new double[lower.length];
    double[] high = new double[lower.length];
    for (int p = 0; p < lower.length; p++) {
      double more = (factor - 1) / 2 * (upper[p] - lower[p]);
      low[p] = Math.max(0, lower[p] - more);
      high[p] = Math.min(1, upper[p] + more);
    }
    return of(low, high);
  }

  /** A copy of the lower ends, shape [P]. */
  public double[] lower() {
    return lower.clone();
  }

  /** A copy of the upper ends, shape [P]. */
  public double[] upper() {
    return upper.clone();
  }

  /** P. */
  public int size() {
    return lower.length;
  }

  /** log of the share of the prior inside, nats, at most 0. */
  public double logVolume() {
    double sum = 0;
    for (int p = 0; p < lower.length; p++) {
      sum += Math.log(upper[p] - lower[p]);
    }
    return sum;
  }

  /** Whether unbounded coordinates {@code u}, shape [P], are inside. */
  public boolean contains(Prior prior, double[] u) {
    requireSize(u.length);
    double[] q = prior.toUnit(prior.fromUnbounded(u));
    for (int p = 0; p < q.length; p++) {
      double rounding = ROUNDING * (upper[p] - lower[p]) + 4 * Math.ulp(1.0);
      if (!(q[p] >= lower[p] - rounding && q[p] <= upper[p] + rounding)) {
        return false;
      }
    }
    return true;
  }

  /** One draw of the prior given that it is inside, shape [P], in own units. */
  public double[] sample(Prior prior, UniformRandomProvider random) {
    requireSize(prior.size());
    double[] q = new double[lower.length];
    for (int p = 0; p < q.length; p++) {
      // The middle of one of 2^52 equal cells, as a whole prior has no end either.
      double position = ((random.nextLong() >>> 12) + 0.5) * 0x1p-52;
      double share = lower[p] + (upper[p] - lower[p]) * position;
      q[p] = Math.min(share, Math.nextDown(1.0));
    }
    return prior.fromUnit(q);
  }

  private void requireSize(int size) {
    if (size != lower.length) {
      throw new IllegalArgumentException(
          "expected parameters of shape [%d], got [%d]".formatted(lower.length, size));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UnitBox that
        && Arrays.equals(lower, that.lower)
        && Arrays.equals(upper, that.upper);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(lower) + Arrays.hashCode(upper);
  }

  @Override
  public String toString() {
    return "%s to %s".formatted(Arrays.toString(lower), Arrays.toString(upper));
  }
}
