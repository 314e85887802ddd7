package io.streambed.app.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.experiment.ReferenceDraws;
import io.streambed.science.Draws;
import io.streambed.topics.experiment.PinnedObservation;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** On the benchmark's reference draws of two moons, observation 1. */
class PosteriorJudgeTest {
  private static final int HALF = 5000;

  private static Draws reference() {
    PinnedObservation pinned =
        Objects.requireNonNull(ExperimentPlan.load("two-moons", Map.of()).experiment().pinned());
    return ReferenceDraws.read(Objects.requireNonNull(pinned.reference()), 2);
  }

  private static Draws half(Draws draws, int number, double shift) {
    double[] values =
        Arrays.copyOfRange(draws.toArray(), 2 * HALF * number, 2 * HALF * (number + 1));
    for (int i = 0; i < values.length; i += 2) {
      values[i] += shift;
    }
    return Draws.of(2, values);
  }

  /** Deviation of an accuracy over 2 x 5,000 rows .005; bound of 4: false alarm 1e-4. */
  @Test
  void twoHalvesOfTheReferenceCannotBeToldApart() {
    Draws draws = reference();
    assertEquals(0.5, PosteriorJudge.accuracy(half(draws, 0, 0), half(draws, 1, 0), 1, 1), 0.02);
  }

  /** The crescents are about .01 thick: moved by .1 they hardly overlap. */
  @Test
  void aShiftedHalfIsToldApart() {
    Draws draws = reference();
    assertTrue(PosteriorJudge.accuracy(half(draws, 0, 0), half(draws, 1, 0.1), 1, 1) > 0.8);
  }

  @Test
  void theLargerSideIsCutToTheSmaller() {
    Draws draws = reference();
    assertEquals(
        PosteriorJudge.accuracy(draws.first(500), half(draws, 1, 0).first(500), 1, 1),
        PosteriorJudge.accuracy(draws.first(500), half(draws, 1, 0), 1, 1));
  }

  /** As above: deviation .005, bound of 4. A tenth of the crescents' thickness is seen by trees. */
  @Test
  void boostedTreesSeeASmallerShiftAndNoneWhereThereIsNone() {
    Draws draws = reference();
    assertEquals(
        0.5, PosteriorJudge.boostedAccuracy(half(draws, 0, 0), half(draws, 1, 0), 1), 0.02);
    assertTrue(PosteriorJudge.boostedAccuracy(half(draws, 0, 0), half(draws, 1, 0.01), 1) > 0.55);
  }
}
