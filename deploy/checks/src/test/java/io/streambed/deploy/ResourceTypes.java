package io.streambed.deploy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.streambed.deploy.DeployFolder.Document;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.util.List;
import java.util.Map;

/**
 * What is wrong with a resource: fields of other types than its kind has, and fields that it does
 * not have.
 */
final class ResourceTypes {
  private static final Map<String, Class<?>> STRIMZI =
      Map.of(
          "kafka.strimzi.io/v1 Kafka", Kafka.class,
          "kafka.strimzi.io/v1 KafkaNodePool", KafkaNodePool.class,
          "kafka.strimzi.io/v1 KafkaTopic", KafkaTopic.class,
          "kafka.strimzi.io/v1 KafkaUser", KafkaUser.class,
          "monitoring.coreos.com/v1 PodMonitor", PodMonitor.class,
          "monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class);

  private static final Map<String, Schema> KEDA =
      Map.of(
          "keda.sh/v1alpha1 ScaledObject", Schemas.ofDefinition("keda.sh_scaledobjects.yaml"),
          "keda.sh/v1alpha1 TriggerAuthentication",
              Schemas.ofDefinition("keda.sh_triggerauthentications.yaml"));

  private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY);

  private ResourceTypes() {}

  /** Empty for a resource as its kind says. */
  static List<String> mistakes(Document document) {
    Schema schema = KEDA.get(document.kind());
    if (schema != null) {
      return schema.validate(document.content()).stream().map(Error::toString).toList();
    }
    Class<?> type = type(document);
    if (type == null) {
      return List.of("there is no kind " + document.kind());
    }
    try {
      return UnknownFields.of(KUBERNETES.convertValue(document.content(), type));
    } catch (IllegalArgumentException wrong) {
      return List.of(String.valueOf(wrong.getMessage()));
    }
  }

  private static Class<?> type(Document document) {
    JsonNode content = document.content();
    Class<?> known = STRIMZI.get(document.kind());
    return known != null
        ? known
        : KUBERNETES.getRegisteredKubernetesResource(
            content.path("apiVersion").asText(), content.path("kind").asText());
  }
}
