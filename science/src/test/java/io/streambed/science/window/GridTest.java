package io.streambed.science.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class GridTest {
  private static final Instant ORIGIN = Instant.parse("2026-01-01T00:00:00Z");
  private final Grid grid = new Grid(Duration.ofSeconds(10), 0.2);

  private OptionalLong place(long millis) {
    return grid.place(ORIGIN, ORIGIN.plusMillis(millis));
  }

  @Test
  void aReadingIsAtTheNearestPlaceOrAtNone() {
    assertEquals(OptionalLong.of(0), place(0));
    assertEquals(OptionalLong.of(0), place(2000));
    assertEquals(OptionalLong.empty(), place(2001));
    assertEquals(OptionalLong.empty(), place(7999));
    assertEquals(OptionalLong.of(1), place(8000));
    assertEquals(OptionalLong.of(-1), place(-8000));
    assertEquals(OptionalLong.of(-1), place(-12000));
    assertEquals(OptionalLong.empty(), place(-12001));
  }

  @Test
  void halfwayIsTheLaterPlace() {
    Grid all = new Grid(Duration.ofSeconds(10), 0.5);
    assertEquals(OptionalLong.of(1), all.place(ORIGIN, ORIGIN.plusSeconds(5)));
    assertEquals(OptionalLong.of(0), all.place(ORIGIN, ORIGIN.minusSeconds(5)));
  }

  @Test
  void aPlaceHasATime() {
    assertEquals(ORIGIN.minusSeconds(30), grid.time(ORIGIN, -3));
  }
}
