package io.streambed.chaos.audit;

import io.streambed.chaos.audit.History.Asked;
import io.streambed.chaos.audit.History.Declined;
import io.streambed.chaos.audit.History.Given;
import io.streambed.topics.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Invariant 1: every observation has exactly one posterior or dead letter; or with at-least-once
 * none is missing, and every repeat of an answer is the same bytes.
 */
final class Answers {
  private static final int NUMBER = 1;

  private Answers() {}

  static Stream<Violation> violations(History history, Promise promise) {
    Map<String, List<Given>> given =
        history.given().stream().collect(Collectors.groupingBy(Given::observation));
    Map<Position, List<Declined>> declined =
        history.declined().stream().collect(Collectors.groupingBy(Declined::origin));
    List<Violation> found = new ArrayList<>();
    for (Asked asked : history.asked()) {
      check(
          asked,
          given.getOrDefault(asked.id(), List.of()),
          declined.getOrDefault(asked.at(), List.of()),
          promise,
          found);
    }
    unasked(history, found);
    return found.stream();
  }

  private static void check(
      Asked asked,
      List<Given> given,
      List<Declined> declined,
      Promise promise,
      List<Violation> found) {
    if (given.isEmpty() && declined.isEmpty()) {
      report(
          found,
          "expected an answer to observation '%s', got none".formatted(asked.id()),
          asked.at());
    }
    if (!given.isEmpty() && !declined.isEmpty()) {
      report(
          found,
          "expected a posterior or a dead letter of observation '%s', got both"
              .formatted(asked.id()),
          "%s and %s".formatted(given.get(0).at(), declined.get(0).at()));
    }
    if (promise.exactlyOnce() && given.size() + declined.size() > 1) {
      report(
          found,
          "expected one answer to observation '%s', got %d posteriors and %d dead letters"
              .formatted(asked.id(), given.size(), declined.size()),
          places(given, declined));
    }
    repeats(asked, given, found);
    if (declined.stream().map(Declined::cause).distinct().count() > 1) {
      report(
          found,
          "expected the same cause in every dead letter of one record, got others",
          places(List.of(), declined));
    }
  }

  private static void repeats(Asked asked, List<Given> given, List<Violation> found) {
    Map<Long, Given> first = new HashMap<>();
    for (Given one : given) {
      Given before = first.putIfAbsent(one.version(), one);
      if (before != null && !before.cut() && !one.cut() && !before.bytes().equals(one.bytes())) {
        report(
            found,
            "expected a repeat of the posterior of '%s' under model %d to be the same bytes, got others"
                .formatted(asked.id(), one.version()),
            before.at() + " and " + one.at());
      }
    }
  }

  private static void unasked(History history, List<Violation> found) {
    Set<String> known = history.asked().stream().map(Asked::id).collect(Collectors.toSet());
    history.given().stream()
        .filter(given -> !known.contains(given.observation()))
        .forEach(
            given ->
                report(
                    found,
                    "expected posteriors of observations only, got one of '%s', which nobody asked for"
                        .formatted(given.observation()),
                    given.at()));
  }

  private static String places(List<Given> given, List<Declined> declined) {
    return Stream.concat(given.stream().map(Given::at), declined.stream().map(Declined::at))
        .map(Position::toString)
        .collect(Collectors.joining(", "));
  }

  private static void report(List<Violation> found, String what, Object where) {
    found.add(new Violation(NUMBER, what, where.toString()));
  }
}
