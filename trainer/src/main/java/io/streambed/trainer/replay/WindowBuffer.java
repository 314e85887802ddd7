package io.streambed.trainer.replay;

import io.streambed.science.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The last pairs, up to a capacity; a batch is uniform among them, without replacement. */
final class WindowBuffer implements ReplayBuffer {
  private final int capacity;
  private final long seed;
  private final List<Kept> ring = new ArrayList<>();
  private int oldest;
  private int unused;

  WindowBuffer(int capacity, long seed) {
    this.capacity = capacity;
    this.seed = seed;
  }

  @Override
  public int add(Outcome.Pair pair) {
    unused++;
    if (ring.size() < capacity) {
      ring.add(new Kept(pair, false));
      return 0;
    }
    boolean used = ring.set(oldest, new Kept(pair, false)).used();
    oldest = (oldest + 1) % capacity;
    if (used) {
      return 0;
    }
    unused--;
    return 1;
  }

  @Override
  public List<Outcome.Pair> batch(int size, long step) {
    List<Outcome.Pair> batch = new ArrayList<>(size);
    for (int age : Selection.distinct(size, ring.size(), Selection.generator(seed, step))) {
      int place = (oldest + age) % ring.size();
      Kept kept = ring.get(place);
      if (!kept.used()) {
        unused--;
        ring.set(place, new Kept(kept.pair(), true));
      }
      batch.add(kept.pair());
    }
    return batch;
  }

  @Override
  public int size() {
    return ring.size();
  }

  @Override
  public int unused() {
    return unused;
  }

  @Override
  public List<Kept> contents() {
    return IntStream.range(0, ring.size())
        .mapToObj(age -> ring.get((oldest + age) % ring.size()))
        .toList();
  }

  @Override
  public void restore(List<Kept> contents) {
    ring.addAll(contents);
    unused = (int) contents.stream().filter(kept -> !kept.used()).count();
  }

  @Override
  public void clear() {
    ring.clear();
    oldest = 0;
    unused = 0;
  }
}
