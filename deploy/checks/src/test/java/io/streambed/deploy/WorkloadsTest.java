package io.streambed.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.streambed.deploy.DeployFolder.Document;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pods: locked up, with limits and probes, and started as the command line is. */
class WorkloadsTest {
  private static final Pattern VARIABLE = Pattern.compile("STREAMBED_[A-Z_]+");

  static List<Document> workloads() {
    return DeployFolder.files(DeployFolder.KUBERNETES.resolve("base"), ".yaml")
        .flatMap(file -> DeployFolder.documents(file).stream())
        .filter(document -> document.content().has("spec"))
        .filter(document -> !document.content().at("/spec/template/spec").isMissingNode())
        .toList();
  }

  @Test
  void thereIsOneForEachRole() {
    assertEquals(
        Set.of("simulator", "trainer", "inference", "page"),
        workloads().stream().map(Document::name).collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void itIsLockedUp(Document workload) {
    JsonNode pod = workload.content().at("/spec/template/spec");
    JsonNode container = pod.at("/containers/0");
    assertTrue(pod.at("/securityContext/runAsNonRoot").asBoolean());
    assertEquals("RuntimeDefault", pod.at("/securityContext/seccompProfile/type").asText());
    assertFalse(pod.at("/automountServiceAccountToken").asBoolean(true));
    assertTrue(container.at("/securityContext/readOnlyRootFilesystem").asBoolean());
    assertFalse(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true));
    assertEquals("ALL", container.at("/securityContext/capabilities/drop/0").asText());
    assertEquals(1, pod.path("containers").size());
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void itHasLimitsProbesAndASpread(Document workload) {
    JsonNode pod = workload.content().at("/spec/template/spec");
    JsonNode container = pod.at("/containers/0");
    assertFalse(container.at("/resources/requests/cpu").isMissingNode());
    assertEquals(
        container.at("/resources/requests/memory"), container.at("/resources/limits/memory"));
    assertTrue(container.has("livenessProbe"));
    assertEquals(2, pod.path("topologySpreadConstraints").size());
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void itsSelectorAndItsBudgetFindItsPods(Document workload) {
    JsonNode labels = workload.content().at("/spec/template/metadata/labels");
    assertEquals(labels, workload.content().at("/spec/selector/matchLabels"));
    assertTrue(
        DeployFolder.manifests().stream()
            .filter(document -> document.kind().equals("policy/v1 PodDisruptionBudget"))
            .anyMatch(
                budget ->
                    budget
                        .content()
                        .at("/spec/selector/matchLabels/app.kubernetes.io~1component")
                        .equals(labels.path("app.kubernetes.io/component"))));
  }

  @Test
  void everyVariableIsOneThatStreambedReads() {
    Set<String> known = variables(DeployFolder.text(DeployFolder.REFERENCE));
    Set<String> said = new TreeSet<>();
    DeployFolder.files(DeployFolder.PATH, ".yaml")
        .filter(file -> !file.toString().contains("checks"))
        .forEach(file -> said.addAll(variables(DeployFolder.text(file))));
    said.remove("STREAMBED_GRAFANA_PASSWORD");
    said.removeAll(known);
    assertEquals(Set.of(), said);
  }

  @Test
  void everyMountHasItsVolume() {
    for (Document workload : workloads()) {
      JsonNode spec = workload.content().path("spec");
      Set<String> volumes = names(spec.at("/template/spec/volumes"), "/name");
      volumes.addAll(names(spec.path("volumeClaimTemplates"), "/metadata/name"));
      Set<String> mounts = names(spec.at("/template/spec/containers/0/volumeMounts"), "/name");
      assertEquals(volumes, mounts, workload.name());
    }
  }

  private static Set<String> names(JsonNode items, String path) {
    Set<String> names = new TreeSet<>();
    items.forEach(item -> names.add(item.at(path).asText()));
    return names;
  }

  private static Set<String> variables(String text) {
    return VARIABLE
        .matcher(text)
        .results()
        .map(result -> text.substring(result.start(), result.end()))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
