package io.streambed.trainer.replay;

import io.streambed.science.Outcome;
import java.util.List;

/**
 * Pairs waiting to be trained on. Which pairs form a batch depends on what was added and on (seed,
 * step) only.
 */
public sealed interface ReplayBuffer permits OnceBuffer, WindowBuffer, ReservoirBuffer {

  /** What is kept, and how batches are chosen. */
  enum Kind {
    /** Each pair in one batch, in the order of the runs. */
    ONCE,
    /** The last pairs; batches uniform without replacement. */
    WINDOW,
    /**
     * When full a random pair that has been used gives way, so each is used at least once (arXiv
     * 2309.16743).
     */
    RESERVOIR
  }

  /**
   * A pair and whether a batch has used it.
   *
   * @param pair the pair
   * @param used whether it has been in a batch
   */
  record Kept(Outcome.Pair pair, boolean used) {}

  /**
   * @param kind what is kept
   * @param capacity pairs kept at most; ONCE keeps what is unused, RESERVOIR never drops what is
   *     unused
   * @param seed of all random choices
   */
  static ReplayBuffer of(Kind kind, int capacity, long seed) {
    return switch (kind) {
      case ONCE -> new OnceBuffer();
      case WINDOW -> new WindowBuffer(capacity, seed);
      case RESERVOIR -> new ReservoirBuffer(capacity, seed);
    };
  }

  /** Adds a pair; returns how many pairs were dropped for it without ever having been used. */
  int add(Outcome.Pair pair);

  /**
   * The batch of step {@code step}: {@code size} different pairs, which count as used from now on.
   *
   * @throws IllegalStateException if there are fewer
   */
  List<Outcome.Pair> batch(int size, long step);

  /** Pairs that a batch can be drawn from. */
  int size();

  /** Pairs that no batch has used. */
  int unused();

  /** All pairs, in an order from which {@link #restore} makes an equal buffer. */
  List<Kept> contents();

  /** Puts {@code contents} back into this empty buffer. */
  void restore(List<Kept> contents);

  /** Drops everything. */
  void clear();
}
