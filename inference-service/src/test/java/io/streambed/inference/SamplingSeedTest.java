package io.streambed.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class SamplingSeedTest {

  @Test
  void sameObservationAndVersionGiveTheSameNumbers() {
    assertArrayEquals(
        words(SamplingSeed.forObservation("a", "1", 3)),
        words(SamplingSeed.forObservation("a", "1", 3)));
  }

  @Test
  void anotherSensorIdVersionOrPurposeGivesOtherNumbers() {
    long first = SamplingSeed.forObservation("a", "1", 3).nextLong();
    assertNotEquals(first, SamplingSeed.forObservation("a", "2", 3).nextLong());
    assertNotEquals(first, SamplingSeed.forObservation("a", "1", 4).nextLong());
    assertNotEquals(first, SamplingSeed.forObservation("b", "1", 3).nextLong());
    assertNotEquals(first, SamplingSeed.forObservation("a/1", "", 3).nextLong());
    assertNotEquals(first, SamplingSeed.forBank("1/a/1", 3).nextLong());
  }

  @Test
  void numbersStayTheSameFromOneReleaseToTheNext() {
    assertEquals(
        6138645972135528546L, SamplingSeed.forObservation("hudson-bay", "lynx-hare", 1).nextLong());
  }

  private static long[] words(UniformRandomProvider random) {
    return random.longs(8).toArray();
  }
}
