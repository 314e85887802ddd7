package io.streambed.app.benchmark;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.streambed.app.benchmark.BenchmarkTask.Case;
import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.science.Draws;
import io.streambed.topics.experiment.ExperimentSettings;
import io.streambed.topics.experiment.PinnedObservation;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whether simulator and prior of each task are the benchmark's: its reference posteriors are those
 * of our prior and likelihood. A standard normal score leaves the bound once in 17 million.
 */
class ReferencePosteriorTest {
  private static final double BOUND = 5.4;
  private static final int SOME = 2000;
  private static final int ALL = 10_000;

  @ParameterizedTest
  @EnumSource
  void theReferenceThatComesWithTheExperimentIsItsPosterior(BenchmarkTask task) {
    ExperimentPlan plan = ExperimentPlan.load(task.experiment(), Map.of());
    PinnedObservation pinned = Objects.requireNonNull(plan.experiment().pinned());
    Draws reference = Objects.requireNonNull(plan.reference());
    requireStill(task + " 1", PosteriorDrift.of(plan.experiment(), pinned.data(), reference, SOME));
  }

  @ParameterizedTest
  @EnumSource
  void allStoredReferencesAreThePosteriors(BenchmarkTask task) {
    String folder = System.getProperty("streambed.sbibm");
    assumeTrue(folder != null, "-Dstreambed.sbibm names no folder of the benchmark's references");
    ExperimentSettings experiment = ExperimentPlan.load(task.experiment(), Map.of()).experiment();
    for (Case stored :
        task.cases(Path.of(String.valueOf(folder)), List.of(1, 2, 3, 4, 5), experiment)) {
      requireStill(
          task + " " + stored.number(),
          PosteriorDrift.of(experiment, stored.data(), stored.reference(), ALL));
    }
  }

  private static void requireStill(String name, PosteriorDrift drift) {
    String text =
        "%s: largest %.2f of %s, %.1f moves accepted"
            .formatted(name, drift.largest(), Arrays.toString(drift.scores()), drift.accepted());
    assertTrue(drift.accepted() > 2, text);
    assertTrue(drift.largest() < BOUND, text);
  }
}
