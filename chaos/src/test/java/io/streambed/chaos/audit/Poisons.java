package io.streambed.chaos.audit;

import io.streambed.chaos.audit.History.Asked;
import io.streambed.chaos.audit.History.Declined;
import io.streambed.chaos.audit.History.Given;
import io.streambed.topics.Position;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Invariant 6: a record that nobody can read becomes a dead letter, and its partition goes on
 * behind it.
 */
final class Poisons {
  private static final int NUMBER = 6;

  private Poisons() {}

  static Stream<Violation> violations(History history, Promise promise) {
    Set<Position> letters =
        history.declined().stream().map(Declined::origin).collect(Collectors.toSet());
    Set<String> answered =
        history.given().stream().map(Given::observation).collect(Collectors.toSet());
    Stream<Violation> unburied =
        promise.poisons().stream()
            .filter(poison -> !letters.contains(poison))
            .map(
                poison ->
                    violation(
                        "expected a dead letter of a record that nobody can read, got none",
                        poison));
    Stream<Violation> stopped =
        history.asked().stream()
            .filter(asked -> !asked.readable())
            .flatMap(poison -> stopped(history, poison, letters, answered));
    return Stream.concat(unburied, stopped);
  }

  private static Stream<Violation> stopped(
      History history, Asked poison, Set<Position> letters, Set<String> answered) {
    boolean someBehind = history.asked().stream().anyMatch(asked -> isBehind(asked, poison));
    boolean oneAnswered =
        history.asked().stream()
            .filter(asked -> isBehind(asked, poison))
            .anyMatch(asked -> answered.contains(asked.id()) || letters.contains(asked.at()));
    return someBehind && !oneAnswered
        ? Stream.of(
            violation(
                "expected the partition to go on behind a record that nobody can read, nothing behind it is answered",
                poison.at()))
        : Stream.empty();
  }

  private static boolean isBehind(Asked asked, Asked poison) {
    return asked.at().partition() == poison.at().partition()
        && asked.at().offset() > poison.at().offset();
  }

  private static Violation violation(String what, Position poison) {
    return new Violation(NUMBER, what, poison.toString());
  }
}
