package io.streambed.science;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Where vectors of training lie: some of them, whitened. How far another one is from them says
 * whether an estimator has anything to say of it.
 *
 * <p>A vector x of D values is scaled to (x - mean) / scale; beyond 64 values it is then projected
 * on K = 64 fixed directions of random signs; then whitened. Its distance is the Euclidean one to
 * the fifth nearest member, over {@code radius}.
 *
 * @param mean shape [D]
 * @param scale above 0, shape [D]
 * @param whitening lower triangular, shape [K, K], K = min(D, 64)
 * @param members whitened vectors, shape [N, K], N at least 5
 * @param radius distance that 99 % of vectors of the same kind that are no members keep within, or
 *     their largest where they are fewer than 99; above 0
 */
public record Cloud(Tensor mean, Tensor scale, Tensor whitening, Tensor members, double radius) {
  /** K at most. */
  public static final int DIRECTIONS = 64;

  /** Of the members, the one whose distance counts. */
  public static final int NEIGHBOUR = 5;

  private static final long SIGNS = 0x5eed;

  public Cloud {
    int size = mean.size();
    int reduced = Math.min(size, DIRECTIONS);
    boolean fits =
        size > 0
            && scale.size() == size
            && whitening.size() == reduced * reduced
            && members.size() % reduced == 0
            && members.size() / reduced >= NEIGHBOUR;
    if (!fits || !(radius > 0)) {
      throw new IllegalArgumentException(
          "expected scale %s, whitening [%d, %d], members [N >= %d, %d] and radius > 0, got %s, %s, %s and %s"
              .formatted(
                  mean.shape(),
                  reduced,
                  reduced,
                  NEIGHBOUR,
                  reduced,
                  scale.shape(),
                  whitening.shape(),
                  members.shape(),
                  radius));
    }
  }

  /**
   * The distance of x, 1 at the radius.
   *
   * @param x shape [D]
   * @return infinity where a value is not finite
   * @throws IllegalArgumentException if x has another size
   */
  public double distance(double[] x) {
    double[] white = whitened(projected(scaled(x, mean, scale)), whitening);
    double distance = toNeighbour(white);
    return Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance / radius;
  }

  /** (x - mean) / scale, shape [D]. */
  public static double[] scaled(double[] x, Tensor mean, Tensor scale) {
    if (x.length != mean.size()) {
      throw new IllegalArgumentException(
          "expected a vector of %d values, got %d".formatted(mean.size(), x.length));
    }
    double[] scaled = new double[x.length];
    for (int d = 0; d < x.length; d++) {
      scaled[d] = (x[d] - mean.get(d)) / scale.get(d);
    }
    return scaled;
  }

  /** The same up to 64 values; longer vectors on 64 directions of random signs. */
  public static double[] projected(double[] scaled) {
    if (scaled.length <= DIRECTIONS) {
      return scaled;
    }
    UniformRandomProvider signs = RandomSource.SPLIT_MIX_64.create(SIGNS);
    double[] projected = new double[DIRECTIONS];
    double share = 1 / Math.sqrt(scaled.length);
    for (double value : scaled) {
      long bits = signs.nextLong();
      for (int k = 0; k < DIRECTIONS; k++) {
        projected[k] += (bits >>> k & 1) == 0 ? value * share : -value * share;
      }
    }
    return projected;
  }

  /** W z, shape [K], of a lower triangular W. */
  public static double[] whitened(double[] z, Tensor whitening) {
    int size = z.length;
    double[] white = new double[size];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column <= row; column++) {
        white[row] += whitening.get(row * size + column) * z[column];
      }
    }
    return white;
  }

  /** Euclidean distance to the fifth nearest member; NaN where a value is none. */
  private double toNeighbour(double[] white) {
    double[] nearest = new double[NEIGHBOUR];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    for (int from = 0; from < members.size(); from += white.length) {
      double square = 0;
      // Most members are farther away than five others long before their last direction.
      for (int k = 0; k < white.length && !(square > nearest[NEIGHBOUR - 1]); k++) {
        double difference = white[k] - members.get(from + k);
        square += difference * difference;
      }
      insert(nearest, square);
    }
    return Math.sqrt(nearest[NEIGHBOUR - 1]);
  }

  private static void insert(double[] ascending, double value) {
    int place = ascending.length - 1;
    if (value < ascending[place]) {
      for (; place > 0 && ascending[place - 1] > value; place--) {
        ascending[place] = ascending[place - 1];
      }
      ascending[place] = value;
    }
  }
}
