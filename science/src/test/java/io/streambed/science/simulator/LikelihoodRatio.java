package io.streambed.science.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.science.Data;
import io.streambed.science.Parameters;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Whether simulations and likelihood belong together: E[p(y | φ') / p(y | φ)] = 1 over y ~ p(y | φ)
 * for any φ'.
 */
final class LikelihoodRatio {

  private LikelihoodRatio() {}

  /** Fails beyond five standard errors: a false alarm below 1e-6, had the seed been random. */
  static void assertMeanOne(
      TractableSimulator simulator, Parameters phi, Parameters other, int runs) {
    UniformRandomProvider random = RunGenerator.of(7, 0);
    double sum = 0;
    double squares = 0;
    for (int run = 0; run < runs; run++) {
      Data y = simulator.simulate(phi, random);
      double ratio = Math.exp(simulator.logLikelihood(other, y) - simulator.logLikelihood(phi, y));
      sum += ratio;
      squares += ratio * ratio;
    }
    double mean = sum / runs;
    double deviation = Math.sqrt(squares / runs - mean * mean);
    assertEquals(1, mean, 5 * deviation / Math.sqrt(runs));
    // A ratio that never leaves 1 would show nothing.
    assertEquals(0.5, deviation, 0.45, "deviation of the ratio");
  }
}
