package io.streambed.app.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.streambed.topics.Topic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Topics as resources of the Strimzi operator, which then makes and changes them. */
final class StrimziTopics {
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(Feature.MINIMIZE_QUOTES).enable(Feature.INDENT_ARRAYS).build();

  private StrimziTopics() {}

  /**
   * YAML, a document for each topic. How many copies are kept is the cluster's to say
   * (default.replication.factor).
   *
   * @param cluster name of the Kafka resource whose topics they are
   */
  static String of(List<Topic<?>> topics, String cluster) {
    return topics.stream()
        .map(topic -> text(resource(topic, cluster)))
        .collect(Collectors.joining());
  }

  private static Map<String, Object> resource(Topic<?> topic, String cluster) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", topic.name());
    metadata.put("labels", Map.of("strimzi.io/cluster", cluster));
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("partitions", topic.layout().partitions());
    spec.put("config", topic.layout().settings());
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("apiVersion", "kafka.strimzi.io/v1");
    resource.put("kind", "KafkaTopic");
    resource.put("metadata", metadata);
    resource.put("spec", spec);
    return resource;
  }

  private static String text(Map<String, Object> resource) {
    try {
      return YAML.writeValueAsString(resource);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
