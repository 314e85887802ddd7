package io.streambed.science.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class EcdfBandTest {

  /**
   * Four positions, one point at 1/2: R ~ Binomial(4, 1/2) with probabilities 1, 4, 6, 4, 1 of 16.
   * γ = 1/8 holds all counts; the next one, 10/16, only 1 to 3 with probability 14/16.
   */
  @Test
  void theBandOfFourPositionsAndOnePointIsWorkedOutByHand() {
    EcdfBand wide = EcdfBand.of(4, 2, 0.9);
    assertEquals(List.of(0.5), wide.points());
    assertEquals(List.of(0.0), wide.lower());
    assertEquals(List.of(1.0), wide.upper());
    assertEquals(0.125, wide.gamma(), 1e-4);
    EcdfBand narrow = EcdfBand.of(4, 2, 0.8);
    assertEquals(List.of(0.25), narrow.lower());
    assertEquals(List.of(0.75), narrow.upper());
    assertEquals(0.625, narrow.gamma(), 1e-4);
  }

  /** All four below 1/2: P(R = 0 or 4) = 2/16. Three of four: everything but R = 2, 10/16. */
  @Test
  void thePvalueOfFourPositionsIsWorkedOutByHand() {
    assertEquals(0.125, EcdfBand.uniformity(new double[] {0.1, 0.2, 0.3, 0.5}, 2), 1e-12);
    assertEquals(0.625, EcdfBand.uniformity(new double[] {0.1, 0.2, 0.3, 0.9}, 2), 1e-12);
    assertEquals(1, EcdfBand.uniformity(new double[] {0.1, 0.2, 0.7, 0.9}, 2), 1e-12);
  }

  /** All 4^5 ways to put five positions into four cells, each equally likely. */
  @Test
  void thePvalueIsThatOfAllWaysToPlaceFivePositions() {
    int ways = 1024;
    double[][] placed = new double[ways][5];
    UniformCounts counts = new UniformCounts(5, 4);
    double[] gammas = new double[ways];
    for (int way = 0; way < ways; way++) {
      for (int n = 0, rest = way; n < 5; n++, rest /= 4) {
        placed[way][n] = (rest % 4 + 0.5) / 4;
      }
      gammas[way] = counts.extremity(counts.of(placed[way]));
    }
    for (int way = 0; way < ways; way += 37) {
      double gamma = gammas[way];
      double asFar = 0;
      for (double other : gammas) {
        asFar += other <= gamma * (1 + 1e-9) ? 1 : 0;
      }
      assertEquals(asFar / ways, EcdfBand.uniformity(placed[way], 4), 1e-9, "way " + way);
    }
  }

  /**
   * 2,000 sets of 250 uniform positions in a band of level 0.9: deviation of the share inside
   * 0.0067, bounds of 4 of it, false alarm 1e-4. The band is discrete, so that its level is up to
   * 0.01 more.
   */
  @Test
  void uniformPositionsStayInsideAtTheLevelAskedFor() {
    EcdfBand band = EcdfBand.of(250, 50, 0.9);
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(11L);
    int inside = 0;
    int accepted = 0;
    for (int set = 0; set < 2000; set++) {
      double[] positions = random.doubles(250).toArray();
      boolean holds = band.holds(positions);
      inside += holds ? 1 : 0;
      if (set < 50) {
        // The band and the p-value are the same test, but where the p-value is within the level's
        // rounding.
        double p = EcdfBand.uniformity(positions, 50);
        accepted += holds == p > 0.1 ? 1 : 0;
      }
    }
    assertTrue(inside / 2000.0 > 0.9 - 0.027, "inside " + inside);
    assertTrue(inside / 2000.0 < 0.91 + 0.027, "inside " + inside);
    assertTrue(accepted >= 49, "agreed " + accepted);
  }

  /** Posteriors of 0.7 times the right deviation push ranks outwards; 500 pairs reveal it. */
  @Test
  void ranksOfPosteriorsThatAreTooNarrowLeaveTheBand() {
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(5L);
    double[] positions = new double[500];
    for (int n = 0; n < positions.length; n++) {
      double u = random.nextDouble();
      double logit = Math.log(u / (1 - u)) / 0.7;
      positions[n] = 1 / (1 + Math.exp(-logit));
    }
    EcdfBand band = EcdfBand.of(500, 50, 0.999);
    assertFalse(band.holds(positions));
    assertTrue(EcdfBand.uniformity(positions, 50) < 1e-3);
  }

  @Test
  void whatIsNoPositionOrNoLevelIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> EcdfBand.uniformity(new double[] {1.5}, 4));
    assertThrows(IllegalArgumentException.class, () -> EcdfBand.uniformity(new double[0], 4));
    assertThrows(IllegalArgumentException.class, () -> EcdfBand.of(10, 5, 1));
    assertThrows(IllegalArgumentException.class, () -> EcdfBand.of(10, 1, 0.9));
  }
}
