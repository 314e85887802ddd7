package io.streambed.simulator;

import java.time.Duration;

/**
 * How a watcher finds a run that exceeds its limit: it looks at fixed intervals, and a run seen at
 * {@code sightings} looks in a row has taken longer than the limit. Looks, and not the clock, are
 * counted, so that a process that was paused as a whole blames no run.
 *
 * @param limit time that a run may take; one is given up after one to one and a half of it
 * @param interval between two looks
 * @param sightings looks in a row
 */
record Patience(Duration limit, Duration interval, int sightings) {
  private static final Duration LONGEST = Duration.ofMillis(250);

  static Patience of(Duration limit) {
    Duration quarter = Duration.ofMillis(limit.toMillis() / 4 + 1);
    Duration interval = quarter.compareTo(LONGEST) < 0 ? quarter : LONGEST;
    int intervals =
        Math.toIntExact((limit.toMillis() + interval.toMillis() - 1) / interval.toMillis());
    return new Patience(limit, interval, intervals + 1);
  }
}
