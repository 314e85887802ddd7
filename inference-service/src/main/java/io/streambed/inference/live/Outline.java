package io.streambed.inference.live;

import io.streambed.inference.document.PosteriorNote;
import io.streambed.science.prior.ParameterSpace;
import java.time.Instant;

/**
 * A sensor in short, as it is remembered longer than its draws.
 *
 * @param sensor its name
 * @param posteriors of it that were read while it was remembered
 * @param heard when the last of them was published
 * @param newest its newest posterior, that no later one stands behind
 * @param space names and units of the parameters of {@code newest}
 */
public record Outline(
    String sensor, long posteriors, Instant heard, PosteriorNote newest, ParameterSpace space) {}
