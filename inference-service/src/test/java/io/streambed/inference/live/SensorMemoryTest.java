package io.streambed.inference.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Credence;
import io.streambed.science.Posterior.Standing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SensorMemoryTest {
  /** Four sensors, of which two with draws and three notes each. */
  private final LiveView view = new LiveView(new ViewSettings(0, 4, 2, 1 << 20, 3, 2, 1, 1, 1), 1);

  @Test
  void aSensorIsRememberedInShortLongerThanItsDraws() {
    List.of("a", "b", "c", "d", "e").forEach(sensor -> Told.posterior(view, sensor, "o", 5));
    assertEquals(4, view.sensors().size());
    assertEquals(1, view.sensors().forgotten());
    assertTrue(view.sensors().outline("a").isEmpty());
    assertTrue(view.sensors().find("c").isEmpty());
    Outline outline = view.sensors().outline("c").orElseThrow();
    // Of draws (5, 0) and (7, 0).
    assertEquals(List.of(6.0, 0.0), outline.newest().mean());
    assertEquals(List.of(1.0, 0.0), outline.newest().sd());
    assertEquals(List.of(outline.newest()), view.sensors().notes("c"));
    assertTrue(view.sensors().find("d").isPresent());
  }

  @Test
  void whatIsRememberedIsFoundByNameAndByAPartOfItInWhateverCase() {
    List.of("gone", "Boiler 2", "turbine", "boiler 1", "pump")
        .forEach(sensor -> Told.posterior(view, sensor, "o", 5));
    assertEquals(
        List.of("Boiler 2", "boiler 1", "pump", "turbine"), names(view.sensors().byName("")));
    assertEquals(List.of("Boiler 2", "boiler 1"), names(view.sensors().byName("boiLER")));
    assertEquals(List.of("boiler 1", "Boiler 2"), names(view.sensors().newestFirst("boiler")));
    assertEquals(List.of(), view.sensors().byName("gone"));
  }

  private static List<String> names(List<Outline> outlines) {
    return outlines.stream().map(Outline::sensor).toList();
  }

  /** Each stands on itself alone, as where sessions are off. */
  @Test
  void theAnswerToARepeatIsNotTheNewestThoughItStandsOnAsMany() {
    Told.posterior(view, "s", "o1", 1);
    Told.posterior(view, "s", "o2", 2);
    Told.posterior(view, "s", "o1", 3);
    assertEquals("o2", newest("s"));
    Told.posterior(view, "s", "o1", 4, 2, Standing.ALONE);
    assertEquals("o2", newest("s"), "nor under a newer model");
    Told.posterior(view, "s", "o2", 5, 2, Standing.ALONE);
    assertEquals(2, view.sensors().outline("s").orElseThrow().newest().modelVersion());
    Told.posterior(view, "s", "o3", 6);
    assertEquals("o3", newest("s"));
  }

  /** A window of two is full from the second on: a repeat stands on two as well. */
  @Test
  void theAnswerToARepeatIsNotTheNewestWhereAWindowIsFull() {
    Told.posterior(view, "s", "o1", 1, 1, on(1));
    Told.posterior(view, "s", "o2", 2, 1, on(2));
    Told.posterior(view, "s", "o3", 3, 1, on(2));
    Told.posterior(view, "s", "o2", 4, 1, on(2));
    assertEquals("o3", newest("s"));
    assertEquals(3, view.sensors().find("s").orElseThrow().newest().draws().get(0, 0));
  }

  @Test
  void whatIsLateIsNotTheNewestOfASensorWhoseDrawsAreForgotten() {
    Told.posterior(view, "s", "o1", 1, 1, on(1));
    Told.posterior(view, "s", "o2", 2, 1, on(2));
    Told.posterior(view, "t", "o", 3);
    Told.posterior(view, "u", "o", 4);
    Told.posterior(view, "s", "late", 5, 1, new Standing(1, 1, 0, true));
    assertEquals("o2", newest("s"));
    assertEquals(3, view.sensors().outline("s").orElseThrow().posteriors());
    assertTrue(view.sensors().find("s").isEmpty(), "there are no draws to show");
    Told.posterior(view, "s", "o3", 6, 1, on(3));
    assertEquals("o3", view.sensors().find("s").orElseThrow().newest().observation());
    assertEquals(4, view.sensors().find("s").orElseThrow().note().number());
  }

  /** A sensor that goes bad must not look as it did before. */
  @Test
  void whatIsSetAsideSinceItLiesTooFarOutIsTheNewest() {
    Told.posterior(view, "s", "o1", 1, 1, on(1));
    Credence refused = new Credence(Credence.Level.NOT_TO_BE_TRUSTED, List.of("data far away"));
    Told.posterior(view, "s", "odd", 2, 1, new Standing(1, 1, 0, true), refused);
    assertEquals("odd", newest("s"));
    Told.posterior(view, "s", "o2", 3, 1, on(2));
    assertEquals("o2", newest("s"));
  }

  /** Sessions that begin anew stand on fewer under the same model. */
  @Test
  void aNewObservationOnFewerIsTheNewest() {
    Told.posterior(view, "s", "o1", 1, 1, on(1));
    Told.posterior(view, "s", "o2", 2, 1, on(500));
    Told.posterior(view, "s", "o3", 3, 1, on(1));
    assertEquals("o3", newest("s"));
  }

  @Test
  void whoeverComesBackIsToldWhatWasMissedOnceAndInOrder() {
    for (int offset = 1; offset <= 4; offset++) {
      Told.posterior(view, "s", "o" + offset, offset);
    }
    List<String> heard = new ArrayList<>();
    Runnable end = view.sensors().listen("s", "2-3", note -> heard.add(note.id()));
    Told.posterior(view, "s", "o5", 5);
    end.run();
    Told.posterior(view, "s", "o6", 6);
    assertEquals(List.of("2-4", "2-5"), heard);
    assertEquals(List.of("2-4", "2-5", "2-6"), missed("2-1"), "three are remembered");
    assertEquals(List.of("2-4", "2-5", "2-6"), missed("1-99"), "it has moved to this partition");
    assertEquals(List.of(), missed("2-6"));
    assertEquals(List.of(), missed(""));
    assertEquals(List.of(), missed("7"));
    assertFalse(missed("2-5").isEmpty());
  }

  private List<String> missed(String id) {
    List<String> heard = new ArrayList<>();
    view.sensors().listen("s", id, note -> heard.add(note.id())).run();
    return heard;
  }

  private String newest(String sensor) {
    return view.sensors().outline(sensor).orElseThrow().newest().observation();
  }

  private static Standing on(long observations) {
    return new Standing(observations, observations, 0, false);
  }
}
