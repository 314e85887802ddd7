package io.streambed.app.node;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.topics.Topic;
import io.streambed.topics.client.TopicClient;
import io.streambed.trainer.TrainerCheck;
import java.time.Duration;
import java.util.Map;

/**
 * Topics that hold models of which no checkpoint is left, so that a training from the beginning
 * would publish beside them; the message is complete for people.
 */
public final class StaleTopics extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private StaleTopics(String message) {
    super(message);
  }

  /**
   * Looks before any role starts.
   *
   * @throws StaleTopics if a training would begin anew on topics that hold models
   */
  static void check(ExperimentPlan plan, NodeSettings settings, TopicClient client) {
    if (!settings.roles().contains(Role.TRAINER) || modelRecords(client) == 0) {
      return;
    }
    if (!Waiting.on(TrainerCheck.resumes(plan.experiment(), plan.trainer(), client), LIMIT)) {
      throw new StaleTopics(
          "%s already holds models, but there is no checkpoint in %s from which their training could go on. %s"
              .formatted(
                  client.topics().models().name(),
                  plan.trainer().checkpoint().directory().toAbsolutePath(),
                  advice(settings)));
    }
  }

  private static String advice(NodeSettings settings) {
    return settings.kafka().isPresent()
        ? "Say --data with the directory that holds its checkpoints, or give the experiment another name"
        : "To begin anew remove the whole data directory %s, not only its checkpoints, or say another --data"
            .formatted(settings.data().path());
  }

  private static long modelRecords(TopicClient client) {
    Topic<?> models = client.topics().models();
    return sum(Waiting.on(client.admin().endOffsets(models), LIMIT))
        - sum(Waiting.on(client.admin().beginningOffsets(models), LIMIT));
  }

  private static long sum(Map<Integer, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }
}
