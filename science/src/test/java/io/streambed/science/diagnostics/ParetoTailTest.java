package io.streambed.science.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParetoTailTest {

  /** Quantiles of the generalised Pareto distribution, σ = 1: ((1 - q)^-k - 1) / k. */
  private static double quantile(double q, double k) {
    return (Math.pow(1 - q, -k) - 1) / k;
  }

  /**
   * Deviation of the estimate is about (1 + k) / √M = 0.03 at M = 4,000; random draws, bound of 5.
   */
  @ParameterizedTest
  @ValueSource(doubles = {-0.3, 0.2, 0.7, 1.2})
  void theShapeOfGeneralisedParetoDrawsIsFound(double k) {
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(4L);
    double[] draws = random.doubles(4000).map(q -> quantile(q, k)).sorted().toArray();
    assertEquals(k, ParetoTail.fit(draws), 5 * (1 + Math.abs(k)) / Math.sqrt(4000));
  }

  @Test
  void theShapeDoesNotDependOnTheScale() {
    double[] draws = new double[200];
    for (int i = 0; i < draws.length; i++) {
      draws[i] = quantile((i + 0.5) / draws.length, 0.5);
    }
    double k = ParetoTail.fit(draws);
    assertEquals(k, ParetoTail.fit(Arrays.stream(draws).map(x -> 1e6 * x).toArray()), 1e-9);
    assertEquals(0.5, k, 0.1);
  }

  /** Weights of a power law, P(w > t) = t^(-1/k): their tail has shape k. */
  @Test
  void theShapeOfAPowerLawsWeightsIsFound() {
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(9L);
    for (double k : new double[] {0.3, 1.0}) {
      double[] logWeights = random.doubles(100_000).map(q -> -k * Math.log(q) + 500).toArray();
      // 948 values in the tail: deviation (1 + k) / 31, bound of 4.
      assertEquals(k, ParetoTail.shape(logWeights), 4 * (1 + k) / 31);
    }
  }

  @Test
  void equalWeightsHaveABoundedTailAndFewWeightsNone() {
    assertEquals(Double.NEGATIVE_INFINITY, ParetoTail.shape(new double[1000]));
    assertTrue(Double.isNaN(ParetoTail.shape(new double[20])));
    double[] impossible = new double[1000];
    Arrays.fill(impossible, Double.NEGATIVE_INFINITY);
    assertTrue(Double.isNaN(ParetoTail.shape(impossible)));
  }

  @Test
  void oneWeightThatOutweighsAllIsUnreliable() {
    double[] logWeights = new double[1000];
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(2L);
    for (int s = 0; s < logWeights.length; s++) {
      logWeights[s] = -40 * random.nextDouble();
    }
    logWeights[17] = 60;
    assertTrue(ParetoTail.shape(logWeights) > 0.7);
  }

  /** Excesses over two hundred decades, which no product of their factors can hold: k > 1. */
  @Test
  void aTailBeyondTheRangeOfProductsHasAShape() {
    double[] draws = new double[100];
    for (int i = 0; i < draws.length; i++) {
      draws[i] = Math.pow(10, 2.0 * i);
    }
    double k = ParetoTail.fit(draws);
    assertTrue(k > 1 && Double.isFinite(k), "k = " + k);
  }
}
