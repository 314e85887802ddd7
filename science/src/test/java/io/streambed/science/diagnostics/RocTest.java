package io.streambed.science.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class RocTest {

  /** Limits 4, 3, 2 (one of each), 1: of four pairs three are in order, one is a tie. */
  @Test
  void theCurveGoesThroughTheSharesAboveEveryLimit() {
    Roc roc = Roc.of(new double[] {1, 2}, new double[] {4, 2}, 100);
    assertEquals(List.of(0.0, 0.0, 0.5, 1.0), roc.falseAlarms());
    assertEquals(List.of(0.0, 0.5, 1.0, 1.0), roc.detections());
    assertEquals(3.5 / 4, roc.area(), 1e-12);
  }

  @Test
  void whatIsApartHasAreaOneAndWhatIsEqualOneHalf() {
    double[] low = {1, 2, 3};
    assertEquals(1, Roc.of(low, new double[] {4, Double.POSITIVE_INFINITY}, 9).area());
    assertEquals(0, Roc.of(new double[] {4}, low, 9).area());
    assertEquals(0.5, Roc.of(low, low, 9).area(), 1e-12);
  }

  /** AUC = Phi(1 / sqrt 2) = .7602; its deviation over 4,000 of each is .0053: 4 of them. */
  @Test
  void normalFiguresOneDeviationApartHaveTheAreaOfTheClosedForm() {
    UniformRandomProvider random = RandomSource.SPLIT_MIX_64.create(3);
    var normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[] clean = new double[4000];
    double[] corrupted = new double[4000];
    Arrays.setAll(clean, n -> normal.sample());
    Arrays.setAll(corrupted, n -> 1 + normal.sample());
    assertEquals(0.7602, Roc.of(clean, corrupted, 50).area(), 0.021);
    assertEquals(50, Roc.of(clean, corrupted, 50).detections().size());
  }

  @Test
  void theEndsStayWhenPointsAreLeftOut() {
    Roc roc = Roc.of(new double[] {1, 2, 3, 4, 5}, new double[] {3, 4, 5, 6, 7}, 2);
    assertEquals(List.of(0.0, 1.0), roc.falseAlarms());
    assertEquals(List.of(0.0, 1.0), roc.detections());
  }

  @Test
  void onlyWhatIsAboveALimitCounts() {
    assertEquals(0.25, Roc.above(new double[] {1, 1, 1, 1.5}, 1));
  }

  @Test
  void figuresThatAreNoneAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Roc.of(new double[0], new double[] {1}, 9));
    assertThrows(
        IllegalArgumentException.class,
        () -> Roc.of(new double[] {1}, new double[] {Double.NaN}, 9));
  }
}
