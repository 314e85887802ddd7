package io.streambed.chaos.audit;

import java.util.stream.Stream;

/** Invariant 7: a model that is not what its hash says answers nothing, and its refusal is said. */
final class Tampering {
  private static final int NUMBER = 7;

  private Tampering() {}

  static Stream<Violation> violations(History history, Promise promise) {
    Stream<Violation> served =
        history.given().stream()
            .filter(given -> promise.tampered().contains(given.version()))
            .map(
                given ->
                    new Violation(
                        NUMBER,
                        "expected the tampered model %d to be refused, it answered '%s'"
                            .formatted(given.version(), given.observation()),
                        given.at().toString()));
    boolean said =
        history.reports().stream().anyMatch(report -> report.figure("refused_models") > 0);
    Stream<Violation> silent =
        promise.tampered().isEmpty() || said
            ? Stream.empty()
            : Stream.of(
                new Violation(
                    NUMBER,
                    "expected a report that a model was refused, got none; tampered were "
                        + promise.tampered(),
                    "telemetry"));
    return Stream.concat(served, silent);
  }
}
