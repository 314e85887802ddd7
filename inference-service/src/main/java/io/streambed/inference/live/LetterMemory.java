package io.streambed.inference.live;

import io.streambed.topics.DeadLetter;
import io.streambed.topics.Position;
import io.streambed.topics.Raw;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The dead letters that were written last, and what became of each. Those that are settled do not
 * take the room of those that are open. What is not remembered stands on the topic. Thread-safe.
 */
public final class LetterMemory {
  private final LetterShelf open;
  private final LetterShelf settled;
  private final Map<String, Letter> byId = new HashMap<>();

  /** Of each partition the offset behind what was read. */
  private final Map<Integer, Long> next = new HashMap<>();

  /** The highest offset of which a letter may not be remembered. */
  private long edge = -1;

  private long earlier;
  private long read;

  LetterMemory(ViewSettings settings) {
    open = new LetterShelf(settings.deadLetters(), settings.deadLetterBytes());
    settled = new LetterShelf(settings.deadLetters(), settings.deadLetterBytes());
  }

  /**
   * Reading begins, or begins anew.
   *
   * @param beginnings of the topic's partitions
   * @param from where each is read from
   */
  synchronized void begin(Map<Integer, Long> beginnings, Map<Integer, Long> from) {
    from.forEach(
        (partition, offset) -> {
          long known = next.getOrDefault(partition, beginnings.getOrDefault(partition, 0L));
          if (offset > known) {
            earlier += offset - known;
            edge = Math.max(edge, offset - 1);
            next.put(partition, offset);
          }
        });
  }

  /**
   * @param raw its record on the topic of dead letters
   * @return as it is remembered
   */
  synchronized Letter add(DeadLetter letter, Raw raw) {
    Letter fresh = Letter.of(letter, raw.time(), raw.position());
    int partition = raw.position().partition();
    long offset = raw.position().offset();
    if (offset < next.getOrDefault(partition, 0L)) {
      return fresh;
    }
    next.put(partition, offset + 1);
    if (!fresh.isOpen()) {
      settle(fresh.id(), letter.fate());
    } else if (!byId.containsKey(fresh.id())) {
      keep(open, fresh);
      read++;
    }
    return fresh;
  }

  /** Its letter has that fate now, if it is remembered. */
  synchronized void settle(String id, DeadLetter.Fate fate) {
    Letter before = byId.get(id);
    if (before != null) {
      (before.isOpen() ? open : settled).remove(before);
      keep(settled, before.settled(fate));
    }
  }

  private void keep(LetterShelf shelf, Letter letter) {
    byId.put(letter.id(), letter);
    for (Letter gone : shelf.add(letter)) {
      byId.remove(gone.id());
      edge = Math.max(edge, gone.place().offset());
      earlier++;
    }
  }

  /** Whose record stood there. */
  public synchronized Optional<Letter> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  Optional<Letter> at(Position origin) {
    return find(origin.toString());
  }

  /** Newest first, as far as none between them is forgotten. */
  public synchronized List<Letter> newestFirst() {
    List<Letter> all = new ArrayList<>(open.newerThan(edge));
    all.addAll(settled.newerThan(edge));
    all.sort(Letter.NEWEST_FIRST);
    return all;
  }

  /** How many are remembered. */
  public synchronized int size() {
    return byId.size();
  }

  /** How many of those that are remembered nobody has done anything about. */
  public synchronized int open() {
    return open.size();
  }

  /**
   * How many are not remembered, at most: letters that made room for others, and records that stood
   * before what was read, some of which may be no letters but marks. Those that the topic still
   * keeps are found by {@link LetterSearch}.
   */
  public synchronized long earlier() {
    return earlier;
  }

  /** How many were read since the start. */
  public synchronized long read() {
    return read;
  }
}
