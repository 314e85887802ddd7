package io.streambed.science.posterior;

import io.streambed.science.Data;
import io.streambed.science.RatioEstimator;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Draws of prior x exp(β s), between the prior (β = 0) and the posterior (β = 1), from the scores
 * of any estimator.
 */
public final class TemperedPosterior {

  private TemperedPosterior() {}

  /**
   * A sampler over the ladder; it is usable as long as the estimator is.
   *
   * @param proposal what the estimator's pairs were drawn from
   * @param exponent β, above 0 and at most 1
   * @param bank S, draws of the proposal, at least 16
   * @param ladder whose last rung is tempered SMC here, whatever it says: slopes are not asked for
   * @param random the only source of randomness: the same state gives the same sampler
   * @throws IllegalArgumentException if the exponent is out of range
   */
  public static PosteriorSampler sampler(
      RatioEstimator estimator,
      Prior prior,
      Proposal proposal,
      double exponent,
      int bank,
      LadderSettings ladder,
      UniformRandomProvider random) {
    if (!(exponent > 0 && exponent <= 1)) {
      throw new IllegalArgumentException("expected 0 < exponent <= 1, got " + exponent);
    }
    LadderSettings rungs = ladder.withLast(LadderSettings.Last.TEMPERED_SMC);
    Ladder sampling =
        new Ladder(prior, proposal, Bank.create(prior, proposal, bank, random), rungs);
    return (data, samples, deadline, generator) ->
        sampling.sample(scoring(estimator, data, exponent), samples, deadline, generator);
  }

  private static Scoring scoring(RatioEstimator estimator, Data data, double exponent) {
    return (x, count) -> {
      float[] scores = estimator.candidates(x, count).scores(List.of(data));
      double[] scaled = new double[count];
      for (int i = 0; i < count; i++) {
        scaled[i] = exponent * scores[i];
      }
      return scaled;
    };
  }
}
