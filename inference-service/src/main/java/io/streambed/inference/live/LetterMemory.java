package io.streambed.inference.live;

import io.streambed.topics.DeadLetter;
import io.streambed.topics.Position;
import io.streambed.topics.Raw;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The dead letters that were written last, and what became of each. Those that are settled do not
 * take the room of those that are open. Thread-safe.
 */
public final class LetterMemory {
  private static final Comparator<Letter> NEWEST_FIRST =
      Comparator.comparing(Letter::time)
          .thenComparing(letter -> letter.place().partition())
          .thenComparing(letter -> letter.place().offset())
          .reversed();

  private final Bounded<String, Letter> open;
  private final Bounded<String, Letter> settled;
  private long read;

  LetterMemory(ViewSettings settings) {
    open = new Bounded<>(settings.deadLetters(), settings.deadLetterBytes(), Letter::weight);
    settled = new Bounded<>(settings.deadLetters(), settings.deadLetterBytes(), Letter::weight);
  }

  /**
   * @param raw its record on the topic of dead letters
   * @return as it is remembered
   */
  synchronized Letter add(DeadLetter letter, Raw raw) {
    Letter fresh = Letter.of(letter, raw.time(), raw.position());
    if (!fresh.isOpen()) {
      settle(fresh.id(), letter.fate());
    } else if (find(fresh.id()).isEmpty()) {
      open.put(fresh.id(), fresh);
      read++;
    }
    return fresh;
  }

  /** Its letter has that fate now, if it is remembered. */
  synchronized void settle(String id, DeadLetter.Fate fate) {
    Optional<Letter> before = find(id);
    if (before.isPresent()) {
      open.remove(id);
      settled.put(id, before.get().settled(fate));
    }
  }

  /** Whose record stood there. */
  public synchronized Optional<Letter> find(String id) {
    return open.find(id).or(() -> settled.find(id));
  }

  Optional<Letter> at(Position origin) {
    return find(origin.toString());
  }

  /** Newest first. */
  public synchronized List<Letter> newestFirst() {
    List<Letter> all = new ArrayList<>(open.all());
    all.addAll(settled.all());
    all.sort(NEWEST_FIRST);
    return all;
  }

  /** How many of those that are remembered nobody has done anything about. */
  public synchronized int open() {
    return open.size();
  }

  /** How many were open when they made room for newer ones. */
  public synchronized long forgotten() {
    return open.forgotten();
  }

  /** How many were read since the start. */
  public synchronized long read() {
    return read;
  }
}
