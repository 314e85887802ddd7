package io.streambed.science.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Data;
import io.streambed.science.window.ClosedWindow.Made;
import io.streambed.science.window.ClosedWindow.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class WindowedReadingsTest {
  private static final WindowShape FOUR =
      WindowShape.of(List.of(4), OptionalInt.empty(), WindowShape.Order.CHANNELS_FIRST);
  private static final GapRule REJECT = new GapRule(GapRule.Kind.REJECT, 0, 0, 0);
  private static final GapRule LINES = new GapRule(GapRule.Kind.INTERPOLATE, 2, 3, 0);
  private static final GapRule MASK = new GapRule(GapRule.Kind.MASK, 2, 3, -9);

  private static WindowedReadings windows(GapRule gaps, int step, int lateness) {
    return WindowedReadings.begin(new WindowRule(FOUR, step, lateness, gaps), 0);
  }

  /** Adds readings of value 10 x place, one after the other, and closes what can be. */
  private static List<ClosedWindow> add(WindowedReadings windows, long... places) {
    List<ClosedWindow> closed = new ArrayList<>();
    for (long place : places) {
      windows.add(place, Data.of(new float[] {10 * place}));
      closed.addAll(windows.close());
    }
    return closed;
  }

  private static Made made(long start, int missing, float... values) {
    return new Made(start, Data.of(values), missing);
  }

  /** Every rule of these, and the most readings at a time, at random places. */
  @Test
  void readingsTakenAtATimeMakeNoMoreWindowsThanSaid() {
    var random = RandomSource.SPLIT_MIX_64.create(7);
    int asMany = 0;
    for (int trial = 0; trial < 20_000; trial++) {
      GapRule gaps = List.of(REJECT, LINES, MASK).get(trial % 3);
      WindowRule rule = new WindowRule(FOUR, 4, random.nextInt(7), gaps);
      int windows = 1 + random.nextInt(6);
      long most = rule.mostReadings(windows);
      WindowedReadings readings = WindowedReadings.begin(rule, 0);
      int spread = 2 + random.nextInt(12);
      for (int time = 0; time < 5; time++) {
        int made = 0;
        for (int n = 0; n < most; n++) {
          long place = Math.max(0, readings.newest()) + random.nextInt(spread) - spread / 3;
          readings.add(place, Data.of(new float[] {0}));
          made += (int) readings.close().stream().filter(Made.class::isInstance).count();
        }
        assertTrue(made <= windows, made + " of " + most + " readings by " + rule);
        asMany += made == windows ? 1 : 0;
      }
    }
    assertTrue(asMany > 100, "only as many " + asMany + " times");
  }

  @Test
  void aReadingThatAWindowWaitedForMakesThoseBehindItAsWell() {
    WindowedReadings readings = windows(REJECT, 4, 8);
    add(readings, 0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11);
    assertEquals(3, add(readings, 3).size());
    WindowRule rule = new WindowRule(FOUR, 4, 8, REJECT);
    assertEquals(0, rule.mostReadings(2));
    assertEquals(4, rule.mostReadings(3));
    assertEquals(1, new WindowRule(FOUR, 4, 0, MASK).mostReadings(4));
  }

  @Test
  void aWindowIsClosedByItsLastReading() {
    WindowedReadings windows = windows(REJECT, 4, 0);
    assertEquals(List.of(), add(windows, 0, 1, 2));
    assertEquals(List.of(made(0, 0, 0, 10, 20, 30)), add(windows, 3));
    assertEquals(List.of(made(4, 0, 40, 50, 60, 70)), add(windows, 4, 5, 6, 7));
    assertEquals(0, windows.readings().size());
  }

  @Test
  void slidingWindowsShareReadings() {
    assertEquals(
        List.of(made(0, 0, 0, 10, 20, 30), made(1, 0, 10, 20, 30, 40), made(2, 0, 20, 30, 40, 50)),
        add(windows(REJECT, 1, 0), 0, 1, 2, 3, 4, 5));
  }

  @Test
  void aGapIsWaitedForAsLongAsTheLatenessSays() {
    WindowedReadings windows = windows(REJECT, 4, 2);
    assertEquals(List.of(), add(windows, 0, 1, 3, 4, 5));
    assertEquals(List.of(made(0, 0, 0, 10, 20, 30)), add(windows, 2));
    assertEquals(List.of(), add(windows, 7, 8, 9));
    assertEquals(List.of(new Rejected(4, "1 of 4 readings are missing")), add(windows, 10));
    assertEquals(Placement.LATE, windows.add(6, Data.of(new float[] {60})));
    assertEquals(Placement.REPEATED, windows.add(9, Data.of(new float[] {1})));
    assertEquals(List.of(made(8, 0, 80, 90, 100, 110)), add(windows, 11));
  }

  @Test
  void linesGoThroughGapsAlsoAtTheEdgesToReadingsBeyond() {
    WindowedReadings windows = windows(LINES, 4, 0);
    assertEquals(List.of(made(0, 1, 0, 10, 20, 30)), add(windows, 0, 2, 3, 4, 5));
    assertEquals(List.of(made(4, 1, 40, 50, 60, 70)), add(windows, 6, 9));
    assertEquals(List.of(made(8, 1, 80, 90, 100, 110)), add(windows, 10, 11, 12));
  }

  @Test
  void gapsLongerThanAllowedAreNotBridged() {
    WindowedReadings windows = windows(LINES, 4, 0);
    assertEquals(
        List.of(new Rejected(0, "3 readings in a row are missing, more than 2")),
        add(windows, 0, 1, 5));
    assertEquals(
        new Rejected(4, "readings are missing at its beginning, with none near before it"),
        windows.closeAll().get(0));
  }

  @Test
  void theFirstReadingOfAllHasNothingBeforeIt() {
    WindowedReadings windows = windows(LINES, 4, 0);
    assertEquals(
        List.of(new Rejected(0, "readings are missing at its beginning, with none near before it")),
        add(windows, 1, 2, 3, 4));
  }

  @Test
  void masksStandWhereReadingsAreMissing() {
    WindowedReadings windows = windows(MASK, 4, 0);
    assertEquals(List.of(made(0, 2, 0, -9, 20, -9)), add(windows, 0, 2, 4));
    assertEquals(
        List.of(new Rejected(4, "3 readings in a row are missing, more than 2")), add(windows, 8));
  }

  @Test
  void windowsWithoutAnyReadingAreNotMade() {
    WindowedReadings windows = windows(MASK, 4, 0);
    add(windows, 0, 1, 2, 3);
    assertEquals(List.of(), add(windows, 1_000_000_000_001L));
    assertEquals(1_000_000_000_000L, windows.next());
    assertEquals(1, windows.closeAll().size());
  }

  @Test
  void noMoreReadingsAreKeptThanTheRuleSays() {
    for (int step = 1; step <= 4; step++) {
      WindowRule rule = new WindowRule(FOUR, step, 3, LINES);
      WindowedReadings windows = WindowedReadings.begin(rule, 0);
      java.util.Random random = new java.util.Random(step);
      long most = 0;
      for (int place = 0; place < 2000; place++) {
        if (random.nextInt(4) > 0) {
          add(windows, Math.max(0, place - random.nextInt(4)));
          most = Math.max(most, windows.readings().size());
        }
      }
      org.junit.jupiter.api.Assertions.assertTrue(most <= rule.mostKept(), most + " of " + rule);
    }
  }

  @Test
  void otherShapesAndStepsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new WindowRule(FOUR, 5, 0, REJECT));
    assertThrows(
        IllegalArgumentException.class,
        () -> windows(REJECT, 4, 0).add(0, Data.of(new float[] {1, 2})));
  }
}
