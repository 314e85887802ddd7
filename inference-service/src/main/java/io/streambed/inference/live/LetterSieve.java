package io.streambed.inference.live;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Of the records of the topic of dead letters, as they go by in the order of each partition, the
 * newest of the wanted letters, each with what became of it. Not thread-safe.
 */
final class LetterSieve {
  private final int most;
  private final Predicate<Letter> wanted;
  private final TreeMap<Letter, String> kept = new TreeMap<>(Letter.NEWEST_FIRST);
  private final Map<String, Letter> byId = new HashMap<>();

  /**
   * @param most letters, at least 1
   * @param wanted asked of open ones, each of which begins as such
   */
  LetterSieve(int most, Predicate<Letter> wanted) {
    this.most = most;
    this.wanted = wanted;
  }

  /** The next record: a letter, or the mark of one that went by. */
  void pass(Letter letter) {
    Letter known = byId.get(letter.id());
    if (!letter.isOpen()) {
      if (known != null) {
        keep(known.settled(letter.fate()));
      }
    } else if (known == null && wanted.test(letter)) {
      keep(letter);
      if (kept.size() > most) {
        byId.remove(kept.pollLastEntry().getValue());
      }
    }
  }

  /** In the place of the same letter as it was before. */
  private void keep(Letter letter) {
    kept.remove(letter);
    kept.put(letter, letter.id());
    byId.put(letter.id(), letter);
  }

  List<Letter> newestFirst() {
    return List.copyOf(kept.keySet());
  }
}
