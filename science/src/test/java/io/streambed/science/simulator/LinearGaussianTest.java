package io.streambed.science.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.streambed.science.Data;
import io.streambed.science.Outcome;
import io.streambed.science.Parameters;
import io.streambed.science.prior.PriorProposal;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class LinearGaussianTest {

  @Test
  void thePosteriorIsHalfTheDataWithHalfTheVariance() {
    LinearGaussian simulator = new LinearGaussian(2);
    assertArrayEquals(
        new double[] {0.5, -1}, simulator.posteriorMean(Data.of(new float[] {1, -2})), 1e-15);
    assertArrayEquals(new double[] {0.05, 0, 0, 0.05}, simulator.posteriorCovariance(), 1e-15);
  }

  /**
   * Given y, φ - y/2 has mean 0 and variance 0.05, uncorrelated with y. Bounds of five standard
   * errors, false alarm below 1e-6 each, had the seed been random.
   */
  @Test
  void pairsFollowTheClosedForm() {
    LinearGaussian simulator = new LinearGaussian(1);
    int runs = 20_000;
    double mean = 0;
    double variance = 0;
    double covariance = 0;
    for (int run = 0; run < runs; run++) {
      Outcome outcome =
          SimulationRun.execute(simulator, simulator.prior(), new PriorProposal(), 4, run);
      Outcome.Pair pair = (Outcome.Pair) outcome;
      double y = pair.data().get(0);
      double rest = pair.parameters().get(0) - simulator.posteriorMean(pair.data())[0];
      mean += rest / runs;
      variance += rest * rest / runs;
      covariance += rest * y / runs;
    }
    double error = 5 / Math.sqrt(runs);
    assertEquals(0, mean, Math.sqrt(0.05) * error);
    assertEquals(0.05, variance, 0.05 * Math.sqrt(2) * error);
    assertEquals(0, covariance, Math.sqrt(0.05 * 0.2) * error);
  }

  @Test
  void theDimensionIsASetting() {
    Simulator three = new LinearGaussian().configured(Map.of("dimension", 3));
    assertEquals(3, three.parameters());
    assertEquals(List.of(3), three.dataShape());
  }

  @Test
  void wrongSettingsAreNamed() {
    Simulator simulator = new LinearGaussian();
    assertEquals(
        "expected a whole number >= 1 as setting dimension of simulator linear-gaussian, got 2.5",
        refusal(simulator, Map.of("dimension", 2.5)));
    assertEquals(
        "expected settings of simulator linear-gaussian among [dimension], got [size]",
        refusal(simulator, Map.of("size", 3)));
  }

  private static String refusal(Simulator simulator, Map<String, Object> settings) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> simulator.configured(settings))
            .getMessage());
  }

  @Test
  void theLikelihoodIsThatOfIndependentNormals() {
    Data y = Data.of(new float[] {0.5f, -0.25f});
    NormalDistribution noise = NormalDistribution.of(0, Math.sqrt(0.1));
    assertEquals(
        noise.logDensity(0.5 - 0.1) + noise.logDensity(-0.25 - 0.3),
        new LinearGaussian(2).logLikelihood(Parameters.of(0.1, 0.3), y),
        1e-6);
  }
}
