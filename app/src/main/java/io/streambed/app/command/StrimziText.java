package io.streambed.app.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.streambed.topics.Topic;
import io.streambed.topics.Topics;
import io.streambed.topics.acl.AclRole;
import io.streambed.topics.acl.Grant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Topics and users of an experiment as resources of the Strimzi operator, which then makes them.
 */
final class StrimziText {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(Feature.MINIMIZE_QUOTES)
          .enable(Feature.INDENT_ARRAYS)
          .enable(Feature.INDENT_ARRAYS_WITH_INDICATOR)
          .disable(Feature.SPLIT_LINES)
          .build();

  private StrimziText() {}

  /**
   * YAML, a document for each topic. How many copies are kept is the cluster's to say
   * (default.replication.factor).
   *
   * @param cluster name of the Kafka resource whose topics they are
   */
  static String topics(Topics topics, String cluster) {
    StringBuilder text = new StringBuilder();
    for (Topic<?> topic : topics.all()) {
      Map<String, Object> spec = new LinkedHashMap<>();
      spec.put("partitions", topic.layout().partitions());
      spec.put("config", topic.layout().settings());
      text.append(document("KafkaTopic", topic.name(), cluster, spec));
    }
    return text.toString();
  }

  /**
   * YAML, a document for each role but the administrator, who is the operator itself: a user that
   * shows a certificate, and may do what the role needs.
   *
   * @param cluster name of the Kafka resource whose users they are
   */
  static String users(Topics topics, String cluster) {
    StringBuilder text = new StringBuilder();
    for (AclRole role : AclRole.values()) {
      if (role != AclRole.ADMINISTRATOR) {
        Map<String, Object> authorization = new LinkedHashMap<>();
        authorization.put("type", "simple");
        authorization.put("acls", rules(topics, role));
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("authentication", Map.of("type", "tls"));
        spec.put("authorization", authorization);
        text.append(document("KafkaUser", AclText.user(topics, role), cluster, spec));
      }
    }
    return text.toString();
  }

  private static List<Map<String, Object>> rules(Topics topics, AclRole role) {
    List<Map<String, Object>> rules = new ArrayList<>();
    AclText.byPlace(topics, role)
        .forEach(
            (place, operations) -> {
              Map<String, Object> resource = new LinkedHashMap<>();
              resource.put("type", type(place.resource()));
              resource.put("name", place.name());
              resource.put("patternType", place.prefixed() ? "prefix" : "literal");
              Map<String, Object> rule = new LinkedHashMap<>();
              rule.put("resource", resource);
              rule.put("operations", operations.stream().map(AclText::word).toList());
              rule.put("host", "*");
              rules.add(rule);
            });
    return rules;
  }

  private static String type(Grant.Resource resource) {
    return switch (resource) {
      case TOPIC -> "topic";
      case GROUP -> "group";
      case TRANSACTIONAL_ID -> "transactionalId";
    };
  }

  private static String document(
      String kind, String name, String cluster, Map<String, Object> spec) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", name);
    metadata.put("labels", Map.of("strimzi.io/cluster", cluster));
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("apiVersion", "kafka.strimzi.io/v1");
    resource.put("kind", kind);
    resource.put("metadata", metadata);
    resource.put("spec", spec);
    try {
      return YAML.writeValueAsString(resource);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
