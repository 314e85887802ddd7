package io.streambed.inference.live;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Dead letters in the order of their topic, of which the newest stay. Not thread-safe. */
final class LetterShelf {
  private final int most;
  private final long mostBytes;
  private final NavigableSet<Letter> letters = new TreeSet<>(Letter.NEWEST_FIRST);
  private long bytes;

  /**
   * @param most letters, at least 1
   * @param mostBytes of all together, but for the newest
   */
  LetterShelf(int most, long mostBytes) {
    this.most = most;
    this.mostBytes = mostBytes;
  }

  /**
   * @return those that make room, perhaps {@code letter} itself
   */
  List<Letter> add(Letter letter) {
    if (letters.add(letter)) {
      bytes += letter.weight();
    }
    List<Letter> gone = new ArrayList<>();
    while (letters.size() > most || bytes > mostBytes && letters.size() > 1) {
      Letter oldest = letters.last();
      remove(oldest);
      gone.add(oldest);
    }
    return gone;
  }

  void remove(Letter letter) {
    if (letters.remove(letter)) {
      bytes -= letter.weight();
    }
  }

  /** Those that stand behind {@code offset}. */
  List<Letter> newerThan(long offset) {
    return letters.stream().takeWhile(letter -> letter.place().offset() > offset).toList();
  }

  int size() {
    return letters.size();
  }
}
