package io.streambed.inference.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Data;
import io.streambed.science.Observation;
import io.streambed.science.Reading;
import io.streambed.science.window.GapRule;
import io.streambed.topics.OpenWindows;
import io.streambed.topics.experiment.WindowSettings;
import io.streambed.topics.experiment.WindowSettings.Kind;
import io.streambed.topics.experiment.WindowSettings.Origin;
import io.streambed.topics.intake.Received.Decoded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Killed anywhere, any number of times: the same observations, none lost, none other. */
class ReplayTest {
  private static final int RECORDS = 300;
  private static final int LOGS = 40;

  @ParameterizedTest
  @EnumSource(value = Kind.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void restartsMakeNoDifference(Kind kind) {
    long made = 0;
    for (int seed = 0; seed < LOGS; seed++) {
      Random random = new Random(seed);
      WindowFrame frame = frame(kind, random);
      List<Decoded<Reading>> log = log(random);
      Map<String, Observation> expected = new LinkedHashMap<>();
      PartitionTracks whole = PartitionTracks.of(0, frame, new WindowMeter(), List.of());
      for (Decoded<Reading> reading : log) {
        whole.take(reading);
      }
      whole
          .harvest()
          .observations()
          .forEach(o -> assertNull(expected.put(o.value().id(), o.value()), "same name"));
      assertEquals(expected, killed(frame, log, random), kind + " " + seed);
      made += expected.size();
    }
    assertTrue(made > LOGS, "hardly any windows: " + made);
  }

  /** What is published while the process is killed again and again. */
  private static Map<String, Observation> killed(
      WindowFrame frame, List<Decoded<Reading>> log, Random random) {
    Map<String, Observation> published = new HashMap<>();
    Map<String, OpenWindows> topic = new HashMap<>();
    int committed = 0;
    int kills = 5;
    while (committed < log.size()) {
      PartitionTracks tracks =
          PartitionTracks.of(0, frame, new WindowMeter(), List.copyOf(topic.values()));
      int position = committed;
      boolean alive = true;
      while (alive && position < log.size()) {
        int batch = Math.min(log.size() - position, 1 + random.nextInt(20));
        for (int i = 0; i < batch; i++) {
          tracks.take(log.get(position++));
        }
        Harvest harvest = tracks.harvest();
        alive = kills == 0 || random.nextInt(4) > 0;
        int steps = alive ? 3 : random.nextInt(3);
        int observed =
            steps > 0
                ? harvest.observations().size()
                : random.nextInt(harvest.observations().size() + 1);
        for (Harvest.Caused<Observation> made : harvest.observations().subList(0, observed)) {
          Observation before = published.putIfAbsent(made.value().id(), made.value());
          assertTrue(before == null || before.equals(made.value()), made.value().id());
        }
        int kept =
            steps > 1
                ? harvest.open().size()
                : steps == 1 ? random.nextInt(harvest.open().size() + 1) : 0;
        harvest.open().subList(0, kept).forEach(k -> topic.put(k.windows().sensor(), k.windows()));
        if (steps > 2 && !harvest.receipts().isEmpty()) {
          committed =
              (int) harvest.receipts().get(harvest.receipts().size() - 1).position().offset() + 1;
        }
      }
      if (alive) {
        return published;
      }
      kills--;
    }
    return published;
  }

  private static WindowFrame frame(Kind kind, Random random) {
    GapRule gaps =
        new GapRule(
            GapRule.Kind.values()[random.nextInt(3)], random.nextInt(3), random.nextInt(4), -1);
    WindowSettings settings =
        SmallWindows.settings(
            kind,
            gaps,
            random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(1 + random.nextInt(5)),
            random.nextInt(3),
            Origin.values()[random.nextInt(2)],
            100,
            1 + random.nextInt(60));
    return WindowFrame.of(settings, List.of(5));
  }

  /** Of four sensors that lose, repeat, delay and renumber readings, and fall silent. */
  private static List<Decoded<Reading>> log(Random random) {
    List<Decoded<Reading>> log = new ArrayList<>();
    long[] clock = new long[4];
    long[] zero = new long[4];
    Instant written = SmallWindows.START;
    for (int offset = 0; offset < RECORDS; offset++) {
      int sensor = random.nextInt(4) == 0 ? 3 : random.nextInt(3);
      written = written.plusSeconds(random.nextInt(60) == 0 ? 700 : random.nextInt(2));
      clock[sensor] += random.nextInt(40) == 0 ? 20 : random.nextInt(8) == 0 ? 2 : 1;
      zero[sensor] = random.nextInt(50) == 0 ? clock[sensor] : zero[sensor];
      long place =
          random.nextInt(6) == 0 ? Math.max(0, clock[sensor] - random.nextInt(4)) : clock[sensor];
      long jitter = random.nextInt(600) - 300;
      log.add(
          SmallWindows.received(
              offset,
              new Reading(
                  "s" + sensor,
                  SmallWindows.START.plusSeconds(place - 3600).plusMillis(jitter),
                  OptionalLong.of(Math.max(0, place - zero[sensor])),
                  Data.of(new float[] {offset})),
              written));
    }
    return log;
  }
}
