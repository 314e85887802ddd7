package io.streambed.science.diagnostics;

import io.streambed.science.Data;
import io.streambed.science.Outcome;
import io.streambed.science.RatioEstimator;
import java.util.Arrays;
import java.util.List;

/**
 * The scores s_ij = s(φ_j, y_i) that one estimator gives N held-out pairs, and how they compare
 * with another's of the same pairs. Up to a function of y alone a score is log p(y | φ) whatever
 * the pairs were drawn from, so that models of different proposals compare too.
 *
 * <p>Standard errors are by the jackknife over pairs, see {@link PairJackknife}.
 */
public final class HeldOutScores {
  private static final int LOSS = 0;
  private static final int OVER_DATA = 1;
  private static final int OVER_PARAMETERS = 2;

  private final int pairs;
  private final double[] figures;
  private final double[][] pseudoValues;

  private HeldOutScores(float[] scores, int pairs) {
    PairJackknife jackknife = new PairJackknife(scores, pairs);
    this.pairs = pairs;
    figures = jackknife.figures();
    pseudoValues = jackknife.pseudoValues();
  }

  /**
   * Scores all data with all parameters: N x N scores.
   *
   * @param pairs N, at least 3, that the estimator was not trained on
   * @throws IllegalArgumentException if there are fewer, or a shape is wrong
   */
  public static HeldOutScores of(RatioEstimator estimator, List<Outcome.Pair> pairs) {
    List<Data> data = pairs.stream().map(Outcome.Pair::data).toList();
    double[] x =
        pairs.stream()
            .flatMapToDouble(pair -> Arrays.stream(pair.parameters().toArray()))
            .toArray();
    return of(estimator.candidates(x, data.size()).scores(data), data.size());
  }

  /**
   * The same of given scores.
   *
   * @param scores s_ij, shape [N, N] row-major, data by rows
   */
  static HeldOutScores of(float[] scores, int pairs) {
    return new HeldOutScores(scores, pairs);
  }

  /** N. */
  public int pairs() {
    return pairs;
  }

  /**
   * Symmetric InfoNCE of the pairs among themselves less its value without any information, 2 log
   * N; nats. Comparable over N.
   */
  public LossDifference relativeLoss() {
    return new LossDifference(figures[LOSS], error(pseudoValues[LOSS], new double[pairs]));
  }

  /** This loss - the other's, nats. */
  public LossDifference lossAgainst(HeldOutScores other) {
    return against(other, LOSS);
  }

  /** Deviation of log Z(y) over the pairs' data, nats. */
  public double spreadOverData() {
    return Math.sqrt(figures[OVER_DATA]);
  }

  /** Deviation of log Z(φ) over the pairs' parameters, nats. */
  public double spreadOverParameters() {
    return Math.sqrt(figures[OVER_PARAMETERS]);
  }

  /** This variance of log Z(y) over the data - the other's, nats squared. */
  public LossDifference overDataAgainst(HeldOutScores other) {
    return against(other, OVER_DATA);
  }

  /** This variance of log Z(φ) over the parameters - the other's, nats squared. */
  public LossDifference overParametersAgainst(HeldOutScores other) {
    return against(other, OVER_PARAMETERS);
  }

  private LossDifference against(HeldOutScores other, int figure) {
    return new LossDifference(
        figures[figure] - other.figures[figure],
        error(pseudoValues[figure], other.pseudoValues[figure]));
  }

  private static double error(double[] mine, double[] theirs) {
    return LossDifference.paired(mine, theirs).standardError();
  }
}
