package io.streambed.inference.document;

import io.streambed.topics.GroupRole;
import io.streambed.topics.Topic;
import io.streambed.topics.Topics;
import io.streambed.topics.client.TopicClient;
import java.util.concurrent.CompletionStage;

/**
 * What is written and not yet worked on.
 *
 * @param runs blocks of runs that no simulator has finished
 * @param readings that no window has taken in; all of them where no windows are made
 * @param observations that have no answer yet
 */
public record Lags(long runs, long readings, long observations) {

  /** Asks the brokers; fails as they do. */
  public static CompletionStage<Lags> of(TopicClient client) {
    Topics topics = client.topics();
    CompletionStage<Long> runs = lag(client, topics.runs(), GroupRole.SIMULATORS);
    CompletionStage<Long> readings = lag(client, topics.readings(), GroupRole.WINDOWS);
    CompletionStage<Long> observations = lag(client, topics.observations(), GroupRole.INFERENCE);
    return runs.thenCompose(
        blocks -> readings.thenCombine(observations, (some, more) -> new Lags(blocks, some, more)));
  }

  private static CompletionStage<Long> lag(TopicClient client, Topic<?> topic, String role) {
    return client
        .admin()
        .lag(topic, role)
        .thenApply(lags -> lags.values().stream().mapToLong(Long::longValue).sum());
  }
}
