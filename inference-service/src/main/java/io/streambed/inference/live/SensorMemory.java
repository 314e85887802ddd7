package io.streambed.inference.live;

import io.streambed.inference.document.PosteriorNote;
import io.streambed.science.Posterior;
import io.streambed.science.prior.ParameterSpace;
import io.streambed.topics.Raw;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The sensors that were heard of last: many in short, and the last of those with draws and history.
 * Thread-safe.
 */
public final class SensorMemory {
  private final int history;
  private final Bounded<String, Outline> outlines;
  private final ConcurrentNavigableMap<String, Outline> byName = new ConcurrentSkipListMap<>();
  private final Bounded<String, Sensor> sensors;
  private final Map<String, Set<Consumer<PosteriorNote>>> listeners = new HashMap<>();
  private @Nullable ParameterSpace lastSpace;
  private long posteriors;

  SensorMemory(ViewSettings settings) {
    history = settings.history();
    outlines = new Bounded<>(settings.outlines());
    sensors = new Bounded<>(settings.sensors(), settings.drawBytes(), Sensor::bytes);
  }

  void add(Posterior posterior, Raw raw) {
    String name = posterior.sensor();
    List<Consumer<PosteriorNote>> told;
    PosteriorNote note;
    synchronized (this) {
      Optional<Outline> known = outlines.find(name);
      long number = known.map(Outline::posteriors).orElse(0L) + 1;
      note = PosteriorNote.of(posterior, number, raw);
      Optional<Outline> newer = known.filter(outline -> standsBehind(posterior, outline));
      remember(
          newer
              .map(o -> new Outline(name, number, raw.time(), o.newest(), o.space()))
              .orElse(new Outline(name, number, raw.time(), note, shared(posterior.space()))));
      detail(posterior, note, newer.isPresent());
      posteriors++;
      told = List.copyOf(listeners.getOrDefault(name, Set.of()));
    }
    told.forEach(listener -> listener.accept(note));
  }

  /** Whether {@code posterior}, read later, is not the newest for all that. */
  private boolean standsBehind(Posterior posterior, Outline outline) {
    PosteriorNote newest = outline.newest();
    boolean repeated =
        !posterior.observation().equals(newest.observation())
            && notes(outline.sensor()).stream()
                .anyMatch(note -> note.observation().equals(posterior.observation()));
    return repeated || posterior.isOlderThan(newest.standing());
  }

  private void remember(Outline outline) {
    byName.put(outline.sensor(), outline);
    outlines.put(outline.sensor(), outline).forEach(gone -> byName.remove(gone.sensor()));
  }

  private void detail(Posterior posterior, PosteriorNote note, boolean behind) {
    Optional<Sensor> known = sensors.find(posterior.sensor());
    if (behind && known.isEmpty()) {
      return;
    }
    List<PosteriorNote> before = known.map(Sensor::history).orElse(List.of());
    int from = Math.max(0, before.size() + 1 - history);
    List<PosteriorNote> notes = new ArrayList<>(before.subList(from, before.size()));
    notes.add(note);
    Optional<Sensor> newer = known.filter(sensor -> behind);
    sensors.put(
        posterior.sensor(),
        new Sensor(
            posterior.sensor(),
            newer.map(Sensor::newest).orElse(posterior),
            newer.map(Sensor::note).orElse(note),
            notes));
  }

  /** One for all that are equal. */
  private ParameterSpace shared(ParameterSpace space) {
    ParameterSpace last = lastSpace;
    if (last != null && last.equals(space)) {
      return last;
    }
    lastSpace = space;
    return space;
  }

  /** Of that name, if its draws are remembered. */
  public synchronized Optional<Sensor> find(String name) {
    return sensors.find(name);
  }

  /** Of that name, in short. */
  public synchronized Optional<Outline> outline(String name) {
    return outlines.find(name);
  }

  /** Notes of its posteriors that are remembered, in the order in which they were read. */
  public synchronized List<PosteriorNote> notes(String name) {
    return sensors
        .find(name)
        .map(Sensor::history)
        .orElseGet(() -> outlines.find(name).map(Outline::newest).stream().toList());
  }

  /** Those whose name holds {@code text} in whatever case, the one that was heard last first. */
  public List<Outline> newestFirst(String text) {
    List<Outline> all;
    synchronized (this) {
      all = outlines.newestFirst();
    }
    return holding(text, all);
  }

  /** Those whose name holds {@code text} in whatever case, by name. */
  public List<Outline> byName(String text) {
    return holding(text, byName.values());
  }

  private static List<Outline> holding(String text, Iterable<Outline> all) {
    String wanted = text.toLowerCase(Locale.ROOT);
    List<Outline> found = new ArrayList<>();
    for (Outline outline : all) {
      if (wanted.isEmpty() || outline.sensor().toLowerCase(Locale.ROOT).contains(wanted)) {
        found.add(outline);
      }
    }
    return found;
  }

  /** How many are remembered. */
  public synchronized int size() {
    return outlines.size();
  }

  /** How many posteriors were read since the start. */
  public synchronized long posteriors() {
    return posteriors;
  }

  /** How many sensors had to make room for others. */
  public synchronized long forgotten() {
    return outlines.forgotten();
  }

  /** Names, for {@link #listen}, the last posterior of a sensor that was read, or that none was. */
  public synchronized String last(String sensor) {
    List<PosteriorNote> notes = notes(sensor);
    return notes.isEmpty() ? Missed.BEGINNING : notes.get(notes.size() - 1).id();
  }

  /**
   * Tells {@code listener} of the posteriors of a sensor that are remembered and were read after
   * the one named {@code id}, then of each further one; it must not block.
   *
   * @param id of a note, see {@link PosteriorNote#id()}; one that names none, such as an empty one,
   *     for further ones alone
   * @return ends that
   */
  public synchronized Runnable listen(String sensor, String id, Consumer<PosteriorNote> listener) {
    Missed.after(id, notes(sensor)).forEach(listener);
    listeners.computeIfAbsent(sensor, name -> new LinkedHashSet<>()).add(listener);
    return () -> forget(sensor, listener);
  }

  private synchronized void forget(String sensor, Consumer<PosteriorNote> listener) {
    Set<Consumer<PosteriorNote>> all = listeners.get(sensor);
    if (all != null) {
      all.remove(listener);
      if (all.isEmpty()) {
        listeners.remove(sensor);
      }
    }
  }
}
