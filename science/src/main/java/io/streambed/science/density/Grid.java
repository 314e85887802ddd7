package io.streambed.science.density;

import io.streambed.science.Draws;
import java.util.Arrays;
import java.util.List;

/**
 * Equal cells of a range.
 *
 * @param low where the first begins
 * @param high where the last ends, above {@code low}
 * @param cells how many, at least 3
 */
public record Grid(double low, double high, int cells) {
  /** What is tried in place of Scott's rule, which blurs what is far from Gaussian. */
  static final List<Double> SHARPNESS = List.of(1.0, 0.7, 0.5, 0.35, 0.25, 0.18, 0.12, 0.08);

  private static final double LEAST_CELLS = 0.6;

  public Grid {
    if (!(low < high && Double.isFinite(high - low)) || cells < 3) {
      throw new IllegalArgumentException(
          "expected finite low < high and at least 3 cells, got %s, %s, %d"
              .formatted(low, high, cells));
    }
  }

  /** The middle of cell {@code i}, also beyond the range. */
  public double middle(double i) {
    return low + (i + 0.5) * step();
  }

  double step() {
    return (high - low) / cells;
  }

  /** The cell of {@code value}; -1 or {@link #cells} beyond the range. */
  int cell(double value) {
    return value < low
        ? -1
        : value > high ? cells : (int) Math.min(cells - 1, (value - low) / step());
  }

  /**
   * A Gaussian kernel over neighbouring cells, shape [2 R + 1], sum 1: of a deviation of {@code
   * sharpness} n^(-1/(d+4)) times that of parameter {@code p} (Scott 1992), n the effective number
   * of draws.
   *
   * @param dimensions d, of the density
   * @param sharpness 1 for Scott's rule, less for what is far from Gaussian
   */
  double[] kernel(Draws draws, int p, int dimensions, double sharpness) {
    double squares = 0;
    for (double weight : draws.weights()) {
      squares += weight * weight;
    }
    double scott = Math.pow(squares, 1.0 / (dimensions + 4)) * draws.deviation(p);
    double deviation = Math.min(cells, Math.max(LEAST_CELLS, sharpness * scott / step()));
    int reach = (int) Math.ceil(3 * deviation);
    double[] kernel = new double[2 * reach + 1];
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = Math.exp(-0.5 * Math.pow((i - reach) / deviation, 2));
    }
    double sum = Arrays.stream(kernel).sum();
    Arrays.setAll(kernel, i -> kernel[i] / sum);
    return kernel;
  }

  /** Σ of {@code counts} times the logarithm of {@code density}, cell by cell. */
  static double likelihood(double[] density, double[] counts) {
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        sum += counts[i] * Math.log(Math.max(density[i], 1e-12));
      }
    }
    return sum;
  }

  /** {@code values} at {@code first}, {@code first + stride}, ..., blurred in place. */
  static void blur(double[] values, int first, int stride, int count, double[] kernel) {
    int reach = kernel.length / 2;
    double[] line = new double[count];
    for (int i = 0; i < count; i++) {
      line[i] = values[first + i * stride];
    }
    for (int i = 0; i < count; i++) {
      double sum = 0;
      for (int k = Math.max(0, i - reach); k < Math.min(count, i + reach + 1); k++) {
        sum += line[k] * kernel[k - i + reach];
      }
      values[first + i * stride] = sum;
    }
  }
}
