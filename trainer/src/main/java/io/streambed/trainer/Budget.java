package io.streambed.trainer;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How long each round trains: by steps, or all rounds together by time, which they share as their
 * steps are to each other. By time a training is not reproducible.
 *
 * @param roundSteps gradient steps of each round, at least one round; 0 for no end, in a single
 *     round only
 * @param time of all rounds together; zero for a budget of steps
 */
public record Budget(List<Long> roundSteps, Duration time) {

  /**
   * @throws IllegalArgumentException if there is no round, a round of several has no steps, or the
   *     time is negative
   */
  public Budget {
    roundSteps = List.copyOf(roundSteps);
    long least = roundSteps.size() > 1 ? 1 : 0;
    if (roundSteps.isEmpty() || roundSteps.stream().anyMatch(s -> s < least) || time.isNegative()) {
      throw new IllegalArgumentException(
          "expected rounds of at least %d steps and a time >= 0, got %s and %s"
              .formatted(least, roundSteps, time));
    }
  }

  /** Number of rounds. */
  int rounds() {
    return roundSteps.size();
  }

  /** Length of the decay of round {@code round} in steps; 0 for none or for one by time. */
  long decaySteps(int round) {
    return timed() ? 0 : roundSteps.get(round);
  }

  /** Whether round {@code round} ends after so many steps and so much time. */
  boolean spent(int round, long steps, Duration elapsed) {
    if (timed()) {
      return elapsed.compareTo(share(round)) >= 0;
    }
    return roundSteps.get(round) > 0 && steps >= roundSteps.get(round);
  }

  /** Share of round {@code round}'s time that is over, 0 to 1; empty for a budget of steps. */
  OptionalDouble elapsedShare(int round, Duration elapsed) {
    return timed()
        ? OptionalDouble.of(Math.min(1, (double) elapsed.toNanos() / share(round).toNanos()))
        : OptionalDouble.empty();
  }

  /** Share of all rounds that is over, 0 to 1; NaN without an end. */
  double overallShare(int round, long steps, Duration elapsed) {
    double total = 0;
    double done = 0;
    for (int r = 0; r < rounds(); r++) {
      double weight = Math.max(timed() ? 1 : 0, roundSteps.get(r));
      double part = timed() ? elapsedShare(r, elapsed).orElse(0) : steps / weight;
      total += weight;
      done += r < round ? weight : r == round ? weight * Math.min(1, part) : 0;
    }
    return done / total;
  }

  private boolean timed() {
    return !time.isZero();
  }

  private Duration share(int round) {
    double total = roundSteps.stream().mapToDouble(s -> Math.max(1, s)).sum();
    return Duration.ofNanos((long) (time.toNanos() * (Math.max(1, roundSteps.get(round)) / total)));
  }
}
