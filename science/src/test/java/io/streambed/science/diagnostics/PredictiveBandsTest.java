package io.streambed.science.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Data;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class PredictiveBandsTest {

  private static Data data(double... values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return Data.of(floats);
  }

  @Test
  void quantilesAndTheShareInsideAreOfEachValue() {
    List<Data> predicted = IntStream.rangeClosed(1, 20).mapToObj(s -> data(s, -s, 7)).toList();
    PredictiveBands bands = PredictiveBands.of(data(20, -19, 7), predicted);
    assertEquals(
        List.of(
            List.of(1.0, -20.0, 7.0),
            List.of(5.0, -16.0, 7.0),
            List.of(10.0, -11.0, 7.0),
            List.of(15.0, -6.0, 7.0),
            List.of(19.0, -2.0, 7.0)),
        bands.quantiles());
    // 20 is above 19; -19 and 7 are within.
    assertEquals(2.0 / 3, bands.inside(), 1e-12);
  }

  /** Of 1, 2, 3 and 10 the outer two are as far out: 2 below, 1 equal, (2 + 1) / 4. */
  @Test
  void theDiscrepancyCountsHowFarOutTheRecordIsAmongAll() {
    PredictiveBands bands = PredictiveBands.of(data(10), List.of(data(1), data(2), data(3)));
    assertEquals(new PredictiveCheck(0.75, 0.5), bands.check());
  }

  /** 1 of 100 is beyond all; one whose values are all in the middle is among the first. */
  @Test
  void positionIsNearOneTooFarOutAndNearZeroTooCloseToTheMiddle() {
    List<Data> predicted =
        IntStream.range(0, 99).mapToObj(s -> data(s, 98 - (s + 50) % 99)).toList();
    assertEquals(0.995, PredictiveBands.of(data(1000, 1000), predicted).check().position(), 1e-9);
    assertEquals(0.005, PredictiveBands.of(data(49, 49), predicted).check().position(), 0.03);
  }

  /** p is uniform for a record like the others; 200 of them are below .01 some 2 times, 9 never. */
  @Test
  void aRecordLikeTheOthersIsSeldomFarOut() {
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(1);
    int low = 0;
    for (int trial = 0; trial < 200; trial++) {
      List<Data> all =
          IntStream.range(0, 200)
              .mapToObj(s -> data(random.nextDouble(), Math.exp(5 * random.nextDouble())))
              .toList();
      PredictiveBands bands = PredictiveBands.of(all.get(0), all.subList(1, 200));
      low += bands.check().twoSided() < 0.01 ? 1 : 0;
    }
    assertTrue(low <= 9, "got " + low);
  }

  @Test
  void dataOfAnotherSizeAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> PredictiveBands.of(data(1), List.of(data(1, 2))));
    assertThrows(IllegalArgumentException.class, () -> PredictiveBands.of(data(1), List.of()));
  }
}
