package io.streambed.inference.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.Materializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiTest {
  private final ActorTestKit kit = ActorTestKit.create();

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void theDocumentHasEveryEndpointWithItsQueriesAndNoOther(@TempDir Path directory)
      throws IOException {
    JsonNode document =
        new ObjectMapper().readTree(OpenApiTest.class.getResource("/live/openapi.json"));
    Set<String> documented = new TreeSet<>();
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method ->
                            documented.add(
                                line(
                                    method.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    queries(method.getValue())))));
    Set<String> served = new TreeSet<>();
    for (Endpoint endpoint : served(directory)) {
      served.add(line(endpoint.method().name(), endpoint.template(), endpoint.queries()));
    }
    assertEquals(served, documented);
  }

  @Test
  void everyPathSaysWhichProblemsItAnswersWith(@TempDir Path directory) throws IOException {
    JsonNode paths =
        new ObjectMapper()
            .readTree(OpenApiTest.class.getResource("/live/openapi.json"))
            .get("paths");
    for (Endpoint endpoint : served(directory)) {
      JsonNode responses =
          paths
              .at("/" + endpoint.template().replace("/", "~1"))
              .path(endpoint.method().name().toLowerCase(Locale.ROOT))
              .get("responses");
      Set<String> expected = new TreeSet<>(Set.of("400"));
      if (endpoint.needs().isPresent()) {
        expected.addAll(Set.of("401", "403", "503"));
      }
      expected.removeIf(responses::has);
      assertEquals(Set.of(), expected, endpoint.method().name() + " " + endpoint.template());
    }
  }

  private List<Endpoint> served(Path directory) throws IOException {
    return Endpoints.all(
            TestService.of(directory, kit.system()),
            new PrometheusRegistry(),
            Materializer.createMaterializer(kit.system()),
            Runnable::run)
        .stream()
        .filter(endpoint -> !endpoint.template().equals("/"))
        .filter(endpoint -> !endpoint.template().startsWith("/assets/"))
        .toList();
  }

  private static String line(String method, String path, Collection<String> queries) {
    return "%s %s %s".formatted(method, path, new TreeSet<>(queries));
  }

  private static Set<String> queries(JsonNode operation) {
    Set<String> names = new TreeSet<>();
    for (JsonNode parameter : operation.path("parameters")) {
      if (parameter.get("in").asText().equals("query")) {
        names.add(parameter.get("name").asText());
      }
    }
    return names;
  }
}
