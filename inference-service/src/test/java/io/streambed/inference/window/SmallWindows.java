package io.streambed.inference.window;

import io.streambed.science.Data;
import io.streambed.science.Reading;
import io.streambed.science.window.GapRule;
import io.streambed.science.window.Grid;
import io.streambed.science.window.WindowShape;
import io.streambed.topics.Position;
import io.streambed.topics.Raw;
import io.streambed.topics.experiment.WindowSettings;
import io.streambed.topics.experiment.WindowSettings.Kind;
import io.streambed.topics.experiment.WindowSettings.Origin;
import io.streambed.topics.intake.Receipt;
import io.streambed.topics.intake.Received.Decoded;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.pekko.util.ByteString;

/** Windows of a few readings, one a second. */
public final class SmallWindows {
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  public static final GapRule REJECT = new GapRule(GapRule.Kind.REJECT, 0, 0, 0);
  static final GapRule LINES = new GapRule(GapRule.Kind.INTERPOLATE, 2, 2, 0);
  static final Duration IDLE = Duration.ofMinutes(10);

  private SmallWindows() {}

  /** Side by side, in order. */
  public static WindowSettings settings(Kind kind, GapRule gaps) {
    return settings(kind, gaps, OptionalInt.empty(), 0, Origin.FIRST_READING, 100, 1000);
  }

  static WindowSettings settings(
      Kind kind,
      GapRule gaps,
      OptionalInt step,
      int lateness,
      Origin origin,
      int sensors,
      int replay) {
    return new WindowSettings(
        kind,
        OptionalInt.empty(),
        WindowShape.Order.CHANNELS_FIRST,
        step,
        new Grid(Duration.ofSeconds(1), 0.25),
        origin,
        lateness,
        gaps,
        0.5,
        Duration.ofMinutes(1),
        IDLE,
        sensors,
        replay,
        200,
        Duration.ofSeconds(30));
  }

  /** With the place in sequence and time, {@code place} seconds after the start. */
  public static Reading reading(String sensor, long place, float... values) {
    return new Reading(
        sensor, START.plusSeconds(place), OptionalLong.of(Math.max(0, place)), Data.of(values));
  }

  static Decoded<Reading> received(long offset, Reading reading) {
    return received(offset, reading, reading.time());
  }

  static Decoded<Reading> received(long offset, Reading reading, Instant written) {
    Position position = new Position("small.readings", 0, offset);
    return new Decoded<>(
        reading,
        new Raw(position, reading.sensor(), ByteString.emptyByteString(), written, Map.of()),
        Receipt.of(position));
  }
}
