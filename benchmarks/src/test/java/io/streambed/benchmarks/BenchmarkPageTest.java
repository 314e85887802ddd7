package io.streambed.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.app.result.BenchmarkResult;
import io.streambed.app.result.BenchmarkResult.Budget;
import io.streambed.app.result.DemoResult;
import io.streambed.app.result.RatioSummary;
import io.streambed.inference.document.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkPageTest {
  @TempDir Path folder;

  private static BenchmarkResult result(
      String task, String estimator, long seed, double c2st, @Nullable Double kl, Budget budget) {
    return new BenchmarkResult(
        "./streambed benchmark %s --seed %d".formatted(task, seed),
        task,
        estimator,
        seed,
        budget,
        10_000,
        1758,
        new DemoResult.Seconds(1, 2, 3, 4, 20),
        500,
        List.of(new BenchmarkResult.Score(1, "complete", c2st, 0.7, kl, 0.1)),
        c2st,
        0.7,
        kl,
        kl,
        new RatioSummary(
            100, 0.2, 20, new RatioSummary.Side(0.9, 0.5), new RatioSummary.Side(0.95, 1.25)),
        new DemoResult.Model(25, "ab".repeat(32)));
  }

  @Test
  void seedsOfATaskStandInOneRowBesideWhatWasPublished() {
    Budget budget = new Budget(10_000L, null, 100);
    List<String> page =
        BenchmarkPage.of(
            List.of(
                result("two_moons", "nre-c", 1, 0.59, 0.25, budget),
                result("slcp", "embed-and-emulate", 1, 0.9, null, budget),
                result("two_moons", "nre-c", 2, 0.61, 0.35, budget)));
    assertTrue(page.contains("## 10,000 simulations, used again"));
    assertTrue(
        page.contains(
            "| two_moons | nre-c | 1 2 | 0.600 (0.590 0.610) | 0.700 | 0.300 | 0.584 | 0.747 | 0.604 | 0.832 | 500 |"),
        String.join("\n", page));
    assertTrue(
        page.contains(
            "| slcp | embed-and-emulate | 1 | 0.900 | 0.700 | - | 0.903 | 0.957 | 0.889 | 0.976 | 500 |"),
        String.join("\n", page));
  }

  @Test
  void everyCommandStandsBelowWithHowItsRatiosFollowTheExactOnes() {
    List<String> page =
        BenchmarkPage.of(
            List.of(result("slcp", "nre-c", 1, 0.9, null, new Budget(10_000L, null, 100))));
    assertEquals(
        "| `./streambed benchmark slcp --seed 1` | 0.900 | 0.700 | - | 0.200, 0.50 1.25 (100) | 10,000 | 1,758 | 20 | abababababab |",
        page.get(page.size() - 1));
  }

  @Test
  void aBudgetOfTimeHasASectionOfItsOwnWithoutPublishedColumns() {
    List<String> page =
        BenchmarkPage.of(
            List.of(
                result("sir", "abc", 1, 0.9, null, new Budget(null, 10.0, 1)),
                result("sir", "abc", 1, 0.95, null, new Budget(1000L, null, 10))));
    int stream = page.indexOf("## 10 minutes of a stream, each used once");
    assertTrue(page.indexOf("## 1,000 simulations, used again") < stream);
    assertEquals(
        "| task | estimator | seeds | C2ST, mean (each seed) | trees | KL | pairs/s |",
        page.get(stream + 2));
  }

  @Test
  void resultsAreReadAsTheyWerePrinted() throws IOException {
    BenchmarkResult result = result("sir", "npe-c", 3, 0.7, null, new Budget(1000L, null, 10));
    Files.writeString(folder.resolve("a.json"), Json.text(result));
    assertEquals(List.of(result), StoredResults.read(folder));
  }

  @Test
  void aFileThatHoldsNoResultIsNamed() throws IOException {
    Path file = folder.resolve("b.json");
    Files.writeString(file, "{\"task\": ");
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> StoredResults.read(folder));
    assertTrue(
        String.valueOf(refused.getMessage())
            .startsWith(file + ": expected a JSON document of BenchmarkResult"));
    assertThrows(
        IllegalArgumentException.class, () -> StoredResults.read(folder.resolve("missing")));
  }
}
