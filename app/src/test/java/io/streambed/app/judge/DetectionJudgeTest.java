package io.streambed.app.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.streambed.app.judge.DetectionJudge.Detection;
import io.streambed.app.result.DetectionSummary;
import io.streambed.science.Cloud;
import io.streambed.science.Data;
import io.streambed.science.diagnostics.CloudFit;
import io.streambed.science.diagnostics.HeldOutClouds.Distances;
import io.streambed.science.posterior.TrustLimits;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

/** Data [2] of a standard Gaussian, whose distance is its length: all rates are closed forms. */
class DetectionJudgeTest {
  private static final int COUNT = 4000;
  private static final TrustLimits.Limit LIMITS = new TrustLimits.Limit(1, 2);

  /** The length beyond which 1 % lie: sqrt(-2 ln .01). */
  private static final double RADIUS = 3.0349;

  private final UniformRandomProvider random = RandomSource.SPLIT_MIX_64.create(5);
  private final ZigguratSampler.NormalizedGaussian normal =
      ZigguratSampler.NormalizedGaussian.of(random);

  private List<Data> gaussian(int count) {
    return IntStream.range(0, count)
        .mapToObj(n -> Data.of(new float[] {(float) normal.sample(), (float) normal.sample()}, 2))
        .toList();
  }

  private static Function<List<Data>, List<Distances>> by(
      java.util.function.ToDoubleFunction<double[]> distance) {
    return data ->
        data.stream()
            .map(
                y ->
                    new Distances(
                        distance.applyAsDouble(new double[] {y.get(0), y.get(1)}), Double.NaN))
            .toList();
  }

  private static double length(double[] y) {
    return Math.hypot(y[0], y[1]) / RADIUS;
  }

  private Detection judged(Function<List<Data>, List<Distances>> distances, int count) {
    return Objects.requireNonNull(DetectionJudge.of(distances, LIMITS, gaussian(count), 0, random));
  }

  private static DetectionSummary.Detected of(Detection detection, String corruption) {
    return detection.summary().corruptions().stream()
        .filter(c -> c.corruption().equals(corruption))
        .findFirst()
        .orElseThrow();
  }

  /**
   * With squared lengths of 2 E, E exponential: fresh runs beyond the limit .01; with noise, of
   * variance 2, exp(-4.605 / 2) = .1 and an area of 2/3. A permutation changes no length. The
   * deviation of a share over 4,000 is at most .008: four of them, and .0016 at .01.
   */
  @Test
  void ratesAndAreasAreThoseOfTheClosedForm() {
    Detection detection = judged(by(DetectionJudgeTest::length), COUNT);
    assertEquals(0.01, detection.summary().falseAlarms(), 4 * 0.0016);
    assertEquals(0.1, of(detection, "noise").detections(), 4 * 0.0048);
    assertEquals(2.0 / 3, of(detection, "noise").auc(), 4 * 0.008);
    assertEquals(0.5, of(detection, "permuted").auc(), 1e-9);
    assertEquals(0.5, of(detection, "other-simulator").auc(), 4 * 0.008);
    assertNull(of(detection, "noise").aucEmbedding());
    assertEquals(of(detection, "noise").auc(), of(detection, "noise").aucData());
  }

  /**
   * The rule itself, a cloud of 256 data and a radius of 256, instead of lengths: its rate of false
   * alarms has deviation .6 % about 1 % over fits, and its radius is that of a tail that is less
   * sharp. An offset of two deviations of either value is one of 2.83: beyond the ideal radius lie
   * .45 of such data.
   */
  @Test
  void aFittedCloudComesNearTheClosedForm() {
    Cloud cloud =
        Objects.requireNonNull(
            CloudFit.of(
                gaussian(512).stream().map(y -> new double[] {y.get(0), y.get(1)}).toList()));
    Detection detection = judged(by(cloud::distance), COUNT);
    assertEquals(0.01, detection.summary().falseAlarms(), 0.025);
    assertEquals(0.45, of(detection, "offset").detections(), 0.25);
    assertEquals(0.1, of(detection, "noise").detections(), 0.08);
  }

  @Test
  void tooFewRunsOrNoDistanceSayNothing() {
    assertNull(DetectionJudge.of(by(DetectionJudgeTest::length), LIMITS, gaussian(99), 1, random));
    assertNotNull(
        DetectionJudge.of(by(DetectionJudgeTest::length), LIMITS, gaussian(100), 0, random));
    assertNull(DetectionJudge.of(by(y -> Double.NaN), LIMITS, gaussian(100), 0, random));
  }
}
