package io.streambed.science.posterior;

import io.streambed.science.Draws;
import io.streambed.science.Posterior;
import io.streambed.science.Trust;

/**
 * What the ladder gives for one observation.
 *
 * @param draws from the posterior, equally weighted, in any order a fair sample (so is every
 *     prefix)
 * @param trust how far to trust them; the held-out figures of log Z are NaN until {@link
 *     #withNormaliser}
 * @param sampler the rung that gave the draws
 * @param status how it ended
 */
public record Sampled(
    Draws draws, Trust trust, Posterior.Sampler sampler, Posterior.Status status) {

  /** The same with the model's held-out mean and deviation of log Z filled in. */
  public Sampled withNormaliser(double mean, double deviation) {
    Trust filled =
        new Trust(
            trust.effectiveSampleSize(),
            trust.acceptance(),
            trust.paretoK(),
            trust.logNormaliser(),
            mean,
            deviation,
            trust.cutMass(),
            trust.boundExcess(),
            trust.leakedMass());
    return new Sampled(draws, filled, sampler, status);
  }
}
