package io.streambed.inference.window;

import io.streambed.science.window.Placement;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts of readings, and of the windows that they became. Thread-safe. */
public final class WindowMeter {
  private final LongAdder sensors = new LongAdder();
  private final Map<Placement, LongAdder> placed = new EnumMap<>(Placement.class);
  private final LongAdder readBefore = new LongAdder();
  private final LongAdder deadLetters = new LongAdder();
  private final LongAdder windows = new LongAdder();
  private final LongAdder filled = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder abandoned = new LongAdder();
  private volatile boolean made;
  private volatile String lastRejected = "";

  /** Counts of nothing. */
  public WindowMeter() {
    for (Placement placement : Placement.values()) {
      placed.put(placement, new LongAdder());
    }
  }

  /** Windows are made from now on: figures of them make sense. */
  void begin() {
    made = true;
  }

  /** So many more sensors are known; fewer if negative. */
  void sensors(int more) {
    sensors.add(more);
  }

  /** What became of a reading. */
  void placed(Placement placement) {
    count(placement).increment();
  }

  /** A reading was used before, and is read once more. */
  void readBefore() {
    readBefore.increment();
  }

  /** A reading has become a dead letter. */
  void deadLetter() {
    deadLetters.increment();
  }

  /** A window has become an observation. */
  void window(int missing) {
    windows.increment();
    filled.add(missing);
  }

  /** No observation is made of a window. */
  void rejected(String window, String cause) {
    rejected.increment();
    lastRejected = window + ": " + cause;
  }

  /** So many readings were placed by rules that do not hold any more. */
  void abandoned(int readings) {
    abandoned.add(readings);
  }

  /** Figures by name, counts since the start; none where windows are not made. */
  public SortedMap<String, Double> figures() {
    SortedMap<String, Double> figures = new TreeMap<>();
    if (made) {
      for (Placement placement : Placement.values()) {
        figures.put(
            "readings_" + placement.name().toLowerCase(Locale.ROOT),
            (double) count(placement).sum());
      }
      figures.put("readings_read_before", (double) readBefore.sum());
      figures.put("readings_dead_letters", (double) deadLetters.sum());
      figures.put("readings_abandoned", (double) abandoned.sum());
      figures.put("windows", (double) windows.sum());
      figures.put("windows_readings_filled", (double) filled.sum());
      figures.put("windows_rejected", (double) rejected.sum());
      figures.put("windows_sensors", (double) sensors.sum());
    }
    return figures;
  }

  /** What is no number: the last window that was rejected, and why. */
  public SortedMap<String, String> notes() {
    SortedMap<String, String> notes = new TreeMap<>();
    if (!lastRejected.isEmpty()) {
      notes.put("last_rejected_window", lastRejected);
    }
    return notes;
  }

  private LongAdder count(Placement placement) {
    return Objects.requireNonNull(placed.get(placement));
  }
}
