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
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything is killed, stopped, parted and poisoned while it works, and keeps what it promised. A
 * schedule is replayed with {@code -Dseed=...}; {@code -Dfaults=...} makes it longer or shorter.
 */
class ChaosIT {
  private static final long SEED = Long.getLong("seed", 20261130);
  private static final Path RESULTS = Path.of("target", "chaos");
  private static final Roster SMALL = new Roster(1, 1, 2);
  private static final Roster LARGE = new Roster(2, 1, 2);
  private static final Roster TRAINERS = new Roster(1, 3, 1);
  private static final String EXACTLY_ONCE = "inference.delivery = exactly-once";

  /** With what all processes said, for as long as something is wrong. */
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void aShortStormLosesNothingAndGivesNothingTwice() throws Exception {
    int faults = faults(12);
    keeps(
        new TrialPlan(
            "short",
            SEED,
            true,
            false,
            SMALL,
            SMALL.nodes(),
            new Experiment("chaos", 600, 100, EXACTLY_ONCE),
            1500,
            faults,
            Duration.ofSeconds(3),
            40 * faults,
            Duration.ofMillis(100)));
  }

  @Tag("slow")
  @Test
  void aLongStormLosesNothing() throws Exception {
    keeps(longStorm("long-at-least-once", false));
  }

  @Tag("slow")
  @Test
  void aLongStormGivesNothingTwice() throws Exception {
    keeps(longStorm("long-exactly-once", true));
  }

  @Tag("slow")
  @Test
  void ofThreeTrainersOneTrains() throws Exception {
    int faults = faults(40);
    keeps(
        new TrialPlan(
            "three-trainers",
            SEED,
            false,
            true,
            TRAINERS,
            TRAINERS.nodes().stream().filter(name -> name.startsWith("trainer-")).toList(),
            new Experiment("chaos", 60 * faults, 200, ""),
            5000,
            faults,
            Duration.ofSeconds(15),
            10 * faults,
            Duration.ofMillis(1000)));
  }

  private static TrialPlan longStorm(String name, boolean exactlyOnce) {
    int faults = faults(200);
    return new TrialPlan(
        name,
        SEED,
        exactlyOnce,
        true,
        LARGE,
        LARGE.nodes(),
        new Experiment("chaos", 30 * faults, 200, exactlyOnce ? EXACTLY_ONCE : ""),
        9000,
        faults,
        Duration.ofSeconds(6),
        50 * faults,
        Duration.ofMillis(120));
  }

  private static int faults(int otherwise) {
    return Integer.getInteger("faults", otherwise);
  }

  private void keeps(TrialPlan plan) throws Exception {
    TrialResult result = Trial.run(plan, directory);
    System.out.println("results in " + result.write(RESULTS).toAbsolutePath());
    assertEquals(List.of(), result.violations(), "replay with -Dseed=" + plan.seed());
    assertEquals(0, result.lost());
    assertTrue(result.calm(), "expected all answered and the training at its end");
  }
}
