package io.streambed.chaos.site;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which nodes there are, besides three brokers.
 *
 * @param simulators how many
 * @param trainers how many, of which one trains
 * @param inferences how many
 */
public record Roster(int simulators, int trainers, int inferences) {

  /** Names of those that are always there. */
  public List<String> nodes() {
    return Stream.of(
            numbered("simulator", simulators),
            numbered("trainer", trainers),
            numbered("inference", inferences))
        .flatMap(names -> names)
        .toList();
  }

  /** Names of those that join and leave. */
  public List<String> spares() {
    return List.of("simulator-" + (simulators + 1), "inference-" + (inferences + 1));
  }

  /** The role in the name. */
  static String role(String name) {
    return name.substring(0, name.indexOf('-'));
  }

  private static Stream<String> numbered(String role, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(n -> role + "-" + n);
  }
}
