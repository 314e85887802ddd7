package io.streambed.app.node;

import io.streambed.topics.BrokerException;
import io.streambed.topics.admin.TopicState;
import io.streambed.topics.client.TopicClient;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether topics that somebody else made, or changed, can carry an experiment. */
final class TopicCheck {
  private static final Logger LOG = LoggerFactory.getLogger(TopicCheck.class);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private TopicCheck() {}

  /**
   * Logs every difference from what is declared.
   *
   * @throws BrokerException if models could not be put together: they need one partition, in which
   *     the last record of a key is kept
   */
  static void check(TopicClient client) {
    List<TopicState> states = Waiting.on(client.admin().describe(client.topics().all()), LIMIT);
    String models = client.topics().models().name();
    for (TopicState state : states) {
      if (!state.differences().isEmpty()) {
        LOG.warn("topic {} is otherwise than declared: {}", state.name(), state.differences());
      }
      if (state.name().equals(models)
          && (state.differsIn("partitions") || state.differsIn("cleanup.policy"))) {
        throw new BrokerException(
            "topic %s cannot carry models: %s; delete it, and it is made as it should be, or give the experiment another name"
                .formatted(models, String.join("; ", state.differences())));
      }
    }
  }
}
