package io.streambed.science.posterior;

import java.util.List;
import java.util.function.Function;

/** Σ w_i s(φ, y_i) over observations y_i of the same φ. */
final class WeightedScores implements SlopedScoring {
  private final List<SlopedScoring> parts;
  private final double[] weights;

  /**
   * @param weights w, shape [k]
   */
  WeightedScores(List<SlopedScoring> parts, double[] weights) {
    if (parts.isEmpty() || parts.size() != weights.length) {
      throw new IllegalArgumentException(
          "expected at least one observation and a weight of each, got %d and %d"
              .formatted(parts.size(), weights.length));
    }
    this.parts = parts;
    this.weights = weights.clone();
  }

  @Override
  public double[] at(double[] x, int count) {
    return sum(part -> part.at(x, count));
  }

  @Override
  public double[] atBank(Bank bank, int from, int to) {
    return sum(part -> part.atBank(bank, from, to));
  }

  @Override
  public double[] atFringe(Bank bank) {
    return sum(part -> part.atFringe(bank));
  }

  @Override
  public double[] withSlopes(double[] x, int count, double[] slopes) {
    double[] sum = new double[slopes.length];
    double[] own = new double[slopes.length];
    double[] scores = new double[count];
    for (int i = 0; i < weights.length; i++) {
      add(weights[i], parts.get(i).withSlopes(x, count, own), scores);
      add(weights[i], own, sum);
    }
    System.arraycopy(sum, 0, slopes, 0, slopes.length);
    return scores;
  }

  private double[] sum(Function<Scoring, double[]> scores) {
    double[] sum = scores.apply(parts.get(0));
    for (int s = 0; s < sum.length; s++) {
      sum[s] *= weights[0];
    }
    for (int i = 1; i < weights.length; i++) {
      add(weights[i], scores.apply(parts.get(i)), sum);
    }
    return sum;
  }

  private static void add(double weight, double[] values, double[] sum) {
    for (int s = 0; s < sum.length; s++) {
      sum[s] += weight * values[s];
    }
  }
}
