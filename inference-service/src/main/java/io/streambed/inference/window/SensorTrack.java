package io.streambed.inference.window;

import io.streambed.science.Data;
import io.streambed.science.Observation;
import io.streambed.science.Reading;
import io.streambed.science.window.ClosedWindow;
import io.streambed.science.window.Placement;
import io.streambed.science.window.WindowedReadings;
import io.streambed.topics.OpenWindows;
import io.streambed.topics.OpenWindows.Placed;
import io.streambed.topics.experiment.WindowSettings.Kind;
import io.streambed.topics.experiment.WindowSettings.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The readings of one sensor: what comes of them is decided by them alone, in the order of their
 * records, and by when those were written. For one thread.
 */
final class SensorTrack {
  private static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

  private final WindowFrame frame;
  private final String sensor;
  private long nextOffset;
  private Instant heard = NEVER;
  private Instant newest = NEVER;
  private @Nullable Run run;

  private record Run(Instant origin, WindowedReadings windows) {}

  /** What became of a window. */
  sealed interface Closed {
    /** It is this observation. */
    record Made(Observation observation, int missing) implements Closed {}

    /** It is none. */
    record Rejected(String window, String cause) implements Closed {}
  }

  /**
   * What came of a reading.
   *
   * @param closed windows that were closed with it, in order
   */
  record Taken(Placement placement, List<Closed> closed) {}

  private SensorTrack(WindowFrame frame, String sensor) {
    this.frame = frame;
    this.sensor = sensor;
  }

  /** Of a sensor that was never heard of. */
  static SensorTrack begin(WindowFrame frame, String sensor) {
    return new SensorTrack(frame, sensor);
  }

  /** As it was when {@link #written} said so; without its run if that was by other rules. */
  static SensorTrack of(WindowFrame frame, OpenWindows open) {
    SensorTrack track = new SensorTrack(frame, open.sensor());
    track.nextOffset = open.nextOffset();
    track.heard = open.heard();
    track.newest = open.newest();
    OpenWindows.Run run = open.run();
    if (run != null && open.rules().equals(frame.rules())) {
      TreeMap<Long, Data> readings = new TreeMap<>();
      run.readings().forEach(placed -> readings.put(placed.place(), placed.values()));
      track.run =
          new Run(
              run.origin(),
              WindowedReadings.of(frame.rule(), run.first(), run.next(), run.newest(), readings));
    }
    return track;
  }

  String sensor() {
    return sensor;
  }

  /** Whether the reading at {@code offset} was taken before. */
  boolean hasTaken(long offset) {
    return offset < nextOffset;
  }

  /** Whether no window is open. */
  boolean isResting() {
    return run == null;
  }

  /** Whether it was silent for too long to go on at {@code time}, by the broker's clock. */
  boolean isSilent(Instant time) {
    return heard.plus(frame.settings().idle()).isBefore(time);
  }

  /** Closes all windows; the next reading begins anew. */
  List<Closed> rest() {
    Run ended = run;
    run = null;
    return ended == null ? List.of() : closed(ended, ended.windows().closeAll());
  }

  /**
   * Takes the next reading.
   *
   * @param offset of its record
   * @param written when its record was written
   */
  Taken take(Reading reading, long offset, Instant written) {
    List<Closed> closed = new ArrayList<>();
    if (isSilent(written) || beginsAnew(reading)) {
      closed.addAll(rest());
    }
    nextOffset = offset + 1;
    heard = written.isAfter(heard) ? written : heard;
    Placement placement = place(reading);
    if (placement == Placement.ADDED && run != null) {
      newest = reading.time().isAfter(newest) ? reading.time() : newest;
      closed.addAll(closed(run, run.windows().close()));
    }
    return new Taken(placement, closed);
  }

  /** For the topic. */
  OpenWindows written() {
    Run current = run;
    return new OpenWindows(
        sensor,
        nextOffset,
        heard,
        newest,
        frame.rules(),
        current == null
            ? null
            : new OpenWindows.Run(
                current.origin(),
                current.windows().first(),
                current.windows().next(),
                current.windows().newest(),
                current.windows().readings().entrySet().stream()
                    .map(placed -> new Placed(placed.getKey(), placed.getValue()))
                    .toList()));
  }

  /** A smaller number at a later time: the sensor counts from the beginning again. */
  private boolean beginsAnew(Reading reading) {
    return frame.settings().kind() == Kind.SEQUENCE
        && run != null
        && reading.sequence().orElse(0) < Math.max(run.windows().next(), run.windows().newest())
        && reading.time().isAfter(newest);
  }

  private Placement place(Reading reading) {
    if ((run == null || frame.settings().kind() == Kind.COUNT)
        && reading.time().isBefore(earliest())) {
      return reading.time().equals(newest) ? Placement.REPEATED : Placement.LATE;
    }
    boolean atFirst = frame.settings().origin() == Origin.FIRST_READING;
    Instant origin =
        run != null
            ? run.origin()
            : frame.settings().kind() == Kind.TIME && !atFirst ? Instant.EPOCH : reading.time();
    OptionalLong place =
        switch (frame.settings().kind()) {
          case TIME -> frame.settings().grid().place(origin, reading.time());
          case SEQUENCE -> reading.sequence();
          default ->
              OptionalLong.of(
                  run == null || run.windows().isEmpty() ? 0 : run.windows().newest() + 1);
        };
    if (place.isEmpty()) {
      return Placement.OFF_GRID;
    }
    if (run == null) {
      long first = frame.first(place.getAsLong());
      run = new Run(origin, WindowedReadings.begin(frame.rule(), first));
    }
    return run.windows().add(place.getAsLong(), reading.values());
  }

  /** What begins a run, or is counted, comes after all before: no two windows share a name. */
  private Instant earliest() {
    return frame.settings().kind() == Kind.TIME
        ? newest.plus(frame.settings().grid().interval())
        : newest.plusNanos(1);
  }

  private List<Closed> closed(Run of, List<ClosedWindow> windows) {
    return windows.stream().map(window -> closed(of, window)).toList();
  }

  private Closed closed(Run of, ClosedWindow window) {
    return window instanceof ClosedWindow.Made made
        ? new Closed.Made(frame.observation(sensor, of.origin(), made, newest), made.missing())
        : new Closed.Rejected(
            frame.id(sensor, of.origin(), window.start()),
            ((ClosedWindow.Rejected) window).cause());
  }
}
