package io.streambed.science.posterior;

import io.streambed.science.Data;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Draws from p(φ | y_1 .. y_k) of a critic of which no statistic adds: from the sum of its log
 * ratios over k observations that are still at hand, at k times the cost of one.
 */
public final class WindowSampler implements PosteriorSampler {
  private final Ladder ladder;
  private final Function<Data, SlopedScoring> scores;

  /**
   * @param scores s of one observation
   */
  public WindowSampler(Ladder ladder, Function<Data, SlopedScoring> scores) {
    this.ladder = ladder;
    this.scores = scores;
  }

  @Override
  public Sampled sample(Data data, int samples, Deadline deadline, UniformRandomProvider random) {
    return ladder.sample(scores.apply(data), samples, deadline, random);
  }

  /**
   * Draws from p(φ) exp Σ w_i s(φ, y_i); otherwise as {@link PosteriorSampler#sample}.
   *
   * @param data k observations of the same φ, at least one
   * @param weights w, above 0, shape [k]; 1 for an observation that counts in full
   * @throws IllegalArgumentException also if there are not as many weights as data
   */
  public Sampled sample(
      List<Data> data,
      double[] weights,
      int samples,
      Deadline deadline,
      UniformRandomProvider random) {
    WeightedScores sum = new WeightedScores(data.stream().map(scores).toList(), weights);
    return ladder.sample(sum, samples, deadline, random);
  }
}
