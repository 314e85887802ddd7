package io.streambed.science.posterior;

/** Scores that know how they change with the parameters. */
public interface SlopedScoring extends Scoring {

  /**
   * Scores of many parameters and their slopes.
   *
   * @param x parameters in their own units, shape [N, P] row-major, read up to {@code count}
   * @param count N
   * @param slopes gets ds/dx, nats per own unit, shape [N, P] row-major. Samplers are right with
   *     any function of x here, and fast with the true slopes
   * @return s, nats, shape [N], a new array
   */
  double[] withSlopes(double[] x, int count, double[] slopes);
}
