package io.streambed.science.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.science.Data;
import io.streambed.science.Parameters;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlcpDistractorsTest {

  /** Where the benchmark's permutation takes the eight informative values, in their order. */
  private static final int[] PLACES = {22, 33, 23, 67, 42, 21, 16, 90};

  private final SlcpDistractors simulator = new SlcpDistractors();
  private final Slcp slcp = new Slcp();

  private static Data informative(Data y) {
    float[] values = new float[8];
    for (int i = 0; i < values.length; i++) {
      values[i] = y.get(PLACES[i]);
    }
    return Data.of(values, 4, 2);
  }

  @Test
  void thePermutationHoldsEveryPlaceOnce() {
    double[] places = StoredNumbers.lines("slcp-distractors-permutation.csv");
    Arrays.sort(places);
    assertArrayEquals(IntStream.range(0, 100).asDoubleStream().toArray(), places);
  }

  @Test
  void theInformativeValuesStandAtTheirPlaces() {
    // All points at (2, -2) but for a thousandth.
    Data y = simulator.simulate(Parameters.of(2, -2, 0, 0, 0), RunGenerator.of(13, 0));
    for (int i = 0; i < PLACES.length; i++) {
      assertEquals(i % 2 == 0 ? 2 : -2, y.get(PLACES[i]), 0.006);
    }
  }

  @Test
  void distractorsDoNotTellParametersApart() {
    Parameters phi = Parameters.of(0.5, -1, 1.5, 1, 0.3);
    Parameters other = Parameters.of(0, -1.5, 1, -2, 0);
    Data y = simulator.simulate(phi, RunGenerator.of(14, 0));
    assertEquals(
        slcp.logLikelihood(phi, informative(y)) - slcp.logLikelihood(other, informative(y)),
        simulator.logLikelihood(phi, y) - simulator.logLikelihood(other, y),
        1e-9);
    assertEquals(
        simulator.logLikelihood(phi, y), simulator.logLikelihoodOf(y).applyAsDouble(phi), 0);
  }

  /**
   * Observation 1 of the benchmark at the parameters that gave it; the expected value was computed
   * from the benchmark's own constants by another program (Python, plain loops).
   */
  @Test
  void theLikelihoodHoldsTheDistractorsToo() {
    double[] stored = StoredNumbers.lines("slcp-distractors-observation.csv");
    float[] y = new float[stored.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = (float) stored[i];
    }
    assertEquals(
        -2023.1022777675753,
        simulator.logLikelihood(
            Parameters.of(-2.8581212, -0.44451332, 2.9473476, 1.2396116, 2.9712725), Data.of(y)),
        1e-3);
  }
}
