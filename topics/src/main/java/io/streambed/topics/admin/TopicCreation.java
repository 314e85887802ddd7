package io.streambed.topics.admin;

import io.streambed.topics.BrokerException;
import io.streambed.topics.KafkaSettings;
import io.streambed.topics.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates topics and waits until every partition has a leader that answers. An idempotent producer
 * that meets a leader which is not ready yet stalls for minutes.
 */
final class TopicCreation {
  private static final long PAUSE_MILLIS = 50;

  private final Admin admin;
  private final KafkaSettings settings;
  private final Answers answers;

  TopicCreation(Admin admin, KafkaSettings settings, Answers answers) {
    this.admin = admin;
    this.settings = settings;
    this.answers = answers;
  }

  List<String> create(Collection<? extends Topic<?>> topics) {
    Set<String> existing = answers.await("listing topics", admin.listTopics().names());
    List<String> created = new ArrayList<>();
    for (Topic<?> topic : topics) {
      if (!existing.contains(topic.name()) && create(topic)) {
        created.add(topic.name());
      }
    }
    topics.forEach(this::awaitLeaders);
    return created;
  }

  private boolean create(Topic<?> topic) {
    NewTopic declared =
        new NewTopic(
                topic.name(), topic.layout().partitions(), (short) settings.replicationFactor())
            .configs(topic.layout().settings());
    try {
      answers.await("creating topic " + topic.name(), admin.createTopics(List.of(declared)).all());
      return true;
    } catch (BrokerException refused) {
      if (refused.getCause() instanceof TopicExistsException) {
        return false; // Another process was faster.
      }
      throw refused;
    }
  }

  private void awaitLeaders(Topic<?> topic) {
    long limit = System.nanoTime() + Answers.LIMIT.toNanos();
    while (true) {
      try {
        if (!new Offsets(admin, answers).of(topic, OffsetSpec.latest()).isEmpty()) {
          return;
        }
      } catch (BrokerException notYet) {
        if (System.nanoTime() > limit) {
          throw notYet;
        }
      }
      pause(topic);
    }
  }

  private void pause(Topic<?> topic) {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new BrokerException("Interrupted while creating topic " + topic.name());
    }
  }
}
