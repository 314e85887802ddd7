package io.streambed.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Alarms and the dashboard; whether their figures exist is for PodsIT. */
class MonitoringTest {
  static final Path RULES = DeployFolder.PATH.resolve("compose/prometheus/rules.yaml");
  static final Path DASHBOARD = DeployFolder.KUBERNETES.resolve("monitoring/dashboard.json");
  private static final Pattern FIGURE = Pattern.compile("streambed_[a-z0-9_]+");
  private static final Pattern SAMPLE = Pattern.compile("(?m)^streambed_[a-z0-9_]+");
  private static final Path OPERATIONS = DeployFolder.PATH.resolveSibling("docs/operations.md");

  /** What alarms and dashboard ask for. */
  static Set<String> figures() {
    Set<String> figures = new TreeSet<>();
    for (JsonNode rule : DeployFolder.yaml(RULES).at("/groups/0/rules")) {
      figures.addAll(names(FIGURE, rule.path("expr").asText()));
    }
    JsonNode dashboard = DeployFolder.yaml(DASHBOARD);
    for (String key : List.of("expr", "query")) {
      dashboard.findValues(key).forEach(query -> figures.addAll(names(FIGURE, query.asText())));
    }
    return figures;
  }

  /** What a text for Prometheus holds. */
  static Set<String> served(String metrics) {
    return names(SAMPLE, metrics);
  }

  private static Set<String> names(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  @Test
  void alarmsAndDashboardAskForManyFigures() {
    assertTrue(figures().size() > 25, figures().toString());
  }

  @Test
  void rulesOfKubernetesAreThoseOfCompose() {
    JsonNode kubernetes =
        DeployFolder.yaml(DeployFolder.KUBERNETES.resolve("monitoring/rules.yaml"));
    assertEquals(DeployFolder.yaml(RULES).path("groups"), kubernetes.at("/spec/groups"));
  }

  @Test
  void everyAlarmSaysHowBadWhatAndIsInOperations() {
    String operations = DeployFolder.text(OPERATIONS);
    Set<String> alarms = new HashSet<>();
    for (JsonNode rule : DeployFolder.yaml(RULES).at("/groups/0/rules")) {
      String alarm = rule.path("alert").asText();
      assertTrue(alarms.add(alarm), "twice: " + alarm);
      assertTrue(Set.of("warning", "critical").contains(rule.at("/labels/severity").asText()));
      assertFalse(rule.at("/annotations/summary").asText().isBlank());
      assertEquals(
          "docs/operations.md#" + alarm.toLowerCase(), rule.at("/annotations/runbook").asText());
      assertTrue(operations.contains("### " + alarm + "\n"), "not in operations.md: " + alarm);
    }
    assertTrue(alarms.size() > 10);
  }

  @Test
  void panelsLieBesideEachOtherAndHaveTheirOwnNumber() {
    Set<Integer> numbers = new HashSet<>();
    boolean[][] taken = new boolean[200][24];
    for (JsonNode panel : DeployFolder.yaml(DASHBOARD).path("panels")) {
      assertTrue(numbers.add(panel.path("id").asInt()), panel.path("title").asText());
      JsonNode place = panel.path("gridPos");
      for (int y = place.get("y").asInt();
          y < place.get("y").asInt() + place.get("h").asInt();
          y++) {
        for (int x = place.get("x").asInt();
            x < place.get("x").asInt() + place.get("w").asInt();
            x++) {
          assertFalse(taken[y][x], panel.path("title").asText());
          taken[y][x] = true;
        }
      }
      boolean row = panel.path("type").asText().equals("row");
      assertEquals(row, panel.path("targets").isEmpty(), panel.path("title").asText());
    }
  }

  @Test
  void promtoolTakesTheRulesAndEachFiresWhenItShould() throws Exception {
    assumeTrue(OverlaysTest.isThere("promtool"), "no promtool on the path");
    promtool("check", "rules", RULES.toString());
    promtool("test", "rules", "src/test/resources/alarms.yaml");
  }

  private static void promtool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }
}
