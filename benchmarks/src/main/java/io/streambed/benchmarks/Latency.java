package io.streambed.benchmarks;

import io.streambed.science.Posterior;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * How long answers took, milliseconds from the moment an observation was due to be sent until a
 * reader had its posterior.
 *
 * @param loop what went on beside
 * @param answers how many
 * @param models model versions that answered
 * @param ownP50 median of what the inference service itself counts, from receipt to answer
 * @param statuses how sampling ended, with counts
 * @param samplers who drew, with counts
 */
record Latency(
    String loop,
    long answers,
    int models,
    double p50,
    double p99,
    double most,
    double ownP50,
    Map<Posterior.Status, Long> statuses,
    Map<Posterior.Sampler, Long> samplers) {

  static double milliseconds(Histogram nanoseconds, double percentile) {
    return nanoseconds.getValueAtPercentile(percentile) / 1e6;
  }

  @Override
  public String toString() {
    return "%-22s %8d %10.1f %10.1f %10.1f %14.1f   %s %s, %d models"
        .formatted(loop, answers, p50, p99, most, ownP50, statuses, samplers, models);
  }

  static String heading() {
    return "%-22s %8s %10s %10s %10s %14s"
        .formatted("loop", "answers", "p50 ms", "p99 ms", "most ms", "own p50 ms");
  }
}
