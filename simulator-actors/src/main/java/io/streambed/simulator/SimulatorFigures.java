package io.streambed.simulator;

import io.streambed.science.Outcome.Cause;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the workers of a process have done, and how fast. */
final class SimulatorFigures {
  private final int workers;

  /** Of all workers, also of those that were restarted since. */
  private final Set<Thread> hung = new HashSet<>();

  private final Map<Cause, Long> failures = new EnumMap<>(Cause.class);
  private long runs;
  private long lapRuns;
  private Duration lapBusy = Duration.ZERO;

  SimulatorFigures(int workers) {
    this.workers = workers;
  }

  void add(WorkReport report) {
    runs += report.runs();
    lapRuns += report.runs();
    lapBusy = lapBusy.plus(report.busy());
    hung.addAll(report.hung());
    report.failures().forEach((cause, count) -> failures.merge(cause, count, Long::sum));
  }

  /**
   * The figures by name, and the beginning of a new lap.
   *
   * @param lap time since the last call, over which rates and shares are taken
   */
  Map<String, Double> lap(Duration lap) {
    double seconds = Math.max(1e-3, lap.toNanos() / 1e9);
    Map<String, Double> figures = new TreeMap<>();
    figures.put("workers", (double) workers);
    figures.put("runs", (double) runs);
    figures.put("runs_per_second", lapRuns / seconds);
    figures.put("waiting_share", waitingShare(seconds));
    figures.put("failed_runs", (double) failures.values().stream().mapToLong(n -> n).sum());
    for (Cause cause : Cause.values()) {
      String name = cause.name().toLowerCase(Locale.ROOT) + "_runs";
      figures.put(name, (double) failures.getOrDefault(cause, 0L));
    }
    figures.put("hung_threads", (double) hung());
    lapRuns = 0;
    lapBusy = Duration.ZERO;
    return figures;
  }

  /** Threads that were given up and have not ended by now. */
  int hung() {
    hung.removeIf(thread -> !thread.isAlive());
    return hung.size();
  }

  /** Share of the workers' time without a block, 0 to 1. */
  private double waitingShare(double seconds) {
    double busy = lapBusy.toNanos() / 1e9 / (seconds * workers);
    return Math.min(1, Math.max(0, 1 - busy));
  }
}
