package io.streambed.app.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.science.Outcome;
import io.streambed.science.Parameters;
import io.streambed.science.simulator.Simulator;
import io.streambed.topics.experiment.ExperimentSettings;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class FreshPairsTest {
  private static final ExperimentSettings EXPERIMENT =
      ExperimentPlan.load("unimodal", Map.of()).experiment();

  /** Fails where the first parameter is below {@code least}; else its data are that parameter. */
  private record Picky(double least) implements Simulator {
    @Override
    public String name() {
      return "picky";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public int parameters() {
      return 3;
    }

    @Override
    public List<Integer> dataShape() {
      return List.of(1);
    }

    @Override
    public io.streambed.science.Data simulate(Parameters phi, UniformRandomProvider random) {
      float y = phi.get(0) < least ? Float.NaN : (float) phi.get(0);
      return io.streambed.science.Data.of(new float[] {y});
    }
  }

  private static ExperimentSettings picky(double least) {
    return new ExperimentSettings(
        "picky", "", 1, new Picky(least), EXPERIMENT.prior(), EXPERIMENT.estimator(), null);
  }

  @Test
  void theSameSeedGivesTheSamePairsAndNoneIsSharedWithOtherUses() {
    List<Outcome.Pair> pairs = FreshPairs.of(EXPERIMENT, FreshPairs.EVALUATION, 5);
    assertEquals(pairs, FreshPairs.of(EXPERIMENT, FreshPairs.EVALUATION, 5));
    assertEquals(FreshPairs.EVALUATION + 4, pairs.get(4).run());
    Outcome.Pair other = FreshPairs.of(EXPERIMENT, FreshPairs.OBSERVATIONS, 1).get(0);
    assertTrue(pairs.stream().noneMatch(pair -> pair.data().equals(other.data())));
  }

  @Test
  void runsThatFailArePassedOver() {
    List<Outcome.Pair> pairs = FreshPairs.of(picky(0), 0, 50);
    assertEquals(50, pairs.size());
    assertTrue(pairs.stream().allMatch(pair -> pair.data().get(0) >= 0));
  }

  @Test
  void aSimulatorThatNearlyAlwaysFailsEndsIt() {
    assertThrows(IllegalStateException.class, () -> FreshPairs.of(picky(0.99), 0, 50));
  }
}
