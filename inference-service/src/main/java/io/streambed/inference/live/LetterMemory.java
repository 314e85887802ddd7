package io.streambed.inference.live;

import io.streambed.topics.DeadLetter;
import io.streambed.topics.Position;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The dead letters that were written last, and what became of each. Thread-safe. */
public final class LetterMemory {
  private final Bounded<String, Letter> letters;
  private long read;

  LetterMemory(ViewSettings settings) {
    letters = new Bounded<>(settings.deadLetters(), settings.deadLetterBytes(), Letter::bytes);
  }

  synchronized void add(DeadLetter letter, Instant time) {
    String id = letter.origin().toString();
    if (letter.fate() != DeadLetter.Fate.OPEN) {
      settle(id, letter.fate());
    } else if (letters.find(id).isEmpty()) {
      letters.put(id, new Letter(letter, time));
      read++;
    }
  }

  /** Its letter has that fate now, if it is remembered. */
  synchronized void settle(String id, DeadLetter.Fate fate) {
    letters.find(id).ifPresent(before -> letters.replace(id, before.settled(fate)));
  }

  /** Whose record stood there. */
  public synchronized Optional<Letter> find(String id) {
    return letters.find(id);
  }

  synchronized Optional<DeadLetter> at(Position origin) {
    return letters.find(origin.toString()).map(Letter::letter);
  }

  /** Newest first. */
  public synchronized List<Letter> newestFirst() {
    return letters.newestFirst();
  }

  /** How many of those that are remembered nobody has done anything about. */
  public synchronized int open() {
    return (int)
        letters.all().stream().filter(l -> l.letter().fate() == DeadLetter.Fate.OPEN).count();
  }

  /** How many were read since the start. */
  public synchronized long read() {
    return read;
  }
}
