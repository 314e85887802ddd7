package io.streambed.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.chaos.site.Experiment;
import io.streambed.chaos.site.Roster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything is killed, stopped, parted and poisoned while it works, and keeps what it promised. A
 * schedule is replayed with {@code -Dseed=...}; {@code -Dfaults=...} makes it longer or shorter.
 */
class ChaosIT {
  private static final long SEED = Long.getLong("seed", 20261130);
  private static final Path RESULTS = Path.of("target", "chaos");
  private static final Roster ROSTER = new Roster(2, 1, 2);

  @TempDir Path directory;

  @Test
  @Timeout(value = 25, unit = TimeUnit.MINUTES)
  void aShortStormLosesNothing() throws Exception {
    int faults = Integer.getInteger("faults", 16);
    keeps(
        new TrialPlan(
            "short",
            SEED,
            false,
            false,
            ROSTER,
            new Experiment("chaos", 2500, 250, ""),
            1000,
            faults,
            Duration.ofSeconds(3),
            30 * faults,
            Duration.ofMillis(100)));
  }

  @Tag("slow")
  @Test
  void aLongStormLosesNothing() throws Exception {
    int faults = Integer.getInteger("faults", 200);
    keeps(
        new TrialPlan(
            "long-at-least-once",
            SEED,
            false,
            true,
            ROSTER,
            new Experiment("chaos", 150 * faults, 500, ""),
            1000,
            faults,
            Duration.ofSeconds(6),
            50 * faults,
            Duration.ofMillis(120)));
  }

  private void keeps(TrialPlan plan) throws Exception {
    TrialResult result = Trial.run(plan, directory);
    System.out.println("results in " + result.write(RESULTS).toAbsolutePath());
    assertEquals(List.of(), result.violations(), "replay with -Dseed=" + plan.seed());
    assertEquals(0, result.lost());
    assertTrue(result.calm(), "expected all answered and the training at its end");
  }
}
