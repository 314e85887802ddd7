package io.streambed.science.posterior;

import io.streambed.science.Draws;
import io.streambed.science.Posterior;
import io.streambed.science.Trust;

/**
 * What the ladder gives for one observation.
 *
 * @param draws from the posterior, equally weighted, in any order a fair sample (so is every
 *     prefix)
 * @param trust how far to trust them; held-out figures are NaN, see {@link Trust#withHeldOut}
 * @param sampler the rung that gave the draws
 * @param status how it ended
 */
public record Sampled(
    Draws draws, Trust trust, Posterior.Sampler sampler, Posterior.Status status) {}
