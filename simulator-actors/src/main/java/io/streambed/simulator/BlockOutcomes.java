package io.streambed.simulator;

import io.streambed.science.Outcome;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/**
 * The outcomes of a block's runs, filled in order by a running thread, or by the watcher that cuts
 * it off: whoever fills a place first wins, and the other sees that it lost. One atomic operation a
 * run.
 */
final class BlockOutcomes {
  private final AtomicReferenceArray<Outcome> places;

  BlockOutcomes(int count) {
    places = new AtomicReferenceArray<>(count);
  }

  int count() {
    return places.length();
  }

  /** Whether this call filled the place of the run at {@code index}, 0 to count - 1. */
  boolean fill(int index, Outcome outcome) {
    return places.compareAndSet(index, null, outcome);
  }

  /** The first index at or after {@code from} that is not filled; count if there is none. */
  int firstOpen(int from) {
    int index = from;
    while (index < places.length() && places.get(index) != null) {
      index++;
    }
    return index;
  }

  Outcome get(int index) {
    return places.get(index);
  }

  /** All outcomes in the order of runs; every place must be filled. */
  List<Outcome> all() {
    return IntStream.range(0, places.length()).mapToObj(places::get).toList();
  }
}
