package io.streambed.inference.live;

import io.streambed.inference.document.TrustSummary;
import io.streambed.science.Draws;
import io.streambed.science.Posterior;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is remembered of a posterior when a newer one has come.
 *
 * @param number of it among those of its sensor, from 1 in the order in which they were read
 * @param observation that it answers
 * @param time when it was published
 * @param modelVersion of the model
 * @param latencySeconds from receipt of the observation to the answer
 * @param draws how many
 * @param standing which observations it stands on
 * @param trust how far to trust it
 * @param doubts why not to trust it, in words; empty if nothing speaks against it
 * @param mean of each parameter, shape [P]
 * @param sd of each parameter, shape [P]
 */
public record PosteriorNote(
    long number,
    String observation,
    Instant time,
    long modelVersion,
    double latencySeconds,
    int draws,
    Posterior.Standing standing,
    TrustSummary trust,
    List<String> doubts,
    List<Double> mean,
    List<Double> sd) {
  private static final double NANOS = 1e9;

  static PosteriorNote of(Posterior posterior, long number, Instant time) {
    Draws draws = posterior.draws();
    int parameters = draws.parameters();
    return new PosteriorNote(
        number,
        posterior.observation(),
        time,
        posterior.modelVersion(),
        posterior.latency().toNanos() / NANOS,
        draws.size(),
        posterior.standing(),
        TrustSummary.of(posterior),
        posterior.credence().reasons(),
        IntStream.range(0, parameters).mapToObj(draws::mean).toList(),
        IntStream.range(0, parameters).mapToObj(draws::deviation).toList());
  }
}
