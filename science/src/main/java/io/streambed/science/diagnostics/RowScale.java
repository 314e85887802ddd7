package io.streambed.science.diagnostics;

import io.streambed.science.Draws;

/** Makes rows [φ, y] of a classifier, each value less its mean, over its deviation. */
final class RowScale {
  private final int parameters;
  private final double[] mean;
  private final double[] deviation;

  private RowScale(int parameters, double[] mean, double[] deviation) {
    this.parameters = parameters;
    this.mean = mean;
    this.deviation = deviation;
  }

  /** By the moments of joint pairs: parameters [N, P] and data, shape [N, D] row-major. */
  static RowScale of(Draws parameters, float[] data) {
    int size = parameters.size();
    int p = parameters.parameters();
    int width = p + data.length / size;
    double[] mean = new double[width];
    double[] deviation = new double[width];
    for (int i = 0; i < width; i++) {
      for (int n = 0; n < size; n++) {
        mean[i] += value(parameters, data, width, n, i) / size;
      }
      for (int n = 0; n < size; n++) {
        double difference = value(parameters, data, width, n, i) - mean[i];
        deviation[i] += difference * difference / size;
      }
      deviation[i] = Math.sqrt(deviation[i]);
      if (!(deviation[i] > 0)) {
        throw new IllegalArgumentException(
            "expected spread in every value of the joint rows [φ, y], got none in value " + i);
      }
    }
    return new RowScale(p, mean, deviation);
  }

  /** P + D. */
  int width() {
    return mean.length;
  }

  /** Standardised rows [φ, y], shape [S, P + D], of parameters [S, P] and data [S, D]. */
  float[] rows(Draws draws, float[] data) {
    int size = draws.size();
    int width = width();
    if (draws.parameters() != parameters || data.length != size * (width - parameters)) {
      throw new IllegalArgumentException(
          "expected draws [S, %d] and data [S, %d], got [%d, %d] and %d values"
              .formatted(parameters, width - parameters, size, draws.parameters(), data.length));
    }
    float[] rows = new float[size * width];
    for (int n = 0; n < size; n++) {
      for (int i = 0; i < width; i++) {
        rows[n * width + i] = (float) ((value(draws, data, width, n, i) - mean[i]) / deviation[i]);
      }
    }
    return rows;
  }

  private static double value(Draws draws, float[] data, int width, int n, int i) {
    int p = draws.parameters();
    return i < p ? draws.get(n, i) : data[n * (width - p) + i - p];
  }
}
