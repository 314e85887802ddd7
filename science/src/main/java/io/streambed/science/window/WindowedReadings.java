package io.streambed.science.window;

import io.streambed.science.Data;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Readings of one sensor by place, and the windows that are still open. A window is closed once all
 * of its readings are there, or one has come that is {@code lateness} places past its end; windows
 * are closed in order. What comes of given readings in a given order is always the same. For one
 * thread.
 */
public final class WindowedReadings {
  private final WindowRule rule;
  private final long first;
  private final TreeMap<Long, Data> readings = new TreeMap<>();
  private long next;
  private long newest;

  private WindowedReadings(WindowRule rule, long first, long next, long newest) {
    this.rule = rule;
    this.first = first;
    this.next = next;
    this.newest = newest;
  }

  /** Without readings; the first window begins at place {@code first}. */
  public static WindowedReadings begin(WindowRule rule, long first) {
    return new WindowedReadings(rule, first, first, Long.MIN_VALUE);
  }

  /**
   * As it was when {@link #first}, {@link #next}, {@link #newest} and {@link #readings} said so.
   */
  public static WindowedReadings of(
      WindowRule rule, long first, long next, long newest, SortedMap<Long, Data> readings) {
    WindowedReadings windowed = new WindowedReadings(rule, first, next, newest);
    windowed.readings.putAll(readings);
    return windowed;
  }

  /** Whether no reading has come yet. */
  public boolean isEmpty() {
    return newest == Long.MIN_VALUE;
  }

  /** Place at which the first window begins. */
  public long first() {
    return first;
  }

  /** Place at which the next window to be closed begins. */
  public long next() {
    return next;
  }

  /** Largest place of a reading so far; the least of all numbers if there was none. */
  public long newest() {
    return newest;
  }

  /** Readings that a window still needs, by place. */
  public SortedMap<Long, Data> readings() {
    return Collections.unmodifiableSortedMap(readings);
  }

  /**
   * Takes a reading in.
   *
   * @param values shape [C]
   */
  public Placement add(long place, Data values) {
    if (values.size() != rule.channels()) {
      throw new IllegalArgumentException(
          "expected %d values, one of each channel, got %d"
              .formatted(rule.channels(), values.size()));
    }
    if (place < next) {
      return place < first ? Placement.BEFORE_FIRST : Placement.LATE;
    }
    if (readings.putIfAbsent(place, values) != null) {
      return Placement.REPEATED;
    }
    newest = Math.max(newest, place);
    return Placement.ADDED;
  }

  /** The windows that can be closed now, in order. */
  public List<ClosedWindow> close() {
    return close(false);
  }

  /** All windows with readings, since no more will come. */
  public List<ClosedWindow> closeAll() {
    return close(true);
  }

  private List<ClosedWindow> close(boolean all) {
    List<ClosedWindow> closed = new ArrayList<>();
    Long oldest = readings.ceilingKey(next);
    while (oldest != null && (all || isDue())) {
      if (oldest >= next + rule.length()) {
        // Windows without any reading are not made.
        next += rule.step() * ((oldest - next - rule.length()) / rule.step() + 1);
      } else {
        closed.add(Gaps.close(rule, next, readings));
        next += rule.step();
      }
      readings.headMap(next - rule.gaps().reach()).clear();
      oldest = readings.ceilingKey(next);
    }
    return closed;
  }

  private boolean isDue() {
    long end = next + rule.length();
    return newest >= end + rule.lateness()
        || newest >= end - 1 && readings.subMap(next, end).size() == rule.length();
  }
}
