package io.streambed.trainer.replay;

import io.streambed.science.Outcome;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** The latest pairs of the runs that are never trained on: one run in every so many. */
public final class HeldOut {
  private final int every;
  private final int keep;
  private final ArrayDeque<Outcome.Pair> latest = new ArrayDeque<>();

  /**
   * @param every one run in so many is held out, at least 2
   * @param keep pairs kept, at least 1
   */
  public HeldOut(int every, int keep) {
    if (every < 2 || keep < 1) {
      throw new IllegalArgumentException(
          "expected calibration.every >= 2 and calibration.keep >= 1, got %d and %d"
              .formatted(every, keep));
    }
    this.every = every;
    this.keep = keep;
  }

  /** Whether the pair of run {@code run} is held out: the last of each {@code every} runs is. */
  public boolean takes(long run) {
    return run % every == every - 1;
  }

  /** Keeps the pair, and drops the oldest when there are too many. */
  public void add(Outcome.Pair pair) {
    latest.addLast(pair);
    if (latest.size() > keep) {
      latest.removeFirst();
    }
  }

  /** The kept pairs, oldest first. */
  public List<Outcome.Pair> pairs() {
    return List.copyOf(latest);
  }

  /** Up to {@code count} of the kept pairs, latest first. */
  public List<Outcome.Pair> latest(int count) {
    Iterator<Outcome.Pair> descending = latest.descendingIterator();
    return Stream.generate(descending::next).limit(Math.min(count, latest.size())).toList();
  }

  /** Drops all pairs: those of a new round come from another proposal. */
  public void clear() {
    latest.clear();
  }
}
