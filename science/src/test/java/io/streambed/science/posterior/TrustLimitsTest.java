package io.streambed.science.posterior;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.science.Credence;
import io.streambed.science.Credence.Level;
import io.streambed.science.Posterior.Standing;
import io.streambed.science.Posterior.Status;
import io.streambed.science.Trust;
import io.streambed.science.posterior.TrustLimits.Limit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrustLimitsTest {
  private static final TrustLimits LIMITS =
      new TrustLimits(
          new Limit(100, 10),
          new Limit(0.7, 1.5),
          new Limit(5, 15),
          new Limit(1, 2),
          new Limit(30, 300),
          new Limit(0.25, 0.75),
          new Limit(0.05, 0.5),
          Duration.ofHours(1));
  private static final Duration FRESH = Duration.ofMinutes(1);

  /** log Z is at its held-out mean + {@code score} deviations. */
  private static Trust trust(
      double effective, double paretoK, double score, double cut, double data, double embedding) {
    return new Trust(
        effective, Double.NaN, paretoK, 1 + 2 * score, 1, 2, cut, Double.NaN, 0, data, embedding);
  }

  private static Credence judge(Trust trust) {
    return LIMITS.judge(trust, 1000, Standing.ALONE, Status.COMPLETE, FRESH);
  }

  /** Of {@code n} observations, {@code doubtful} of which are doubtful by themselves. */
  private static Standing of(int n, double doubtful) {
    return new Standing(n, n, 0, false, doubtful);
  }

  @Test
  void withinEveryLimitItIsTrusted() {
    assertEquals(new Credence(Level.TRUSTED, List.of()), judge(trust(100, 0.7, -5, 0.05, 1, 0.2)));
  }

  @Test
  void figuresThatDoNotApplySayNothing() {
    double none = Double.NaN;
    assertEquals(Level.TRUSTED, judge(trust(none, none, none, none, 1, none)).level());
    assertEquals(Level.TRUSTED, judge(trust(none, none, none, none, none, 1)).level());
  }

  @Test
  void withoutAnyDistanceNothingTellsDataOfAnotherKind() {
    assertEquals(
        new Credence(Level.DOUBTFUL, List.of("distance to held-out data not known")),
        judge(trust(500, 0.1, 0, 0, Double.NaN, Double.NaN)));
  }

  @Test
  void whereManyOfTheObservationsAreDoubtfulThePosteriorIs() {
    Trust fine = trust(500, 0.1, 0, 0, 0, 0);
    assertEquals(Level.TRUSTED, LIMITS.judge(fine, 1000, of(8, 2), Status.COMPLETE, FRESH).level());
    assertEquals(
        new Credence(
            Level.DOUBTFUL,
            List.of(
                "38 % of the weight is of earlier observations that lie far from the simulations")),
        LIMITS.judge(fine, 1000, of(8, 3), Status.COMPLETE, FRESH));
    assertEquals(
        Level.NOT_TO_BE_TRUSTED,
        LIMITS.judge(fine, 1000, of(8, 7), Status.COMPLETE, FRESH).level());
  }

  @Test
  void manyObservationsAddUpWhatTheCriticGetsWrong() {
    Trust fine = trust(500, 0.1, 0, 0, 0, 0);
    assertEquals(
        Level.TRUSTED, LIMITS.judge(fine, 1000, of(30, 0), Status.COMPLETE, FRESH).level());
    assertEquals(
        new Credence(Level.DOUBTFUL, List.of("the weight of 31 observations")),
        LIMITS.judge(fine, 1000, of(31, 0), Status.COMPLETE, FRESH));
    assertEquals(
        Level.NOT_TO_BE_TRUSTED,
        LIMITS.judge(fine, 1000, of(301, 0), Status.COMPLETE, FRESH).level());
  }

  @Test
  void beyondTheFirstLimitItIsDoubtfulWithTheReason() {
    assertEquals(
        new Credence(Level.DOUBTFUL, List.of("effective sample size 99")),
        judge(trust(99, 0.1, 0, 0, 0, 0)));
    assertEquals(
        List.of("Pareto k of the weights 0.80"), judge(trust(500, 0.8, 0, 0, 0, 0)).reasons());
    assertEquals(
        List.of("log Z(y) -6.0 deviations from that of held-out data"),
        judge(trust(500, 0.1, -6, 0, 0, 0)).reasons());
    assertEquals(
        List.of("6 % of the mass outside of what was simulated"),
        judge(trust(500, 0.1, 0, 0.06, 0, 0)).reasons());
  }

  @Test
  void farBeyondItIsNotToBeTrustedAndThatReasonComesFirst() {
    assertEquals(
        new Credence(
            Level.NOT_TO_BE_TRUSTED,
            List.of(
                "embedding 2.5 times as far from those of held-out data as 99 % of those are",
                "Pareto k of the weights 0.80",
                "data 1.5 times as far from held-out data as 99 % of those are")),
        judge(trust(500, 0.8, 0, 0, 1.5, 2.5)));
  }

  @Test
  void ofFewDrawsHalfAreEnoughAndATenthTooFew() {
    Trust few = trust(50, 0.1, 0, 0, 0, 0);
    assertEquals(
        Level.TRUSTED, LIMITS.judge(few, 100, Standing.ALONE, Status.COMPLETE, FRESH).level());
    assertEquals(
        Level.DOUBTFUL, LIMITS.judge(few, 101, Standing.ALONE, Status.COMPLETE, FRESH).level());
    Trust none = trust(1.9, 0.1, 0, 0, 0, 0);
    assertEquals(
        Level.DOUBTFUL, LIMITS.judge(none, 10, Standing.ALONE, Status.COMPLETE, FRESH).level());
    assertEquals(
        Level.NOT_TO_BE_TRUSTED,
        LIMITS.judge(none, 20, Standing.ALONE, Status.COMPLETE, FRESH).level());
  }

  @Test
  void anEarlyEndAndAnOldModelAreDoubtful() {
    Trust sound = trust(500, 0.1, 0, 0, 0, 0);
    assertEquals(
        List.of("sampling ended deadline", "model published 3601 s ago"),
        LIMITS
            .judge(sound, 1000, Standing.ALONE, Status.DEADLINE, Duration.ofSeconds(3601))
            .reasons());
  }
}
