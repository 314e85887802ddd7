package io.streambed.inference.document;

import io.streambed.topics.Topics;
import io.streambed.topics.client.TopicClient;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * What is written and not yet worked on.
 *
 * @param runs blocks of runs that no simulator has finished
 * @param readings that no window has taken in; all of them where no windows are made
 * @param observations that have no answer yet
 */
public record Lags(long runs, long readings, long observations) {
  private static final String SIMULATORS = "simulators";
  private static final String WINDOWS = "windows";
  private static final String INFERENCE = "inference";

  /** Asks the brokers; fails as they do. */
  public static CompletionStage<Lags> of(TopicClient client) {
    Topics topics = client.topics();
    return client
        .admin()
        .lag(topics.runs(), SIMULATORS)
        .thenCombine(
            client.admin().lag(topics.readings(), WINDOWS),
            (runs, readings) -> new Lags(sum(runs), sum(readings), 0))
        .thenCombine(
            client.admin().lag(topics.observations(), INFERENCE),
            (lags, observations) -> new Lags(lags.runs(), lags.readings(), sum(observations)));
  }

  private static long sum(Map<Integer, Long> lags) {
    return lags.values().stream().mapToLong(Long::longValue).sum();
  }
}
