package io.streambed.inference.live;

import io.streambed.topics.Telemetry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What processes said of themselves, last and over time. Thread-safe. */
public final class TelemetryMemory {
  private static final int MOST_PROCESSES = 64;

  private final int points;
  private final Bounded<String, Course> processes = new Bounded<>(MOST_PROCESSES);

  TelemetryMemory(ViewSettings settings) {
    points = settings.telemetry();
  }

  private record Course(Telemetry newest, Thinned<Telemetry> past) {}

  /**
   * Figures of one process over time, one value of each for each time; null where it said none.
   *
   * @param process its name
   * @param role simulator, trainer or inference
   * @param times ascending
   * @param figures by name
   */
  public record Series(
      String process,
      String role,
      List<Instant> times,
      Map<String, List<@Nullable Double>> figures) {}

  synchronized void add(Telemetry word) {
    String key = word.role() + " " + word.process();
    Thinned<Telemetry> past =
        processes.find(key).map(Course::past).orElseGet(() -> new Thinned<>(points));
    past.add(word);
    processes.put(key, new Course(word, past));
  }

  /** The last word of each process in each role. */
  public synchronized List<Telemetry> words() {
    return processes.all().stream().map(Course::newest).toList();
  }

  /**
   * These figures of every process that gives any of them, after {@code since}; the process that
   * spoke last first.
   */
  public synchronized List<Series> series(List<String> figures, Instant since) {
    return processes.all().stream()
        .sorted(Comparator.comparing((Course course) -> course.newest().time()).reversed())
        .map(course -> series(course, figures, since))
        .filter(series -> !series.figures().isEmpty())
        .toList();
  }

  private static Series series(Course course, List<String> figures, Instant since) {
    List<Telemetry> words =
        course.past().points().stream().filter(word -> word.time().isAfter(since)).toList();
    Map<String, List<@Nullable Double>> columns = new LinkedHashMap<>();
    for (String figure : figures) {
      if (words.stream().anyMatch(word -> word.figures().containsKey(figure))) {
        List<@Nullable Double> column = new ArrayList<>();
        words.forEach(word -> column.add(word.figures().get(figure)));
        columns.put(figure, column);
      }
    }
    return new Series(
        course.newest().process(),
        course.newest().role(),
        words.stream().map(Telemetry::time).toList(),
        columns);
  }
}
