package io.streambed.science.posterior;

import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import java.util.Arrays;

/**
 * The posterior of one observation in unbounded coordinates, log p(u) + s(u), up to a constant,
 * with its slopes by u. Zero outside the proposal's support.
 */
final class SlopedTarget {
  private final SlopedScoring scoring;
  private final Prior prior;
  private final Proposal proposal;

  SlopedTarget(SlopedScoring scoring, Prior prior, Proposal proposal) {
    this.scoring = scoring;
    this.prior = prior;
    this.proposal = proposal;
  }

  /** P. */
  int parameters() {
    return prior.size();
  }

  /** Rows of own units x, [N, P], of rows of u; what leaves {@code u} as it is. */
  double[] toOwnUnits(double[] u) {
    int p = parameters();
    double[] x = new double[u.length];
    for (int start = 0; start < u.length; start += p) {
      double[] row = prior.fromUnbounded(Arrays.copyOfRange(u, start, start + p));
      System.arraycopy(row, 0, x, start, p);
    }
    return x;
  }

  /** u of parameters x in own units, shape [P]. */
  double[] toUnbounded(double[] x) {
    return prior.toUnbounded(x);
  }

  /**
   * Evaluates rows; only those inside the support are scored.
   *
   * @param u shape [N, P] row-major, read up to {@code count}
   * @param logDensity filled with log p(u) + s(u), shape [N]; negative infinity where a row is
   *     impossible or its score not finite
   * @param slopes filled with the slopes by u, nats per unit, shape [N, P]; 0 in such rows
   */
  void evaluate(double[] u, int count, double[] logDensity, double[] slopes) {
    int p = parameters();
    double[] inside = new double[count * p];
    int[] rows = new int[count];
    int kept = 0;
    Arrays.fill(slopes, 0, count * p, 0);
    for (int i = 0; i < count; i++) {
      double[] row = Arrays.copyOfRange(u, i * p, (i + 1) * p);
      logDensity[i] = Double.NEGATIVE_INFINITY;
      double logPrior = prior.logDensityUnbounded(row);
      if (Double.isFinite(logPrior) && Double.isFinite(proposal.logDensityUnbounded(prior, row))) {
        logDensity[i] = logPrior;
        System.arraycopy(prior.fromUnbounded(row), 0, inside, kept * p, p);
        rows[kept++] = i;
      }
    }
    if (kept > 0) {
      double[] byX = new double[kept * p];
      double[] scores = scoring.withSlopes(inside, kept, byX);
      for (int k = 0; k < kept; k++) {
        add(u, rows[k], scores[k], byX, k, logDensity, slopes);
      }
    }
  }

  private void add(
      double[] u, int i, double score, double[] byX, int k, double[] logDensity, double[] slopes) {
    int p = parameters();
    double[] row = Arrays.copyOfRange(u, i * p, (i + 1) * p);
    double[] byPrior = prior.logDensitySlopes(row);
    double[] byScore = Arrays.copyOfRange(byX, k * p, (k + 1) * p);
    prior.pullBackUnbounded(row, byScore);
    boolean finite = Double.isFinite(score);
    for (int q = 0; q < p; q++) {
      slopes[i * p + q] = byScore[q] + byPrior[q];
      finite &= Double.isFinite(slopes[i * p + q]);
    }
    if (finite) {
      logDensity[i] += score;
    } else {
      logDensity[i] = Double.NEGATIVE_INFINITY;
      Arrays.fill(slopes, i * p, (i + 1) * p, 0);
    }
  }
}
