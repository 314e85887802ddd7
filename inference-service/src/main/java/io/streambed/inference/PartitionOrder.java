package io.streambed.inference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Brings what was finished in any order back into the order in which it was taken in, for each
 * partition by itself, so that offsets are committed in order. Used by one stream; of what waits
 * here only its outcome is kept.
 *
 * @param <T> what is taken in
 * @param <R> what becomes of it
 */
final class PartitionOrder<T, R> {
  private final Map<Integer, Queue<Place<R>>> partitions = new HashMap<>();

  /** The place of one that was taken in. */
  static final class Place<R> {
    private final int partition;
    private @Nullable R outcome;

    private Place(int partition) {
      this.partition = partition;
    }
  }

  /** One that was taken in, with its place. */
  record Taken<T, R>(T value, Place<R> place) {}

  /** An outcome with its place. */
  record Finished<R>(R outcome, Place<R> place) {}

  /** Takes in the next one of {@code partition}. */
  Taken<T, R> take(T value, int partition) {
    Place<R> place = new Place<>(partition);
    partitions.computeIfAbsent(partition, number -> new ArrayDeque<>()).add(place);
    return new Taken<>(value, place);
  }

  /** All outcomes, in order, before which nothing is missing any more. */
  List<R> finish(Finished<R> finished) {
    Place<R> place = finished.place();
    place.outcome = finished.outcome();
    Queue<Place<R>> waiting = partitions.getOrDefault(place.partition, new ArrayDeque<>());
    List<R> ready = new ArrayList<>();
    for (Place<R> first = waiting.peek(); first != null; first = waiting.peek()) {
      R outcome = first.outcome;
      if (outcome == null) {
        break;
      }
      ready.add(outcome);
      waiting.remove();
    }
    return ready;
  }
}
