package io.streambed.science.diagnostics;

/**
 * Jackknife pseudo-values of figures of N pairs' scores s_ij = s(φ_j, y_i). Every pair stands in
 * the sums of all others, so that the pairs' own losses are not independent. The pseudo-values N t
 * - (N - 1) t(-k), with pair k left out as datum and as parameters, take account of it (Efron,
 * Stein, Annals of Statistics 9, 586, 1981).
 *
 * <pre>
 * relative loss        mean_i (log Σ_j exp s_ij + log Σ_j exp s_ji - 2 s_ii) - 2 log N
 * variance over data   of log Z(y_i) = log mean_{j≠i} exp s_ij
 * over parameters      of log Z(φ_i) = log mean_{j≠i} exp s_ji
 * </pre>
 */
final class PairJackknife {
  /** A single term that makes up a whole sum cannot be taken out of it. */
  private static final double MOST_SHARE = 1 - 1e-12;

  private final int pairs;
  private final double[] own;
  private final double[] rows;
  private final double[] columns;
  private final float[] scores;

  /**
   * @param scores shape [N, N] row-major, data by rows
   * @param pairs N, at least 3
   */
  PairJackknife(float[] scores, int pairs) {
    if (pairs < 3) {
      throw new IllegalArgumentException("expected at least 3 pairs, got " + pairs);
    }
    this.pairs = pairs;
    this.scores = scores;
    rows = ScoreNormalisers.overData(scores, pairs);
    columns = ScoreNormalisers.overParameters(scores, pairs);
    own = new double[pairs];
    for (int i = 0; i < pairs; i++) {
      own[i] = scores[i * pairs + i];
      rows[i] += Math.log(pairs - 1.0);
      columns[i] += Math.log(pairs - 1.0);
    }
  }

  /** Relative loss, variance over data, variance over parameters: shape [3]. */
  double[] figures() {
    return figures(-1, pairs);
  }

  /** Pseudo-values of each of them, shape [3][N]. */
  double[][] pseudoValues() {
    double[] whole = figures();
    double[][] values = new double[whole.length][pairs];
    for (int k = 0; k < pairs; k++) {
      double[] without = figures(k, pairs - 1);
      for (int figure = 0; figure < whole.length; figure++) {
        values[figure][k] = pairs * whole[figure] - (pairs - 1) * without[figure];
      }
    }
    return values;
  }

  private double[] figures(int left, int count) {
    double loss = 0;
    double[] overData = new double[count];
    double[] overParameters = new double[count];
    int n = 0;
    for (int i = 0; i < pairs; i++) {
      if (i == left) {
        continue;
      }
      double row = left < 0 ? rows[i] : without(rows[i], scores[i * pairs + left]);
      double column = left < 0 ? columns[i] : without(columns[i], scores[left * pairs + i]);
      loss += logSum(own[i], row) + logSum(own[i], column) - 2 * own[i];
      overData[n] = row;
      overParameters[n] = column;
      n++;
    }
    return new double[] {
      loss / count - 2 * Math.log(count), variance(overData), variance(overParameters)
    };
  }

  private static double without(double logSum, double term) {
    return logSum + Math.log1p(-Math.min(MOST_SHARE, Math.exp(term - logSum)));
  }

  private static double logSum(double a, double b) {
    double greater = Math.max(a, b);
    return greater + Math.log1p(Math.exp(Math.min(a, b) - greater));
  }

  private static double variance(double[] values) {
    double deviation = NormaliserSpread.of(values).deviation();
    return deviation * deviation;
  }
}
