package io.streambed.science.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest.OneResult;
import org.junit.jupiter.api.Test;

class KolmogorovSmirnovTest {

  /** The function jumps from 0 to 1/2 at 0.1 and to 1 at 0.3: it is 0.7 too high there. */
  @Test
  void theDistanceIsWorkedOutByHand() {
    assertEquals(0.7, KolmogorovSmirnov.distance(new double[] {0.3, 0.1}), 1e-12);
    assertEquals(0.25, KolmogorovSmirnov.distance(new double[] {0.25, 0.75}), 1e-12);
    assertEquals(1, KolmogorovSmirnov.distance(new double[] {1}));
  }

  /** Published points of Kolmogorov's law: P(K > 1.3581) = 0.05, P(K > 1.6276) = 0.01. */
  @Test
  void pointsOfTheLawAreThePublishedOnes() {
    assertEquals(1.3581 / 1000, KolmogorovSmirnov.critical(0.05, 1e6), 1e-6);
    assertEquals(1.6276 / 1000, KolmogorovSmirnov.critical(0.01, 1e6), 1e-6);
    assertEquals(1, KolmogorovSmirnov.pValue(1e-9, 100));
    assertEquals(0, KolmogorovSmirnov.pValue(1, 1000));
  }

  /** Against the exact law, as Apache Commons Statistics computes it. */
  @Test
  void itIsCloseToTheExactLaw() {
    DoubleUnaryOperator uniform = u -> u;
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(3L);
    for (int size : new int[] {20, 100, 1000}) {
      for (double stretch : new double[] {1, 0.95, 0.9, 0.8, 0.7}) {
        double[] positions = random.doubles(size).map(u -> stretch * u).toArray();
        OneResult exact =
            org.apache.commons.statistics.inference.KolmogorovSmirnovTest.withDefaults()
                .test(positions, uniform);
        double distance = KolmogorovSmirnov.distance(positions);
        assertEquals(exact.getStatistic(), distance, 1e-12);
        double p = exact.getPValue();
        assertEquals(p, KolmogorovSmirnov.pValue(distance, size), p < 0.05 ? 0.003 : 0.02);
      }
    }
  }

  @Test
  void theCriticalDistanceHasItsProbability() {
    assertEquals(
        0.003, KolmogorovSmirnov.pValue(KolmogorovSmirnov.critical(0.003, 77.5), 77.5), 1e-9);
  }

  @Test
  void whatIsNoPositionIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> KolmogorovSmirnov.distance(new double[] {0.5, 1.5}));
    assertThrows(
        IllegalArgumentException.class,
        () -> KolmogorovSmirnov.distance(new double[] {Double.NaN}));
    assertThrows(IllegalArgumentException.class, () -> KolmogorovSmirnov.distance(new double[0]));
    assertThrows(IllegalArgumentException.class, () -> KolmogorovSmirnov.critical(1, 10));
    assertThrows(IllegalArgumentException.class, () -> KolmogorovSmirnov.pValue(0.1, 0));
  }
}
