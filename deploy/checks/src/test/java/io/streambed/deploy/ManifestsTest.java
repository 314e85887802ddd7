package io.streambed.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.deploy.DeployFolder.Document;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestsTest {
  private static final String KUSTOMIZE = "kustomize.config.k8s.io";

  static List<Document> resources() {
    return DeployFolder.manifests().stream()
        .filter(document -> !document.kind().startsWith(KUSTOMIZE))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("resources")
  void everyResourceIsOfItsTypeAndHasNoFieldThatIsUnknown(Document document) {
    assertEquals(List.of(), ResourceTypes.mistakes(document), document.where());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{apiVersion: apps/v1, kind: Deployment, spec: {replcas: 1}}",
        "{apiVersion: apps/v1, kind: Deployment, spec: {replicas: many}}",
        "{apiVersion: apps/v1, kind: StatefulSet, spec: {template: {spec: {containers: [{image: a, port: 1}]}}}}",
        "{apiVersion: apps/v1, kind: Deploymant, spec: {}}",
        "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, spec: {ingress: [{form: []}]}}",
        "{apiVersion: kafka.strimzi.io/v1, kind: KafkaTopic, spec: {partition: 8}}",
        "{apiVersion: kafka.strimzi.io/v1, kind: Kafka, spec: {kafka: {listeners: [{name: a, prt: 9093}]}}}",
        "{apiVersion: keda.sh/v1alpha1, kind: ScaledObject, spec: {scaleTargetRef: {name: a}, triggers: [], minReplicas: 1}}",
        "{apiVersion: keda.sh/v1alpha1, kind: ScaledObject, spec: {scaleTargetRef: {name: a}, triggers: [{type: kafka, metadata: {lagThreshold: 4}}]}}",
        "{apiVersion: keda.sh/v1alpha1, kind: ScaledObject, spec: {triggers: []}}",
        "{apiVersion: monitoring.coreos.com/v1, kind: PrometheusRule, spec: {groups: [{name: a, rules: [{expression: up}]}]}}"
      })
  void aMistakeIsFound(String resource) {
    Document document = DeployFolder.documents(resource, "here").get(0);
    assertFalse(ResourceTypes.mistakes(document).isEmpty(), resource);
  }

  @Test
  void thereAreResourcesToCheck() {
    assertTrue(resources().size() > 40, "resources: " + resources().size());
  }
}
