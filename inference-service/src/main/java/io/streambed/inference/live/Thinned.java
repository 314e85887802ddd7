package io.streambed.inference.live;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A course in time from its beginning to now: the newest point, and at most so many before it. Once
 * there are that many, half as many of what comes are kept, and for each of them one of those
 * before goes, every second one, from the oldest on. So no more than two points change at a time,
 * and none is more than twice as far from the next as another. Not thread-safe.
 */
final class Thinned<T> {
  private final int most;
  private final List<T> kept = new ArrayList<>();
  private @Nullable T newest;
  private long stride = 1;
  private long seen;
  private int gone;

  /**
   * @param most points beside the newest, at least 2
   */
  Thinned(int most) {
    this.most = most;
  }

  void add(T point) {
    newest = point;
    if (seen++ % stride != 0) {
      return;
    }
    kept.add(point);
    if (kept.size() > most) {
      kept.remove(++gone);
    }
    if (kept.size() == most && gone % (most / 2) == 0) {
      gone = 0;
      stride *= 2;
    }
  }

  /** Oldest first. */
  List<T> points() {
    List<T> points = new ArrayList<>(kept);
    if (newest != null && kept.get(kept.size() - 1) != newest) {
      points.add(newest);
    }
    return List.copyOf(points);
  }
}
