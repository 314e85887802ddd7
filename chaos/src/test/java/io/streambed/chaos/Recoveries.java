package io.streambed.chaos;

import io.streambed.chaos.audit.History;
import io.streambed.chaos.audit.History.Report;
import io.streambed.chaos.site.Storm.Struck;
import io.streambed.topics.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** How long it took after each fault until all was well again, by the times in a history. */
final class Recoveries {
  private final History history;
  private final List<Struck> struck;
  private final Map<String, Instant> answered = new HashMap<>();
  private final Map<Position, Instant> buried = new HashMap<>();

  Recoveries(History history, List<Struck> struck) {
    this.history = history;
    this.struck = struck;
    history.given().forEach(one -> answered.merge(one.observation(), one.time(), Recoveries::earlier));
    history.declined().forEach(one -> buried.merge(one.origin(), one.time(), Recoveries::earlier));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** Seconds that the longest of those waited who asked between a fault and the next. */
  List<Double> ofAnswers() {
    List<Double> longest = new ArrayList<>();
    for (int i = 0; i < struck.size(); i++) {
      Instant from = struck.get(i).began();
      Instant to = i + 1 < struck.size() ? struck.get(i + 1).began() : Instant.MAX;
      history.asked().stream()
          .filter(asked -> !asked.time().isBefore(from) && asked.time().isBefore(to))
          .flatMap(asked -> wait(asked).stream())
          .max(Double::compare)
          .ifPresent(longest::add);
    }
    return longest;
  }

  private Optional<Double> wait(History.Asked asked) {
    return Stream.of(answered.get(asked.id()), buried.get(asked.at()))
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .map(time -> seconds(asked.time(), time));
  }

  /** Seconds from a fault of the trainer to its next step. */
  List<Double> ofTrainer() {
    List<Double> times = new ArrayList<>();
    for (Struck one : struck) {
      if (!one.strike().fault().target().startsWith("trainer")) {
        continue;
      }
      long before =
          trainers()
              .filter(report -> report.time().isBefore(one.began()))
              .mapToLong(report -> report.figure("steps"))
              .max()
              .orElse(0);
      trainers()
          .filter(report -> report.time().isAfter(one.began()))
          .filter(report -> report.figure("steps") > before)
          .findFirst()
          .ifPresent(report -> times.add(seconds(one.began(), report.time())));
    }
    return times;
  }

  private Stream<Report> trainers() {
    return history.reports().stream().filter(report -> report.role().equals("trainer"));
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1e3;
  }
}
