package io.streambed.science.posterior;

import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import java.util.Arrays;

/**
 * The path from proposal to posterior for one observation, in unbounded coordinates u: log π_t(u) =
 * log p~(u) + t log w(u), with log w = s + log p(u) - log p~(u) and t from 0 to 1. Zero outside the
 * proposal's support.
 */
final class TemperedTarget {
  private final Scoring scoring;
  private final Prior prior;
  private final Proposal proposal;

  TemperedTarget(Scoring scoring, Prior prior, Proposal proposal) {
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

  /** log p~(u), shape [P] in; negative infinity outside the support. */
  double logBase(double[] u) {
    double logBase = proposal.logDensityUnbounded(prior, u);
    return Double.isFinite(logBase) ? logBase : Double.NEGATIVE_INFINITY;
  }

  /**
   * Evaluates candidates; only those inside the support are scored.
   *
   * @param u shape [N, P] row-major, read up to {@code count}
   * @param logBase filled with log p~(u), shape [N]
   * @param logWeight filled with log w(u), shape [N]; negative infinity where a candidate is
   *     impossible
   */
  void evaluate(double[] u, int count, double[] logBase, double[] logWeight) {
    int p = parameters();
    double[] inside = new double[count * p];
    int[] rows = new int[count];
    int kept = 0;
    for (int i = 0; i < count; i++) {
      double[] row = Arrays.copyOfRange(u, i * p, (i + 1) * p);
      logBase[i] = logBase(row);
      logWeight[i] = Double.NEGATIVE_INFINITY;
      if (logBase[i] > Double.NEGATIVE_INFINITY) {
        // The prior as proposal cancels, to the last bit.
        logWeight[i] = proposal.id() == 0 ? 0 : prior.logDensityUnbounded(row) - logBase[i];
        System.arraycopy(prior.fromUnbounded(row), 0, inside, kept * p, p);
        rows[kept++] = i;
      }
    }
    if (kept > 0) {
      double[] scores = LogWeights.finiteOrNone(scoring.at(inside, kept));
      for (int k = 0; k < kept; k++) {
        logWeight[rows[k]] += scores[k];
      }
    }
  }
}
