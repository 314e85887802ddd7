package io.streambed.chaos.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final Duration PACE = Duration.ofSeconds(4);
  private static final Menu MENU =
      new Menu(
          List.of("broker-1", "broker-2", "broker-3"),
          List.of("simulator-1", "trainer-1", "inference-1", "inference-2"),
          List.of("inference-3"),
          List.of("observations"),
          List.of(Menu.Means.values()));

  @Test
  void theSameSeedGivesTheSameSchedule() {
    assertEquals(Schedule.draw(7, MENU, 200, PACE), Schedule.draw(7, MENU, 200, PACE));
    assertNotEquals(Schedule.draw(7, MENU, 200, PACE), Schedule.draw(8, MENU, 200, PACE));
  }

  @Test
  void theFirstStrikesAreOneOfEachKindOnBrokersAndOnNodes() {
    Set<String> kinds = new HashSet<>();
    for (Strike strike : Schedule.draw(3, MENU, MENU.dishes().size(), PACE).strikes()) {
      boolean broker = strike.fault().target().startsWith("broker");
      kinds.add(strike.fault().getClass().getSimpleName() + (broker ? " of a broker" : ""));
    }
    assertTrue(
        kinds.containsAll(
            Set.of(
                "Kill",
                "Pause",
                "Restart",
                "Kill of a broker",
                "Pause of a broker",
                "Restart of a broker",
                "Join",
                "Poison",
                "Tamper",
                "Isolate",
                "Slow",
                "FillDisk",
                "SetClock")),
        kinds.toString());
  }

  @Test
  void whatTheMachineCannotDoIsNotDrawn() {
    Menu poor = new Menu(MENU.brokers(), MENU.nodes(), List.of(), List.of(), List.of());

    assertTrue(
        Schedule.draw(3, poor, 500, PACE).strikes().stream()
            .map(Strike::fault)
            .allMatch(
                fault ->
                    fault instanceof Fault.Kill
                        || fault instanceof Fault.Pause
                        || fault instanceof Fault.Restart
                        || fault instanceof Fault.Tamper));
  }

  @Test
  void noProcessIsHitTwiceInARowWhereThereIsAnother() {
    List<Strike> strikes = Schedule.draw(11, MENU, 500, PACE).strikes();

    for (int i = 1; i < strikes.size(); i++) {
      String target = strikes.get(i).fault().target();
      if (!Set.of("models", "observations", "inference-3", "trainer-1").contains(target)) {
        assertNotEquals(strikes.get(i - 1).fault().target(), target, "strike " + (i + 1));
      }
    }
  }

  /** Of 2,000 draws a share of 10 in 61 is 328 with deviation 17: 6 deviations either way. */
  @Test
  void kindsComeAsOftenAsTheyWeigh() {
    Map<String, Integer> counts = new HashMap<>();
    for (Strike strike : Schedule.draw(5, MENU, 2000, PACE).strikes()) {
      boolean broker = strike.fault().target().startsWith("broker");
      counts.merge(strike.fault().getClass().getSimpleName() + broker, 1, Integer::sum);
    }
    int weights = MENU.dishes().stream().mapToInt(Menu.Dish::weight).sum();
    double expected = 2000.0 * 10 / weights;
    assertEquals(expected, counts.getOrDefault("Killfalse", 0), 6 * Math.sqrt(expected));
  }

  @Test
  void thePaceIsBetweenHalfAndOneAndAHalf() {
    for (Strike strike : Schedule.draw(2, MENU, 500, PACE).strikes()) {
      assertTrue(strike.after().compareTo(PACE.dividedBy(2)) >= 0, strike.toString());
      assertTrue(strike.after().compareTo(Duration.ofSeconds(6)) <= 0, strike.toString());
    }
  }

  @Test
  void aScheduleIsPrintedALineAStrikeWithItsSeed() {
    Schedule schedule =
        new Schedule(
            9,
            List.of(
                new Strike(
                    1,
                    Duration.ofMillis(1500),
                    new Fault.Kill("broker-2"),
                    Duration.ofSeconds(3))));

    assertEquals(
        "schedule of seed 9\n   1  +1.5 s  Kill[target=broker-2] for 3.0 s", schedule.toString());
  }
}
