package io.streambed.inference.document;

import io.streambed.topics.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How an experiment is doing.
 *
 * @param experiment its name
 * @param processes the last word of each process, those of the last quarter of an hour
 * @param runsWaiting blocks of runs that no simulator has finished
 * @param readingsWaiting readings that no window has taken in
 * @param observationsWaiting observations that have no answer yet
 */
public record StatusDocument(
    String experiment,
    List<Process> processes,
    long runsWaiting,
    long readingsWaiting,
    long observationsWaiting) {
  private static final Duration SILENCE = Duration.ofSeconds(15);

  /** Whoever has said nothing for so long is not listed any more. */
  public static final Duration MEMORY = Duration.ofMinutes(10);

  /**
   * One process in one role.
   *
   * @param process its name
   * @param role simulator, trainer or inference
   * @param up whether it was heard within the last 15 seconds
   * @param silentSeconds since its last word
   * @param figures it gave
   * @param notes it gave
   */
  public record Process(
      String process,
      String role,
      boolean up,
      double silentSeconds,
      Map<String, Double> figures,
      Map<String, String> notes) {}

  /** From all that was said, in order. */
  public static StatusDocument of(
      String experiment, List<Telemetry> words, Lags lags, Instant now) {
    return new StatusDocument(
        experiment, processes(words, now), lags.runs(), lags.readings(), lags.observations());
  }

  /** Each process by its last word, of all that was said, in order; the long silent left out. */
  public static List<Process> processes(List<Telemetry> words, Instant now) {
    Map<String, Telemetry> newest = new LinkedHashMap<>();
    words.stream()
        .filter(word -> Duration.between(word.time(), now).compareTo(MEMORY) < 0)
        .forEach(word -> newest.put(word.role() + " " + word.process(), word));
    return newest.values().stream().map(word -> process(word, now)).collect(Collectors.toList());
  }

  /** The same for people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (processes.isEmpty()) {
      lines.add("nobody was heard of in the last %d minutes".formatted(MEMORY.toMinutes()));
    }
    for (Process process : processes) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%-10s %-28s %s",
              process.role(),
              process.process(),
              process.up() ? "up" : "silent for %.0f s".formatted(process.silentSeconds())));
      lines.add("           " + figures(process.figures()));
      process.notes().forEach((name, text) -> lines.add("           " + name + ": " + text));
    }
    lines.add(
        "waiting: %d blocks of runs, %d readings, %d observations"
            .formatted(runsWaiting, readingsWaiting, observationsWaiting));
    return lines;
  }

  private static Process process(Telemetry word, Instant now) {
    Duration silent = Duration.between(word.time(), now);
    return new Process(
        word.process(),
        word.role(),
        silent.compareTo(SILENCE) < 0,
        silent.toMillis() / 1e3,
        word.figures(),
        word.notes());
  }

  /** Counts as whole numbers. */
  private static String readable(double value) {
    return String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%.4g", value);
  }

  private static String figures(Map<String, Double> figures) {
    return figures.entrySet().stream()
        .filter(figure -> !figure.getKey().startsWith("found."))
        .map(figure -> figure.getKey() + " " + readable(figure.getValue()))
        .collect(Collectors.joining("  "));
  }
}
