package io.streambed.topics.admin;

import io.streambed.topics.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;

/** Compares topics as they are with what is declared. */
final class TopicComparison {
  private final Admin admin;
  private final Answers answers;

  TopicComparison(Admin admin, Answers answers) {
    this.admin = admin;
    this.answers = answers;
  }

  List<TopicState> describe(Collection<? extends Topic<?>> topics) {
    Set<String> existing = answers.await("listing topics", admin.listTopics().names());
    List<String> names = topics.stream().map(Topic::name).filter(existing::contains).toList();
    Map<String, TopicDescription> descriptions =
        answers.await("describing topics", admin.describeTopics(names).allTopicNames());
    Map<ConfigResource, Config> configs =
        answers.await(
            "describing topics",
            admin.describeConfigs(names.stream().map(TopicComparison::resource).toList()).all());
    List<TopicState> states = new ArrayList<>();
    for (Topic<?> topic : topics) {
      TopicDescription description = descriptions.get(topic.name());
      Config config = configs.get(resource(topic.name()));
      states.add(
          description == null || config == null
              ? new TopicState(topic.name(), false, 0, List.of("missing"))
              : compare(topic, description.partitions().size(), config));
    }
    return states;
  }

  private static TopicState compare(Topic<?> topic, int partitions, Config config) {
    List<String> differences = new ArrayList<>();
    if (partitions != topic.layout().partitions()) {
      differences.add(line("partitions", topic.layout().partitions(), partitions));
    }
    topic
        .layout()
        .settings()
        .forEach(
            (name, declared) -> {
              ConfigEntry entry = config.get(name);
              String found = entry == null ? "none" : entry.value();
              if (!declared.equals(found)) {
                differences.add(line(name, declared, found));
              }
            });
    return new TopicState(topic.name(), true, partitions, differences);
  }

  private static String line(String what, Object declared, Object found) {
    return "%s: expected %s, found %s".formatted(what, declared, found);
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }
}
