package io.streambed.inference.live;

import io.streambed.science.Posterior;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The sensors that were heard of last. Thread-safe. */
public final class SensorMemory {
  private final int history;
  private final Bounded<String, Sensor> sensors;
  private final Map<String, Set<Consumer<PosteriorNote>>> listeners = new HashMap<>();
  private long posteriors;

  SensorMemory(ViewSettings settings) {
    history = settings.history();
    sensors = new Bounded<>(settings.sensors(), settings.drawBytes(), Sensor::bytes);
  }

  void add(Posterior posterior, Instant time) {
    String name = posterior.sensor();
    List<Consumer<PosteriorNote>> told;
    PosteriorNote note;
    synchronized (this) {
      Optional<Sensor> known = sensors.find(name);
      List<PosteriorNote> before = known.map(Sensor::history).orElse(List.of());
      long number = before.isEmpty() ? 1 : before.get(before.size() - 1).number() + 1;
      note = PosteriorNote.of(posterior, number, time);
      int from = Math.max(0, before.size() + 1 - history);
      List<PosteriorNote> notes = new ArrayList<>(before.subList(from, before.size()));
      notes.add(note);
      Optional<Sensor> newer = known.filter(sensor -> posterior.saysLessThan(sensor.newest()));
      sensors.put(
          name,
          new Sensor(
              name,
              newer.map(Sensor::newest).orElse(posterior),
              newer.map(Sensor::note).orElse(note),
              notes));
      posteriors++;
      told = List.copyOf(listeners.getOrDefault(name, Set.of()));
    }
    told.forEach(listener -> listener.accept(note));
  }

  /** Of that name. */
  public synchronized Optional<Sensor> find(String name) {
    return sensors.find(name);
  }

  /** All, the one that was heard last first. */
  public synchronized List<Sensor> newestFirst() {
    return sensors.newestFirst();
  }

  /** How many posteriors were read since the start. */
  public synchronized long posteriors() {
    return posteriors;
  }

  /** How many sensors had to make room for others. */
  public synchronized long forgotten() {
    return sensors.forgotten();
  }

  /**
   * Tells {@code listener} of each further posterior of a sensor; it must not block.
   *
   * @return ends that
   */
  public synchronized Runnable listen(String sensor, Consumer<PosteriorNote> listener) {
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
