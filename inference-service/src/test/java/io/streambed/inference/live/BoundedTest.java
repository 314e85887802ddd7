package io.streambed.inference.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class BoundedTest {

  @Test
  void theOldestMakesRoomWhenThereAreTooMany() {
    Bounded<Integer, String> bounded = new Bounded<>(2);
    put(bounded, "a", "b", "c");
    assertEquals(List.of("b", "c"), bounded.all());
    assertEquals(1, bounded.forgotten());
  }

  @Test
  void theNewestStaysHoweverMuchItWeighs() {
    Bounded<Integer, String> bounded = new Bounded<>(5, 3, String::length);
    put(bounded, "a", "bb", "cccc");
    assertEquals(List.of("cccc"), bounded.all());
    put(bounded, "d", "ee");
    assertEquals(List.of("d", "ee"), bounded.all());
  }

  @Test
  void whatIsHeldStaysAndTheOldestOfTheOthersMakesRoom() {
    Bounded<Integer, String> bounded = new Bounded<>(2, "serves"::equals);
    put(bounded, "serves", "b", "c", "d");
    assertEquals(List.of("serves", "d"), bounded.all());
    assertEquals(2, bounded.forgotten());
  }

  @Test
  void whatIsHeldAndTheNewestStayEvenWhereThereIsRoomForOne() {
    Bounded<Integer, String> bounded = new Bounded<>(1, "serves"::equals);
    put(bounded, "serves", "b", "c");
    assertEquals(List.of("serves", "c"), bounded.all());
  }

  private static void put(Bounded<Integer, String> bounded, String... values) {
    for (String value : values) {
      bounded.put(value.hashCode(), value);
    }
  }
}
