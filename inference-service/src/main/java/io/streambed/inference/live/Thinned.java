package io.streambed.inference.live;

import java.util.ArrayList;
import java.util.List;

/**
 * A course in time from its beginning to now in at most so many points: whenever there are more,
 * every second one goes, and from then on half as many are kept. Not thread-safe.
 */
final class Thinned<T> {
  private final int most;
  private final List<T> kept = new ArrayList<>();
  private long stride = 1;
  private long seen;

  /**
   * @param most points, at least 2
   */
  Thinned(int most) {
    this.most = most;
  }

  void add(T point) {
    if (seen++ % stride == 0) {
      kept.add(point);
    }
    if (kept.size() > most) {
      List<T> half = new ArrayList<>();
      for (int i = 0; i < kept.size(); i += 2) {
        half.add(kept.get(i));
      }
      kept.clear();
      kept.addAll(half);
      stride *= 2;
    }
  }

  /** Oldest first. */
  List<T> points() {
    return List.copyOf(kept);
  }
}
