package io.streambed.inference.window;

import static io.streambed.inference.window.SmallWindows.START;
import static io.streambed.inference.window.SmallWindows.reading;
import static io.streambed.inference.window.SmallWindows.received;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Data;
import io.streambed.science.Observation;
import io.streambed.science.Reading;
import io.streambed.science.window.GapRule;
import io.streambed.topics.experiment.WindowSettings;
import io.streambed.topics.experiment.WindowSettings.Kind;
import io.streambed.topics.experiment.WindowSettings.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PartitionTracksTest {
  private final WindowMeter meter = new WindowMeter();
  private long offset;

  PartitionTracksTest() {
    meter.begin();
  }

  private PartitionTracks tracks(WindowSettings settings, Integer... shape) {
    return PartitionTracks.of(0, WindowFrame.of(settings, List.of(shape)), meter, List.of());
  }

  private Harvest take(PartitionTracks tracks, Reading reading) {
    return take(tracks, reading, reading.time());
  }

  private Harvest take(PartitionTracks tracks, Reading reading, Instant written) {
    tracks.take(received(offset++, reading, written));
    return tracks.harvest();
  }

  private static List<Observation> observations(Harvest harvest) {
    return harvest.observations().stream().map(Harvest.Caused::value).toList();
  }

  private double figure(String name) {
    Double figure = meter.figures().get(name);
    return figure == null ? Double.NaN : figure;
  }

  @Test
  void threeReadingsOfTwoChannelsAreAnObservationChannelByChannel() {
    PartitionTracks tracks = tracks(SmallWindows.settings(Kind.COUNT, SmallWindows.REJECT), 2, 3);
    assertEquals(List.of(), observations(take(tracks, reading("a", 0, 1, 10))));
    assertEquals(List.of(), observations(take(tracks, reading("b", 0, 7, 70))));
    assertEquals(List.of(), observations(take(tracks, reading("a", 1, 2, 20))));
    Harvest harvest = take(tracks, reading("a", 2, 3, 30));
    assertEquals(
        List.of(
            new Observation(
                "a/2026-01-01T00:00:00Z/0",
                "a",
                Data.of(new float[] {1, 2, 3, 10, 20, 30}, 2, 3),
                START.plusSeconds(2),
                200,
                Duration.ofSeconds(30))),
        observations(harvest));
    assertEquals(1, harvest.open().size(), "what a goes on with");
    assertEquals(
        List.of(0L),
        harvest.receipts().stream().map(r -> r.position().offset()).toList(),
        "b's reading at offset 1 is not written down yet");
    assertEquals(1, figure("windows"));
    assertEquals(4, figure("readings_added"));
    assertEquals(2, figure("windows_sensors"));
  }

  @Test
  void windowsByTimeAreNamedByTheirBeginningAndTimedByTheirEnd() {
    PartitionTracks tracks = tracks(SmallWindows.settings(Kind.TIME, SmallWindows.LINES), 3);
    take(tracks, reading("a", 5, 1));
    assertEquals(List.of(), observations(take(tracks, reading("a", 7, 3))));
    assertEquals(List.of(), observations(take(tracks, reading("a", 7, 4))), "a repeat");
    Observation made = observations(take(tracks, reading("a", 8, 5))).get(0);
    assertEquals("a/2026-01-01T00:00:05Z", made.id());
    assertEquals(START.plusSeconds(7), made.time());
    assertEquals(Data.of(new float[] {1, 2, 3}), made.data());
    assertEquals(1, figure("readings_repeated"));
    assertEquals(1, figure("windows_readings_filled"));
    take(tracks, reading("a", 6, 2));
    assertEquals(1, figure("readings_late"));
    Reading between =
        new Reading("a", START.plusMillis(9_400), OptionalLong.empty(), Data.of(new float[] {1}));
    take(tracks, between);
    assertEquals(1, figure("readings_off_grid"));
  }

  @Test
  void aRejectedWindowIsCountedWithItsCause() {
    PartitionTracks tracks = tracks(SmallWindows.settings(Kind.TIME, SmallWindows.REJECT), 2);
    take(tracks, reading("a", 0, 1));
    assertEquals(List.of(), observations(take(tracks, reading("a", 2, 3))));
    assertEquals(1, figure("windows_rejected"));
    assertEquals(
        "a/2026-01-01T00:00:00Z: 1 of 2 readings are missing",
        meter.notes().get("last_rejected_window"));
    assertEquals(1, observations(take(tracks, reading("a", 3, 4))).size());
  }

  @Test
  void alignedWindowsBeginAtMultiplesOfTheirStep() {
    WindowSettings settings =
        SmallWindows.settings(
            Kind.SEQUENCE, SmallWindows.REJECT, OptionalInt.of(2), 0, Origin.ALIGNED, 100, 1000);
    PartitionTracks tracks = tracks(settings, 3);
    List<Observation> made = new ArrayList<>();
    for (int n = 3; n <= 8; n++) {
      made.addAll(observations(take(tracks, reading("a", n, n))));
    }
    assertEquals(
        List.of(Data.of(new float[] {4, 5, 6}), Data.of(new float[] {6, 7, 8})),
        made.stream().map(Observation::data).toList());
    assertEquals(1, figure("readings_before_first"));
  }

  @Test
  void aSensorThatCountsFromTheBeginningAgainBeginsAnew() {
    PartitionTracks tracks = tracks(SmallWindows.settings(Kind.SEQUENCE, SmallWindows.REJECT), 2);
    List<Observation> made = new ArrayList<>();
    long[] numbers = {0, 1, 2, 3, 0, 1};
    for (int i = 0; i < numbers.length; i++) {
      Reading reading =
          new Reading(
              "a", START.plusSeconds(i), OptionalLong.of(numbers[i]), Data.of(new float[] {i}));
      made.addAll(observations(take(tracks, reading)));
    }
    assertEquals(
        List.of("a/2026-01-01T00:00:00Z/0", "a/2026-01-01T00:00:00Z/2", "a/2026-01-01T00:00:04Z/0"),
        made.stream().map(Observation::id).toList());
  }

  @Test
  void aSensorThatCountsFromTheBeginningAgainInAnOpenWindowBeginsAnew() {
    PartitionTracks tracks = tracks(SmallWindows.settings(Kind.SEQUENCE, SmallWindows.REJECT), 4);
    List<Observation> made = new ArrayList<>();
    long[] numbers = {0, 1, 2, 0, 1, 2, 3};
    for (int i = 0; i < numbers.length; i++) {
      Reading reading =
          new Reading(
              "a", START.plusSeconds(i), OptionalLong.of(numbers[i]), Data.of(new float[] {i}));
      made.addAll(observations(take(tracks, reading)));
    }
    assertEquals(
        List.of(Data.of(new float[] {3, 4, 5, 6})),
        made.stream().map(Observation::data).toList(),
        "none of both runs");
  }

  @Test
  void aSilentSensorsWindowIsClosedWhenItsPartitionHearsOfAnother() {
    GapRule mask = new GapRule(GapRule.Kind.MASK, 2, 2, -1);
    PartitionTracks tracks = tracks(SmallWindows.settings(Kind.TIME, mask), 3);
    take(tracks, reading("a", 0, 5));
    long later = SmallWindows.IDLE.toSeconds();
    assertEquals(List.of(), observations(take(tracks, reading("b", later, 1))));
    Harvest harvest = take(tracks, reading("b", later + 1, 1));
    assertEquals(Data.of(new float[] {5, -1, -1}), observations(harvest).get(0).data());
    assertEquals("a", observations(harvest).get(0).sensor());
  }

  @Test
  void aSensorTooManyIsADeadLetterUnlessOneIsSilent() {
    WindowSettings settings =
        SmallWindows.settings(
            Kind.COUNT, SmallWindows.REJECT, OptionalInt.empty(), 0, Origin.FIRST_READING, 1, 1000);
    PartitionTracks tracks = tracks(settings, 2);
    take(tracks, reading("a", 0, 1));
    Harvest refused = take(tracks, reading("b", 1, 1));
    String cause = refused.deadLetters().get(0).value().cause();
    assertTrue(cause.contains("one of the 1 sensors of partition 0"), cause);
    assertEquals(1, figure("readings_dead_letters"));
    Harvest taken = take(tracks, reading("b", SmallWindows.IDLE.toSeconds() + 1, 1));
    assertEquals(List.of(), taken.deadLetters());
    assertEquals(1, tracks.size());
    assertEquals(1, figure("windows_sensors"));
  }

  @Test
  void whatIsWrongWithAReadingIsSaidOfIt() {
    PartitionTracks tracks = tracks(SmallWindows.settings(Kind.SEQUENCE, SmallWindows.REJECT), 2);
    assertEquals(
        "reading.values: expected 1, one of each channel, got 2",
        cause(take(tracks, reading("a", 0, 1, 2))));
    Reading ahead = reading("a", 61, 1);
    String cause = cause(take(tracks, ahead, START));
    assertTrue(cause.startsWith("reading.time: expected at most PT1M after its record"), cause);
    Reading uncounted = new Reading("a", START, OptionalLong.empty(), Data.of(new float[] {1}));
    assertEquals(
        "reading.sequence: expected a number, since inference.windows.kind = sequence, got none",
        cause(take(tracks, uncounted)));
    Harvest fine = take(tracks, reading("a", 1, 1));
    assertEquals(List.of(), fine.deadLetters());
  }

  private static String cause(Harvest harvest) {
    assertEquals(1, harvest.receipts().size());
    return harvest.deadLetters().get(0).value().cause();
  }

  @Test
  void openWindowsAreWrittenDownWhenTheyAreFarBehind() {
    WindowSettings settings =
        SmallWindows.settings(
            Kind.COUNT, SmallWindows.REJECT, OptionalInt.empty(), 0, Origin.FIRST_READING, 100, 2);
    PartitionTracks tracks = tracks(settings, 100);
    assertEquals(List.of(), take(tracks, reading("a", 0, 1)).receipts());
    assertEquals(List.of(), take(tracks, reading("b", 0, 1)).receipts());
    Harvest third = take(tracks, reading("b", 1, 1));
    assertEquals("a", third.open().get(0).windows().sensor());
    assertEquals(1, third.receipts().size());
  }

  @Test
  void readingsOutOfTheOrderOfTheirPartitionAreNotTaken() {
    PartitionTracks tracks = tracks(SmallWindows.settings(Kind.COUNT, SmallWindows.REJECT), 2);
    tracks.take(received(7, reading("a", 0, 1)));
    assertThrows(IllegalStateException.class, () -> tracks.take(received(6, reading("a", 1, 1))));
  }

  @Test
  void aRunByOtherRulesIsNotGoneOnWith() {
    PartitionTracks before = tracks(SmallWindows.settings(Kind.SEQUENCE, SmallWindows.REJECT), 3);
    before.take(received(0, reading("a", 0, 1)));
    before.take(received(1, reading("a", 1, 1)));
    before.take(received(2, reading("a", 2, 1)));
    before.take(received(3, reading("a", 3, 1)));
    // Written down with the window, before the reading at offset 3.
    PartitionTracks after =
        PartitionTracks.of(
            0,
            WindowFrame.of(SmallWindows.settings(Kind.TIME, SmallWindows.REJECT), List.of(2)),
            meter,
            before.harvest().open().stream().map(Harvest.Kept::windows).toList());
    after.take(received(3, reading("a", 3, 4)));
    after.take(received(4, reading("a", 4, 5)));
    assertEquals(
        List.of(Data.of(new float[] {4, 5})),
        observations(after.harvest()).stream().map(Observation::data).toList());
  }
}
