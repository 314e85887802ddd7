package io.streambed.science.prior;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * p(φ): a product of independent blocks, each with the distribution of one parameter or of several
 * that follow each other.
 *
 * @param space names and units of the parameters, P of them
 * @param blocks in the order of the space; their sizes add up to P
 */
public record Prior(ParameterSpace space, List<Block> blocks) {

  /**
   * @throws IllegalArgumentException if the distributions are not of as many parameters
   */
  public Prior {
    blocks = List.copyOf(blocks);
    int covered = blocks.stream().mapToInt(Block::size).sum();
    if (covered != space.size()) {
      throw new IllegalArgumentException(
          "expected distributions of %d parameters %s, got those of %d"
              .formatted(space.size(), space.names(), covered));
    }
  }

  /** The prior of {@code space} with distributions of all its parameters, in its order. */
  public static Prior of(ParameterSpace space, List<? extends Block> blocks) {
    return new Prior(space, List.copyOf(blocks));
  }

  /** P, the number of parameters. */
  public int size() {
    return space.size();
  }

  /** One draw φ, shape [P], in the parameters' own units. */
  public double[] sample(UniformRandomProvider random) {
    double[] x = new double[size()];
    int p = 0;
    for (Block block : blocks) {
      block.sample(random, x, p);
      p += block.size();
    }
    return x;
  }

  /** log p(x), nats, at x, shape [P], in own units; negative infinity outside the support. */
  public double logDensity(double[] x) {
    requireSize(x);
    double sum = 0;
    int p = 0;
    for (Block block : blocks) {
      sum += block.logDensity(x, p);
      p += block.size();
    }
    return sum;
  }

  /** log p(u) = log p(x(u)) + log |dx/du|, nats, at unbounded coordinates u, shape [P]. */
  public double logDensityUnbounded(double[] u) {
    double[] x = fromUnbounded(u);
    double sum = 0;
    int p = 0;
    for (Block block : blocks) {
      sum += block.logDensity(x, p);
      sum += block.logJacobian(u, p);
      p += block.size();
    }
    return sum;
  }

  /** Slopes of {@link #logDensityUnbounded} by each coordinate, nats per unit; both shape [P]. */
  public double[] logDensitySlopes(double[] u) {
    requireSize(u);
    double[] slopes = new double[u.length];
    int p = 0;
    for (Block block : blocks) {
      block.logDensitySlopes(u, slopes, p);
      p += block.size();
    }
    return slopes;
  }

  /** Unbounded coordinates of x, both of shape [P]. */
  public double[] toUnbounded(double[] x) {
    requireSize(x);
    double[] u = new double[x.length];
    int p = 0;
    for (Block block : blocks) {
      block.toUnbounded(x, u, p);
      p += block.size();
    }
    return u;
  }

  /**
   * Own units of unbounded coordinates u, both of shape [P]; the inverse of {@link #toUnbounded}.
   */
  public double[] fromUnbounded(double[] u) {
    requireSize(u);
    double[] x = new double[u.length];
    int p = 0;
    for (Block block : blocks) {
      block.fromUnbounded(u, x, p);
      p += block.size();
    }
    return x;
  }

  /** Unit coordinates of x, both of shape [P], 0 to 1; uniform under the prior. */
  public double[] toUnit(double[] x) {
    requireSize(x);
    double[] q = new double[x.length];
    int p = 0;
    for (Block block : blocks) {
      block.toUnit(x, q, p);
      p += block.size();
    }
    return q;
  }

  /** Own units of unit coordinates q within (0, 1), both of shape [P]; the way back. */
  public double[] fromUnit(double[] q) {
    requireSize(q);
    double[] x = new double[q.length];
    int p = 0;
    for (Block block : blocks) {
      block.fromUnit(q, x, p);
      p += block.size();
    }
    return x;
  }

  /**
   * Writes the standard coordinates of one row: P values of {@code x} from {@code offset} on to
   * {@code c} from {@code cOffset} on. The arrays may be the same.
   */
  public void toStandard(double[] x, int offset, double[] c, int cOffset) {
    int p = 0;
    for (Block block : blocks) {
      block.toStandard(x, offset + p, c, cOffset + p);
      p += block.size();
    }
  }

  /**
   * The way back: P standard coordinates of {@code c} from {@code cOffset} on to own units in
   * {@code x} from {@code offset} on. Where no parameters have such coordinates, x is outside the
   * support. The arrays may be the same.
   */
  public void fromStandard(double[] c, int cOffset, double[] x, int offset) {
    int p = 0;
    for (Block block : blocks) {
      block.fromStandard(c, cOffset + p, x, offset + p);
      p += block.size();
    }
  }

  /** log |dc/dx| of the standard coordinates c at x, shape [P], inside the support. */
  public double logStandardSlope(double[] x) {
    requireSize(x);
    double sum = 0;
    int p = 0;
    for (Block block : blocks) {
      sum += block.logStandardSlope(x, p);
      p += block.size();
    }
    return sum;
  }

  /**
   * Turns slopes by the standard coordinates of one row into slopes by its own units, in place.
   *
   * @param x own units, P values from {@code offset} on
   * @param slopes P values from {@code offset} on
   */
  public void pullBackStandard(double[] x, int offset, double[] slopes) {
    int p = offset;
    for (Block block : blocks) {
      block.pullBackStandard(x, p, slopes);
      p += block.size();
    }
  }

  /**
   * Turns slopes by own units into slopes by the unbounded coordinates, in place.
   *
   * @param u unbounded coordinates, shape [P]
   * @param slopes shape [P]
   */
  public void pullBackUnbounded(double[] u, double[] slopes) {
    requireSize(u);
    int p = 0;
    for (Block block : blocks) {
      block.pullBackUnbounded(u, p, slopes);
      p += block.size();
    }
  }

  private void requireSize(double[] values) {
    if (values.length != size()) {
      throw new IllegalArgumentException(
          "expected parameters of shape [%d], got [%d]".formatted(size(), values.length));
    }
  }
}
