package io.streambed.chaos.audit;

import java.time.Duration;
import java.util.stream.Stream;

/** Invariant 5: sampling returns by its deadline. */
final class Deadlines {
  private static final int NUMBER = 5;

  private Deadlines() {}

  static Stream<Violation> violations(History history, Promise promise) {
    Duration most = promise.deadline().plus(promise.margin());
    return history.given().stream()
        .filter(given -> given.latency().compareTo(most) > 0)
        .map(
            given ->
                new Violation(
                    NUMBER,
                    "expected the posterior of '%s' within %d ms of its receipt, got it after %d ms"
                        .formatted(
                            given.observation(), most.toMillis(), given.latency().toMillis()),
                    given.at().toString()));
  }
}
