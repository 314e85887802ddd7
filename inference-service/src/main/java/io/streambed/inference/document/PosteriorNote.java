package io.streambed.inference.document;

import io.streambed.science.Draws;
import io.streambed.science.Posterior;
import io.streambed.topics.Raw;
import java.time.Instant;
import java.util.List;

/**
 * What is remembered of a posterior when a newer one has come.
 *
 * @param number of it among those of its sensor, from 1 in the order in which they were read
 * @param partition of its record on posteriors
 * @param offset of its record there
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
    int partition,
    long offset,
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

  /** That of {@code posterior}, whose record is {@code raw}. */
  public static PosteriorNote of(Posterior posterior, long number, Raw raw) {
    Draws draws = posterior.draws();
    int parameters = draws.parameters();
    return new PosteriorNote(
        number,
        raw.position().partition(),
        raw.position().offset(),
        posterior.observation(),
        raw.time(),
        posterior.modelVersion(),
        posterior.latency().toNanos() / NANOS,
        draws.size(),
        posterior.standing(),
        TrustSummary.of(posterior),
        posterior.credence().reasons(),
        Numbers.of(parameters, draws::mean),
        Numbers.of(parameters, draws::deviation));
  }

  /** Names it, on every node alike: partition and offset, such as {@code 3-1742}. */
  public String id() {
    return partition + "-" + offset;
  }
}
