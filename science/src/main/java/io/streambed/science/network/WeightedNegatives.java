package io.streambed.science.network;

import io.streambed.science.ContrastSettings.Weighted;
import io.streambed.science.LogSumExp;
import io.streambed.science.network.SeededGenerator.Purpose;
import io.streambed.science.posterior.SystematicResampling;
import java.util.Arrays;

/**
 * Negatives where they are hard: A parameters picked by the critic's own posteriors of the batch,
 * pooled. With Z_i the mean of exp s_i. over M draws of the proposal p~, their density over p~'s is
 *
 * <pre>
 * q_j = share + (1 - share) / B Σ_i exp(s_ij) / Z_i
 * </pre>
 *
 * <p>The candidates of a softmax are then B of p~ and A of q p~, a mixture, and what weighs every
 * one of them back to p~, a pair's own parameters among them, is
 *
 * <pre>
 * w_j = (B + A) / (B + A q_j)                      the balance heuristic
 * </pre>
 *
 * <p>with which s + log w is told apart. Weights on the negatives alone would not lift the bound of
 * log B: the pair's own parameters would stand against nothing but a sum that saturates.
 */
final class WeightedNegatives {
  private final Weighted settings;
  private final LearningTask task;
  private final long seed;
  private final int width;

  /**
   * @param width of an embedding, E + 2
   */
  WeightedNegatives(Weighted settings, LearningTask task, long seed, int width) {
    this.settings = settings;
    this.task = task;
    this.seed = seed;
    this.width = width;
  }

  /**
   * What was picked.
   *
   * @param rows own units, [A, P]
   * @param logWeights log w of the B pairs' own parameters and of these behind them, [B + A]
   */
  record Picked(double[] rows, float[] logWeights) {
    /** Nothing: all candidates are of the proposal, and weigh the same. */
    static final Picked NONE = new Picked(new double[0], new float[0]);
  }

  /** Fresh draws of the proposal to pick from, own units, [M, P]; seed and step determine them. */
  double[] candidates(long step) {
    return task.draws(settings.candidates(), SeededGenerator.of(seed, Purpose.CANDIDATES, step));
  }

  /**
   * Picks A of the candidates.
   *
   * @param candidates own units, [M, P]
   * @param data F, [B, E + 2]
   * @param parameters G of the pairs' own and of the candidates behind them, [B + M, E + 2]
   * @param step number of the step
   */
  Picked pick(double[] candidates, float[] data, float[] parameters, long step) {
    int pairs = data.length / width;
    int all = parameters.length / width;
    double[] ratios = ratios(Scores.of(data, pairs, parameters, all, width), pairs);
    int[] picked =
        SystematicResampling.indices(
            Arrays.copyOfRange(ratios, pairs, all),
            settings.negatives(),
            SeededGenerator.of(seed, Purpose.PICKS, step));
    int size = task.prior().size();
    double[] rows = new double[picked.length * size];
    float[] logWeights = new float[pairs + picked.length];
    for (int j = 0; j < pairs; j++) {
      logWeights[j] = logWeight(ratios[j], pairs);
    }
    for (int k = 0; k < picked.length; k++) {
      System.arraycopy(candidates, picked[k] * size, rows, k * size, size);
      logWeights[pairs + k] = logWeight(ratios[pairs + picked[k]], pairs);
    }
    return new Picked(rows, logWeights);
  }

  private float logWeight(double ratio, int pairs) {
    int negatives = settings.negatives();
    return (float) Math.log((pairs + negatives) / (pairs + negatives * ratio));
  }

  /**
   * q of each column, [B + M].
   *
   * @param scores [B, B + M], the candidates' last; taken
   */
  private double[] ratios(float[] scores, int pairs) {
    int all = scores.length / pairs;
    int candidates = all - pairs;
    double[] ratios = new double[all];
    for (int i = 0; i < pairs; i++) {
      int row = i * all;
      double logMean = LogSumExp.of(scores, row + pairs, 1, candidates) - Math.log(candidates);
      for (int j = 0; j < all; j++) {
        ratios[j] += Math.exp(scores[row + j] - logMean) / pairs;
      }
    }
    double share = settings.defensiveShare();
    for (int j = 0; j < all; j++) {
      // A pair's own may stand far above all candidates; its weight stays a number.
      ratios[j] = share + (1 - share) * Math.min(ratios[j], Float.MAX_VALUE);
    }
    return ratios;
  }
}
