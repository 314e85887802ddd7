package io.streambed.science.simulator;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Random matrices whose columns have length 1 and are at right angles: normal columns, each less
 * its projections on those before it (Gram and Schmidt). Uniform over all such matrices.
 */
final class OrthonormalColumns {

  private OrthonormalColumns() {}

  /**
   * @param rows at least {@code columns}
   * @param random the only source of randomness
   * @return shape [rows, columns] row-major
   */
  static double[] draw(int rows, int columns, UniformRandomProvider random) {
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    double[] matrix = new double[rows * columns];
    for (int column = 0; column < columns; column++) {
      for (int row = 0; row < rows; row++) {
        matrix[row * columns + column] = gaussian.sample();
      }
      for (int before = 0; before < column; before++) {
        add(matrix, columns, column, before, -product(matrix, columns, column, before));
      }
      double length = Math.sqrt(product(matrix, columns, column, column));
      add(matrix, columns, column, column, 1 / length - 1);
    }
    return matrix;
  }

  private static double product(double[] matrix, int columns, int a, int b) {
    double sum = 0;
    for (int row = 0; row < matrix.length; row += columns) {
      sum += matrix[row + a] * matrix[row + b];
    }
    return sum;
  }

  /** Column {@code a} plus {@code factor} times column {@code b}. */
  private static void add(double[] matrix, int columns, int a, int b, double factor) {
    for (int row = 0; row < matrix.length; row += columns) {
      matrix[row + a] += factor * matrix[row + b];
    }
  }
}
