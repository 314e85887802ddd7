package io.streambed.inference.window;

import io.streambed.inference.window.Harvest.Caused;
import io.streambed.inference.window.Harvest.Kept;
import io.streambed.inference.window.SensorTrack.Closed;
import io.streambed.science.Observation;
import io.streambed.science.Reading;
import io.streambed.topics.DeadLetter;
import io.streambed.topics.OpenWindows;
import io.streambed.topics.TraceParent;
import io.streambed.topics.intake.Receipt;
import io.streambed.topics.intake.Received;
import io.streambed.topics.intake.Received.Decoded;
import io.streambed.topics.intake.Received.Undecodable;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sensors of one partition of readings. What a sensor goes on with is written down with each
 * window that is closed, or when its oldest reading that is not written down is {@code replay}
 * records behind; a reading is receipted once all up to it are written down. For one thread.
 */
final class PartitionTracks {
  private final int partition;
  private final WindowFrame frame;
  private final WindowMeter meter;

  /** With a run, and without; in the order in which they were last heard. */
  private final LinkedHashMap<String, SensorTrack> speaking = new LinkedHashMap<>();

  private final LinkedHashMap<String, SensorTrack> resting = new LinkedHashMap<>();

  /** By sensor, the offset of the first reading that is not written down; ascending. */
  private final LinkedHashMap<String, Long> unwritten = new LinkedHashMap<>();

  private final Deque<Receipt> unreceipted = new ArrayDeque<>();
  private final List<Caused<Observation>> observations = new ArrayList<>();
  private final List<Caused<DeadLetter>> deadLetters = new ArrayList<>();
  private final Map<String, Kept> open = new HashMap<>();
  private long lastOffset = -1;
  private Instant now = Instant.MIN;

  private PartitionTracks(int partition, WindowFrame frame, WindowMeter meter) {
    this.partition = partition;
    this.frame = frame;
    this.meter = meter;
  }

  /** Goes on with what was written down, of each sensor the last. */
  static PartitionTracks of(
      int partition, WindowFrame frame, WindowMeter meter, Collection<OpenWindows> written) {
    PartitionTracks tracks = new PartitionTracks(partition, frame, meter);
    written.stream().sorted(Comparator.comparing(OpenWindows::heard)).forEach(tracks::restore);
    return tracks;
  }

  /** How many sensors are known. */
  int size() {
    return speaking.size() + resting.size();
  }

  /** Takes the next record; {@link #harvest} then says what came of it. */
  void take(Received<Reading> received) {
    long offset = received.position().offset();
    if (offset <= lastOffset) {
      throw new IllegalStateException(
          "expected readings of partition %d in order, got offset %d after %d"
              .formatted(partition, offset, lastOffset));
    }
    lastOffset = offset;
    unreceipted.add(received.receipt());
    if (received instanceof Decoded<Reading> decoded) {
      now = decoded.raw().time().isAfter(now) ? decoded.raw().time() : now;
      restSilent(decoded.trace());
      take(decoded);
    } else if (received instanceof Undecodable<Reading> undecodable) {
      decline(undecodable.deadLetter(), undecodable.trace());
    }
    long needed = offset - frame.settings().replay();
    while (!unwritten.isEmpty() && first(unwritten) <= needed) {
      String sensor = unwritten.keySet().iterator().next();
      keep(Objects.requireNonNull(find(sensor), sensor), received.trace());
    }
  }

  /** What came of all that was taken since this was last asked for. */
  Harvest harvest() {
    List<Receipt> receipts = new ArrayList<>();
    long needed = unwritten.isEmpty() ? Long.MAX_VALUE : first(unwritten);
    while (!unreceipted.isEmpty() && unreceipted.peek().position().offset() < needed) {
      receipts.add(unreceipted.remove());
    }
    Harvest harvest = new Harvest(observations, deadLetters, List.copyOf(open.values()), receipts);
    observations.clear();
    deadLetters.clear();
    open.clear();
    return harvest;
  }

  private void take(Decoded<Reading> decoded) {
    Reading reading = decoded.value();
    SensorTrack track = find(reading.sensor());
    long offset = decoded.position().offset();
    if (track != null && track.hasTaken(offset)) {
      meter.readBefore();
      return;
    }
    Optional<String> mistake = ReadingCheck.mistake(frame, reading, decoded.raw().time());
    if (mistake.isEmpty() && track == null) {
      mistake = makeRoom(decoded.trace());
    }
    if (mistake.isPresent()) {
      decline(decoded.deadLetter(mistake.get()), decoded.trace());
      return;
    }
    if (track == null) {
      track = SensorTrack.begin(frame, reading.sensor());
      meter.sensors(1);
    }
    SensorTrack.Taken taken = track.take(reading, offset, decoded.raw().time());
    meter.placed(taken.placement());
    unwritten.putIfAbsent(track.sensor(), offset);
    file(track);
    close(track, taken.closed(), decoded.trace());
  }

  private void restSilent(TraceParent cause) {
    while (!speaking.isEmpty() && first(speaking).isSilent(now)) {
      SensorTrack track = first(speaking);
      List<Closed> closed = track.rest();
      file(track);
      close(track, closed, cause);
      keep(track, cause);
    }
  }

  private void close(SensorTrack track, List<Closed> closed, TraceParent cause) {
    for (Closed window : closed) {
      if (window instanceof Closed.Made made) {
        meter.window(made.missing());
        observations.add(new Caused<>(made.observation(), cause));
      } else if (window instanceof Closed.Rejected rejected) {
        meter.rejected(rejected.window(), rejected.cause());
      }
    }
    if (!closed.isEmpty()) {
      keep(track, cause);
    }
  }

  private void keep(SensorTrack track, TraceParent cause) {
    unwritten.remove(track.sensor());
    open.put(track.sensor(), new Kept(track.written(), partition, cause));
  }

  private void decline(DeadLetter letter, TraceParent cause) {
    meter.deadLetter();
    deadLetters.add(new Caused<>(letter, cause));
  }

  /** Forgets the sensor that was silent longest; says what is wrong if none was. */
  private Optional<String> makeRoom(TraceParent cause) {
    if (size() < frame.settings().sensors()) {
      return Optional.empty();
    }
    if (resting.isEmpty()) {
      return Optional.of(
          "reading.sensor: expected one of the %d sensors of partition %d that inference.windows.sensors allows and none of which was silent for %s, got another one"
              .formatted(frame.settings().sensors(), partition, frame.settings().idle()));
    }
    SensorTrack forgotten = first(resting);
    if (unwritten.containsKey(forgotten.sensor())) {
      keep(forgotten, cause);
    }
    forget(forgotten);
    return Optional.empty();
  }

  private void restore(OpenWindows written) {
    SensorTrack track = SensorTrack.of(frame, written);
    OpenWindows.Run run = written.run();
    if (run != null && track.isResting()) {
      meter.abandoned(run.readings().size());
    }
    if (size() >= frame.settings().sensors() && !resting.isEmpty()) {
      forget(first(resting));
    }
    file(track);
    meter.sensors(1);
  }

  private void forget(SensorTrack track) {
    resting.remove(track.sensor());
    meter.sensors(-1);
  }

  private @Nullable SensorTrack find(String sensor) {
    SensorTrack track = speaking.get(sensor);
    return track == null ? resting.get(sensor) : track;
  }

  private static <T> T first(Map<String, T> ordered) {
    return ordered.values().iterator().next();
  }

  private void file(SensorTrack track) {
    speaking.remove(track.sensor());
    resting.remove(track.sensor());
    (track.isResting() ? resting : speaking).put(track.sensor(), track);
  }
}
