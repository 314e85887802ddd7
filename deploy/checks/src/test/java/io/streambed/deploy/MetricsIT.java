package io.streambed.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.node.DataDirectory;
import io.streambed.app.node.Node;
import io.streambed.app.node.NodeSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Figures that alarms and dashboard use: a running experiment has each of them. */
class MetricsIT {
  private static final Pattern NAME = Pattern.compile("streambed_[a-z0-9_]+");
  private static final Pattern SAMPLE = Pattern.compile("(?m)^streambed_[a-z0-9_]+");

  /** The experiment of the manifests, made small. */
  private static final Map<String, Object> SMALL =
      Map.of(
          "estimator.width", 16,
          "estimator.embedding", 16,
          "training.batch", 64,
          "training.standardisation-pairs", 512,
          "training.publish-every", 100,
          "inference.bank", 4096,
          "http.host", "127.0.0.1",
          "http.port", 0);

  @Test
  @Timeout(300)
  void everyFigureOfAlarmsAndDashboardIsServed(@TempDir Path directory) throws Exception {
    Map<String, Object> settings = new java.util.HashMap<>(SMALL);
    settings.put("checkpoint.directory", directory.resolve("checkpoints").toString());
    ExperimentPlan plan = ExperimentPlan.load(DeployFolder.EXPERIMENT.toString(), settings);
    DataDirectory data = new DataDirectory(directory.resolve("data"));
    Set<String> wanted = wanted();
    assertTrue(wanted.size() > 25, wanted.toString());
    try (Node node = Node.start(plan, NodeSettings.everything(data).withPage())) {
      URI page = node.page().orElseThrow();
      observe(page);
      Set<String> missing = new TreeSet<>(wanted);
      // Telemetry of every role comes once a second; a scrape takes longer than none.
      while (!missing.isEmpty()) {
        missing = new TreeSet<>(wanted);
        missing.removeAll(names(SAMPLE, get(page.resolve("metrics"))));
        if (missing.stream().noneMatch(MetricsIT::comes)) {
          break;
        }
      }
      assertEquals(Set.of(), missing);
    }
  }

  /** Whether something will be served that is not yet: all that roles report. */
  private static boolean comes(String name) {
    return name.matches("streambed_(trainer|inference|simulator|lag|live|telemetry)_.*");
  }

  private static Set<String> wanted() {
    Set<String> wanted = new TreeSet<>();
    for (JsonNode rule : DeployFolder.yaml(MonitoringTest.RULES).at("/groups/0/rules")) {
      wanted.addAll(names(NAME, rule.path("expr").asText()));
    }
    JsonNode dashboard = DeployFolder.yaml(MonitoringTest.DASHBOARD);
    for (String key : Set.of("expr", "query")) {
      Collection<JsonNode> texts = dashboard.findValues(key);
      texts.forEach(text -> wanted.addAll(names(NAME, text.asText())));
    }
    return wanted;
  }

  private static Set<String> names(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  private static void observe(URI page) throws Exception {
    String body =
        "{\"sensor\": \"s\", \"data\": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], \"deadline_seconds\": 60}";
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(page.resolve("api/observations"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body))
                    .build(),
                BodyHandlers.ofString());
    assertEquals(200, answer.statusCode(), answer.body());
  }

  private static String get(URI address) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
        .body();
  }
}
