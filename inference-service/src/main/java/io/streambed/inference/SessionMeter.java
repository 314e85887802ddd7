package io.streambed.inference;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Counts of sessions, and of what became of their observations. Thread-safe. */
final class SessionMeter {
  private final LongAdder known = new LongAdder();
  private final LongAdder active = new LongAdder();
  private final LongAdder counted = new LongAdder();
  private final LongAdder outOfOrder = new LongAdder();
  private final LongAdder repeated = new LongAdder();
  private final LongAdder late = new LongAdder();
  private final LongAdder setAside = new LongAdder();
  private final LongAdder passed = new LongAdder();
  private final LongAccumulator restoring = new LongAccumulator(Math::max, 0);
  private volatile boolean kept;

  /** Sessions are kept from now on: figures of them make sense. */
  void begin() {
    kept = true;
  }

  /** So many more sensors are known; fewer if negative. */
  void known(int more) {
    known.add(more);
  }

  /** The sessions of a partition were read back in {@code nanos}. */
  void restored(long nanos) {
    restoring.accumulate(nanos);
  }

  /** So many more sessions are ready, not at rest; fewer if negative. */
  void active(int more) {
    active.add(more);
  }

  /** An observation has this place; one that has the next may still not be counted. */
  void placed(SessionPlace place) {
    if (place instanceof SessionPlace.Repeated || place == SessionPlace.Outlived.INSTANCE) {
      repeated.increment();
    } else if (place instanceof SessionPlace.Late) {
      late.increment();
    } else if (place instanceof SessionPlace.Passed) {
      passed.increment();
    }
  }

  /** An observation that has the next place was counted. */
  void counted(SessionPlace.Next place) {
    counted.increment();
    if (!place.inOrder()) {
      outOfOrder.increment();
    }
  }

  /** An observation that has the next place lies too far out, and is not counted. */
  void setAside() {
    setAside.increment();
  }

  /** Figures by name, counts since the start; none where sessions are not kept. */
  SortedMap<String, Double> figures() {
    SortedMap<String, Double> figures = new TreeMap<>();
    if (kept) {
      figures.put("sessions", (double) known.sum());
      figures.put("sessions_active", (double) active.sum());
      figures.put(
          "sessions_longest_restore_seconds",
          restoring.get() / (double) TimeUnit.SECONDS.toNanos(1));
      figures.put("session_observations", (double) counted.sum());
      figures.put("session_observations_out_of_order", (double) outOfOrder.sum());
      figures.put("session_observations_repeated", (double) repeated.sum());
      figures.put("session_observations_late", (double) late.sum());
      figures.put("session_observations_set_aside", (double) setAside.sum());
      figures.put("session_observations_answered_before", (double) passed.sum());
    }
    return figures;
  }
}
