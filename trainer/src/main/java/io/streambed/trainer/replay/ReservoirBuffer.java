package io.streambed.trainer.replay;

import io.streambed.science.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Melissa's reservoir (arXiv 2309.16743): when full, a random pair that has been used gives way, so
 * that every pair is used at least once. While all are unused it grows beyond its capacity.
 */
final class ReservoirBuffer implements ReplayBuffer {
  private final int capacity;
  private final long seed;
  private final List<Outcome.Pair> fresh = new ArrayList<>();
  private final List<Outcome.Pair> used = new ArrayList<>();

  ReservoirBuffer(int capacity, long seed) {
    this.capacity = capacity;
    this.seed = seed;
  }

  @Override
  public int add(Outcome.Pair pair) {
    if (size() >= capacity && !used.isEmpty()) {
      removeAt(used, Selection.replacement(seed, pair.run()).nextInt(used.size()));
    }
    fresh.add(pair);
    return 0;
  }

  @Override
  public List<Outcome.Pair> batch(int size, long step) {
    int[] chosen = Selection.distinct(size, size(), Selection.generator(seed, step));
    int boundary = fresh.size();
    List<Outcome.Pair> batch = new ArrayList<>(size);
    for (int index : chosen) {
      batch.add(index < boundary ? fresh.get(index) : used.get(index - boundary));
    }
    for (int i = 0; i < size; i++) {
      if (chosen[i] < boundary) {
        used.add(batch.get(i));
      }
    }
    Arrays.stream(chosen)
        .filter(index -> index < boundary)
        .boxed()
        .sorted((a, b) -> Integer.compare(b, a))
        .forEach(index -> removeAt(fresh, index));
    return batch;
  }

  @Override
  public int size() {
    return fresh.size() + used.size();
  }

  @Override
  public int unused() {
    return fresh.size();
  }

  @Override
  public List<Kept> contents() {
    return Stream.concat(
            fresh.stream().map(pair -> new Kept(pair, false)),
            used.stream().map(pair -> new Kept(pair, true)))
        .toList();
  }

  @Override
  public void restore(List<Kept> contents) {
    contents.forEach(kept -> (kept.used() ? used : fresh).add(kept.pair()));
  }

  @Override
  public void clear() {
    fresh.clear();
    used.clear();
  }

  /** Removes in constant time; the last element takes the place. */
  private static void removeAt(List<Outcome.Pair> pairs, int index) {
    Outcome.Pair last = pairs.remove(pairs.size() - 1);
    if (index < pairs.size()) {
      pairs.set(index, last);
    }
  }
}
