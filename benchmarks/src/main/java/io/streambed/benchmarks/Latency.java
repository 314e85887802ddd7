package io.streambed.benchmarks;

import io.streambed.science.Posterior;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * How long answers took, milliseconds.
 *
 * @param loop what went on beside
 * @param perSecond observations sent; 0 where as many as were answered
 * @param answers how many
 * @param answersPerSecond from the first to the last
 * @param whole from the moment an observation was due to be sent until a reader had its posterior
 * @param inProcess what the inference service itself counts, from receipt to answer
 * @param brokers the rest: both ways through Kafka, encoding and waiting to be read
 * @param longestSilence the longest time without any answer
 * @param models model versions that answered
 * @param statuses how sampling ended, with counts
 * @param samplers who drew, with counts
 */
record Latency(
    String loop,
    double perSecond,
    long answers,
    double answersPerSecond,
    Share whole,
    Share inProcess,
    Share brokers,
    double longestSilence,
    int models,
    Map<Posterior.Status, Long> statuses,
    Map<Posterior.Sampler, Long> samplers) {

  /** Percentiles and the largest, milliseconds. */
  record Share(double p50, double p99, double p999, double most) {
    static Share of(Histogram nanoseconds) {
      return new Share(
          milliseconds(nanoseconds, 50),
          milliseconds(nanoseconds, 99),
          milliseconds(nanoseconds, 99.9),
          milliseconds(nanoseconds, 100));
    }
  }

  static double milliseconds(Histogram nanoseconds, double percentile) {
    return nanoseconds.getValueAtPercentile(percentile) / 1e6;
  }

  @Override
  public String toString() {
    return "%-15s %7.0f %8d %8.1f %8.1f %8.1f %8.1f %8.1f %8.1f %8.1f %8.1f %8.1f %8.1f   %s %s, %d models"
        .formatted(
            loop,
            perSecond,
            answers,
            answersPerSecond,
            whole.p50,
            whole.p99,
            whole.p999,
            whole.most,
            inProcess.p50,
            inProcess.p99,
            brokers.p50,
            brokers.p99,
            longestSilence,
            statuses,
            samplers,
            models);
  }

  static String heading() {
    return "%-15s %7s %8s %8s %8s %8s %8s %8s %8s %8s %8s %8s %8s"
        .formatted(
            "loop", "sent/s", "answers", "/s", "p50 ms", "p99", "p99.9", "most", "own p50",
            "own p99", "way p50", "way p99", "silence");
  }
}
