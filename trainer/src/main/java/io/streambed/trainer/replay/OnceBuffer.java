package io.streambed.trainer.replay;

import io.streambed.science.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Each pair in exactly one batch: the next unused ones in order. */
final class OnceBuffer implements ReplayBuffer {
  private final ArrayDeque<Outcome.Pair> waiting = new ArrayDeque<>();

  @Override
  public int add(Outcome.Pair pair) {
    waiting.addLast(pair);
    return 0;
  }

  @Override
  public List<Outcome.Pair> batch(int size, long step) {
    Selection.requireEnough(size, waiting.size());
    List<Outcome.Pair> batch = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      batch.add(waiting.removeFirst());
    }
    return batch;
  }

  @Override
  public int size() {
    return waiting.size();
  }

  @Override
  public int unused() {
    return waiting.size();
  }

  @Override
  public List<Kept> contents() {
    return waiting.stream().map(pair -> new Kept(pair, false)).toList();
  }

  @Override
  public void restore(List<Kept> contents) {
    contents.forEach(kept -> waiting.addLast(kept.pair()));
  }

  @Override
  public void clear() {
    waiting.clear();
  }
}
