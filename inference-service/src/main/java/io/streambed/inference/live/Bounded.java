package io.streambed.inference.live;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * The values that were put last, by key. Those that were not put for longest make room when there
 * are too many or they weigh too much together; those that are held never do, and beside them the
 * newest stays. Not thread-safe.
 */
final class Bounded<K, V> {
  private final int most;
  private final long mostWeight;
  private final ToLongFunction<V> weight;
  private final Predicate<V> held;
  private final Map<K, V> values = new LinkedHashMap<>();
  private long total;
  private long forgotten;

  /**
   * @param most values
   * @param mostWeight of all together
   * @param weight of one
   */
  Bounded(int most, long mostWeight, ToLongFunction<V> weight) {
    this(most, mostWeight, weight, value -> false);
  }

  /** Without weights. */
  Bounded(int most) {
    this(most, value -> false);
  }

  /**
   * Without weights.
   *
   * @param held whether a value must stay, asked whenever there are too many
   */
  Bounded(int most, Predicate<V> held) {
    this(most, 0, value -> 0, held);
  }

  private Bounded(int most, long mostWeight, ToLongFunction<V> weight, Predicate<V> held) {
    this.most = most;
    this.mostWeight = mostWeight;
    this.weight = weight;
    this.held = held;
  }

  Optional<V> find(K key) {
    return Optional.ofNullable(values.get(key));
  }

  /**
   * As the newest.
   *
   * @return those that made room
   */
  List<V> put(K key, V value) {
    V before = values.remove(key);
    total += weight.applyAsLong(value) - (before == null ? 0 : weight.applyAsLong(before));
    values.put(key, value);
    return makeRoom(value);
  }

  /** In its old place among the others, which it must have. */
  void replace(K key, V value) {
    V before = values.replace(key, value);
    if (before != null) {
      total += weight.applyAsLong(value) - weight.applyAsLong(before);
    }
  }

  /** Oldest first. */
  List<V> all() {
    return new ArrayList<>(values.values());
  }

  List<V> newestFirst() {
    List<V> all = all();
    Collections.reverse(all);
    return all;
  }

  int size() {
    return values.size();
  }

  /** How many had to make room. */
  long forgotten() {
    return forgotten;
  }

  private List<V> makeRoom(V newest) {
    List<V> gone = new ArrayList<>();
    Iterator<V> oldest = values.values().iterator();
    while (oldest.hasNext() && (values.size() > most || total > mostWeight)) {
      V value = oldest.next();
      if (value != newest && !held.test(value)) {
        total -= weight.applyAsLong(value);
        oldest.remove();
        forgotten++;
        gone.add(value);
      }
    }
    return gone;
  }
}
