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
import java.util.function.Predicate;
import java.util.stream.Stream;

/** How long it took after each fault until all was well again, by the times in a history. */
final class Recoveries {
  private final History history;
  private final List<Struck> struck;
  private final List<Report> trainers;
  private final Map<String, Instant> answered = new HashMap<>();
  private final Map<Position, Instant> buried = new HashMap<>();

  Recoveries(History history, List<Struck> struck) {
    this.history = history;
    this.struck = struck;
    trainers =
        history.reports().stream().filter(report -> report.role().equals("trainer")).toList();
    history
        .given()
        .forEach(one -> answered.merge(one.observation(), one.time(), Recoveries::earlier));
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

  /** Seconds from a fault of the one that trains to the next step, whoever makes it. */
  List<Double> ofTraining() {
    List<Double> times = new ArrayList<>();
    for (Struck one : struck) {
      trainerAt(one)
          .flatMap(
              before -> firstAfter(one, report -> report.figure("steps") > before.figure("steps")))
          .ifPresent(report -> times.add(seconds(one.began(), report.time())));
    }
    return times;
  }

  /**
   * Seconds from a fault of the one that trains to the first word of another process that trains;
   * of those faults after which there was one before the next fault of a trainer.
   */
  List<Double> ofTakeovers() {
    List<Double> times = new ArrayList<>();
    for (Struck one : struck) {
      Instant next =
          struck.stream()
              .filter(other -> isOfTrainer(other) && other.began().isAfter(one.began()))
              .map(Struck::began)
              .findFirst()
              .orElse(Instant.MAX);
      trainerAt(one)
          .flatMap(before -> firstAfter(one, report -> !report.process().equals(before.process())))
          .filter(report -> report.time().isBefore(next))
          .ifPresent(report -> times.add(seconds(one.began(), report.time())));
    }
    return times;
  }

  /** The last word of the one that trained, if it is the one that the fault hit. */
  private Optional<Report> trainerAt(Struck one) {
    return trainers.stream()
        .filter(report -> report.time().isBefore(one.began()))
        .reduce((earlier, later) -> later)
        .filter(report -> report.process().startsWith(one.strike().fault().target() + "-"));
  }

  private Optional<Report> firstAfter(Struck one, Predicate<Report> wanted) {
    return trainers.stream()
        .filter(report -> report.time().isAfter(one.began()))
        .filter(wanted)
        .findFirst();
  }

  private static boolean isOfTrainer(Struck one) {
    return one.strike().fault().target().startsWith("trainer-");
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1e3;
  }
}
