package io.streambed.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.streambed.deploy.DeployFolder.Document;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the kustomizations make of the files: by their own account, and by kubectl where it is
 * there.
 */
class OverlaysTest {
  private static final Set<String> KEYS =
      Set.of(
          "apiVersion",
          "kind",
          "namespace",
          "labels",
          "resources",
          "components",
          "configMapGenerator",
          "images",
          "patches");

  @Test
  void everyFileIsNamedInTheKustomizationBesideItAndIsThere() {
    DeployFolder.files(DeployFolder.KUBERNETES, "kustomization.yaml")
        .forEach(
            file -> {
              JsonNode kustomization = DeployFolder.yaml(file);
              kustomization
                  .fieldNames()
                  .forEachRemaining(key -> assertTrue(KEYS.contains(key), key));
              Path folder = file.getParent();
              Set<Path> named = new HashSet<>();
              for (String key : List.of("resources", "components")) {
                kustomization.path(key).forEach(path -> named.add(folder.resolve(path.asText())));
              }
              kustomization
                  .path("patches")
                  .forEach(patch -> named.add(folder.resolve(patch.path("path").asText())));
              named.forEach(path -> assertTrue(Files.exists(path), path.toString()));
              Set<Path> there = new TreeSet<>(DeployFolder.files(folder, ".yaml").toList());
              there.removeIf(path -> !path.getParent().equals(folder) || path.equals(file));
              there.removeAll(named);
              assertEquals(Set.of(), there, file.toString());
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "production"})
  void whatKubectlMakesOfAnOverlayIsOfItsTypesAndHoldsTogether(String overlay) throws Exception {
    assumeTrue(isThere("kubectl"), "no kubectl on the path");
    List<Document> rendered = DeployFolder.documents(kustomize(overlay), overlay);
    for (Document document : rendered) {
      assertEquals(List.of(), ResourceTypes.mistakes(document), document.kind() + document.name());
    }
    Set<String> names = new HashSet<>();
    rendered.forEach(
        document -> names.add(document.content().path("kind").asText() + " " + document.name()));
    for (Document document : rendered) {
      JsonNode pod = document.content().at("/spec/template/spec");
      if (!pod.isMissingNode()) {
        assertTrue(names.contains("ServiceAccount " + pod.path("serviceAccountName").asText()));
        pod.findValues("configMap")
            .forEach(map -> assertTrue(names.contains("ConfigMap " + map.path("name").asText())));
        pod.findValues("configMapRef")
            .forEach(map -> assertTrue(names.contains("ConfigMap " + map.path("name").asText())));
      }
      JsonNode target = document.content().at("/spec/scaleTargetRef/name");
      assertTrue(target.isMissingNode() || names.contains("Deployment " + target.asText()));
    }
    assertEquals(
        overlay.equals("production"),
        rendered.stream().anyMatch(document -> document.kind().endsWith("ScaledObject")));
  }

  private static String kustomize(String overlay) throws IOException, InterruptedException {
    Path folder = DeployFolder.KUBERNETES.resolve("overlays").resolve(overlay);
    Process process =
        new ProcessBuilder("kubectl", "kustomize", folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    return text;
  }

  static boolean isThere(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
