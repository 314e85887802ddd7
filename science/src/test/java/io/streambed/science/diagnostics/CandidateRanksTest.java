package io.streambed.science.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Calibration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class CandidateRanksTest {

  @Test
  void aHandComputedTruthStandsAmongWeightedCandidates() {
    // Weights 1, 2, 1 and 4 for the truth: 8 in all.
    float log2 = (float) Math.log(2);
    CandidateRanks ranks = new CandidateRanks(1, new double[] {-1, 0, 3}, new double[] {0, 0, 0});
    UniformRandomProvider half =
        new UniformRandomProvider() {
          @Override
          public long nextLong() {
            return 1L << 63;
          }
        };
    double[] standing =
        ranks.standing(new float[] {0, log2, 0}, 0, new double[] {1}, 2 * Math.log(2), -9, half);
    assertEquals((3 + 0.5 * 4) / 8, standing[0], 1e-6);
    // The truth is the least dense: all candidates lie inside its region.
    assertEquals((4 + 0.5 * 4) / 8, standing[1], 1e-6);
    assertEquals(Math.log(4 / 3.0), standing[2], 1e-6);
    assertEquals(4 / 8.0, standing[3], 1e-6);
  }

  /** Weights 1, 2, 1 at distances 2, 1, 2 from the point; the truth, of weight 4, at 1.5. */
  @Test
  void whatLiesNearerToAPointIsWeighed() {
    CandidateRanks ranks = new CandidateRanks(1, new double[] {-1, 0, 3}, new double[] {0, 0, 0});
    UniformRandomProvider half = () -> 1L << 63;
    double nearer =
        ranks.nearer(
            new float[] {0, (float) Math.log(2), 0},
            0,
            new double[] {2.5},
            2 * Math.log(2),
            new double[] {1},
            new double[] {10},
            half);
    assertEquals((2 + 0.5 * 4) / 8, nearer, 1e-6);
  }

  @Test
  void aTruthFarAboveAllCandidatesLeavesLogZAlone() {
    CandidateRanks ranks = new CandidateRanks(1, new double[] {-1, 3}, new double[] {0, 0});
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(5L);
    float[] scores = {1, 2};
    // log((e + e^2) / 2), by hand.
    for (double truthScore : new double[] {1.5, 42, 2000}) {
      double[] standing = ranks.standing(scores, 0, new double[] {1}, truthScore, -9, random);
      assertEquals(1.6201145, standing[2], 1e-6);
    }
    double[] own = ranks.standing(scores, 0, new double[] {1}, 42, -9, random);
    assertEquals(1, own[3], 1e-12);
  }

  /** Noise 1e-4 against 50 candidates over the prior: even one that is 4 times too sharp passes. */
  @Test
  void aPosteriorSharperThanTheCandidatesResolveSaysNothing() {
    Calibration calibration = summary(standings(200, 50, 1e-4, 4, 0));
    assertEquals(List.of(), calibration.rankCounts());
    assertEquals(List.of(), calibration.coverage());
    assertEquals(List.of(), calibration.levels());
    assertEquals(200, calibration.pairs());
    assertTrue(Double.isFinite(calibration.logNormaliserMean()), calibration.toString());
    assertTrue(Double.isFinite(calibration.logNormaliserDeviation()), calibration.toString());
  }

  private static Calibration summary(List<double[]> standings) {
    List<Double> nearer = standings.stream().map(standing -> standing[4]).toList();
    return ModelCalibration.summary(1, new HeldOutStandings(standings, nearer), 1.5);
  }

  /**
   * φ ~ N(0, 1), y ~ N(φ, noise²), s = sharpness x log p(y|φ) + shift. Behind each standing what
   * lies nearer to a point of the prior.
   */
  private static List<double[]> standings(
      int pairs, int candidates, double noise, double sharpness, double shift) {
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(31L);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[] x = new double[candidates];
    double[] logDensities = new double[candidates];
    List<double[]> standings = new ArrayList<>();
    for (int n = 0; n < pairs; n++) {
      for (int j = 0; j < candidates; j++) {
        x[j] = normal.sample();
        logDensities[j] = -0.5 * x[j] * x[j];
      }
      double truth = normal.sample();
      double y = truth + noise * normal.sample();
      float[] scores = new float[candidates];
      for (int j = 0; j < candidates; j++) {
        scores[j] = (float) (score(y, x[j], noise, sharpness) + shift);
      }
      double truthScore = score(y, truth, noise, sharpness) + shift;
      CandidateRanks ranks = new CandidateRanks(1, x, logDensities);
      double[] own = {truth};
      double[] standing = ranks.standing(scores, 0, own, truthScore, -0.5 * truth * truth, random);
      double[] point = {normal.sample()};
      double nearer = ranks.nearer(scores, 0, own, truthScore, point, new double[] {2}, random);
      standings.add(
          DoubleStream.concat(Arrays.stream(standing), DoubleStream.of(nearer)).toArray());
    }
    return standings;
  }

  private static double score(double y, double x, double noise, double sharpness) {
    return -0.5 * sharpness * (y - x) * (y - x) / (noise * noise);
  }

  private static double uniformity(List<double[]> standings, int entry) {
    return SimulationBasedCalibration.uniformity(
        standings.stream().mapToDouble(standing -> standing[entry]).toArray());
  }

  /** Fixed seed; false alarm 1e-4 for each of six tests. */
  @Test
  void aRightCriticIsUniformEvenOnAHandfulOfCandidates() {
    for (int candidates : new int[] {8, 500}) {
      List<double[]> standings = standings(1000, candidates, 0.1, 1, 0);
      assertTrue(uniformity(standings, 0) > 1e-4);
      assertTrue(uniformity(standings, 1) > 1e-4);
      assertTrue(uniformity(standings, 4) > 1e-4);
    }
  }

  @Test
  void anOverconfidentCriticIsFoundOut() {
    List<double[]> standings = standings(1000, 500, 0.5, 4, 0);
    assertTrue(uniformity(standings, 0) < 1e-6);
    assertTrue(uniformity(standings, 4) < 1e-6);
    Calibration calibration = summary(standings);
    double atHalf = calibration.coverage().get(calibration.levels().indexOf(0.5));
    assertTrue(atHalf < 0.35, "coverage of 0.5 is " + atHalf);
    assertTrue(calibration.rankCounts().get(0).get(0) > 100, "the outer bin holds 5 % of 1,000");
  }

  /** Coverage of a right critic: 1,000 pairs, deviation 0.016, bound of 4.5, nineteen levels. */
  @Test
  void theSummaryHoldsEveryPairAndItsCoverageIsNominal() {
    Calibration calibration = summary(standings(1000, 500, 0.5, 1, 7));
    assertEquals(1000, calibration.pairs());
    assertEquals(1.5, calibration.loss());
    assertEquals(1000, calibration.rankCounts().get(0).stream().mapToInt(c -> c).sum());
    assertEquals(20, calibration.rankCounts().get(0).size());
    for (int i = 0; i < calibration.levels().size(); i++) {
      assertEquals(calibration.levels().get(i), calibration.coverage().get(i), 0.072);
    }
    // E_y log Z: log of the density of y ~ N(0, 1.25) over the likelihood's peak, averaged, plus
    // the shift.
    double expected = 7 + Math.log(0.5 / Math.sqrt(1.25)) - 0.5;
    assertEquals(expected, calibration.logNormaliserMean(), 0.12);
    assertEquals(Math.sqrt(0.5), calibration.logNormaliserDeviation(), 0.15);
  }
}
