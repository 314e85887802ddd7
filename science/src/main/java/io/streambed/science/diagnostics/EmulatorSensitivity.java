package io.streambed.science.diagnostics;

import io.streambed.science.EmbeddingEstimator;
import java.util.ArrayList;
import java.util.List;

/**
 * How much the emulator g(φ) listens to each parameter, over draws of the prior. What the data do
 * not depend on, g should not.
 */
public final class EmulatorSensitivity {
  private final EmbeddingEstimator estimator;
  private final double[] x;
  private final int parameters;
  private final int size;

  /**
   * @param x draws of the prior in own units, shape [S, P] row-major, S at least 2
   * @param parameters P
   */
  public EmulatorSensitivity(EmbeddingEstimator estimator, double[] x, int parameters) {
    if (x.length % parameters != 0 || x.length < 2 * parameters) {
      throw new IllegalArgumentException(
          "expected draws [S, %d], at least 2, got %d values".formatted(parameters, x.length));
    }
    this.estimator = estimator;
    this.x = x.clone();
    this.parameters = parameters;
    this.size = x.length / parameters;
  }

  /**
   * Mean over the draws of |dg / dφ_p| times the deviation of φ_p among them, in units of g: shape
   * [P].
   */
  public List<Double> gradientNorms() {
    double[] slopes = estimator.embeddingSlopes(x, size);
    int embedding = estimator.embedding();
    List<Double> norms = new ArrayList<>();
    for (int p = 0; p < parameters; p++) {
      double sum = 0;
      for (int s = 0; s < size; s++) {
        double squares = 0;
        for (int e = 0; e < embedding; e++) {
          double slope = slopes[(s * embedding + e) * parameters + p];
          squares += slope * slope;
        }
        sum += Math.sqrt(squares);
      }
      norms.add(sum / size * deviation(p));
    }
    return List.copyOf(norms);
  }

  /**
   * Mean length of the change of g when parameters {@code from} to {@code to - 1} of each draw are
   * taken from the next draw, the others kept; a fresh draw of that block, if the prior draws it
   * independently of the others.
   */
  public double change(int from, int to) {
    double[] redrawn = x.clone();
    for (int s = 0; s < size; s++) {
      System.arraycopy(
          x, (s + 1) % size * parameters + from, redrawn, s * parameters + from, to - from);
    }
    float[] before = estimator.embedParameters(x, size);
    float[] after = estimator.embedParameters(redrawn, size);
    int embedding = estimator.embedding();
    double sum = 0;
    for (int s = 0; s < size; s++) {
      double squares = 0;
      for (int e = s * embedding; e < (s + 1) * embedding; e++) {
        double difference = (double) after[e] - before[e];
        squares += difference * difference;
      }
      sum += Math.sqrt(squares);
    }
    return sum / size;
  }

  private double deviation(int p) {
    double mean = 0;
    for (int s = 0; s < size; s++) {
      mean += x[s * parameters + p] / size;
    }
    double squares = 0;
    for (int s = 0; s < size; s++) {
      double difference = x[s * parameters + p] - mean;
      squares += difference * difference / size;
    }
    return Math.sqrt(squares);
  }
}
