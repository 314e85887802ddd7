package io.streambed.science.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.science.Data;
import io.streambed.science.Parameters;
import org.junit.jupiter.api.Test;

class BernoulliGlmTest {
  private final BernoulliGlm simulator = new BernoulliGlm();

  private static Parameters offset(double value) {
    return Parameters.of(value, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void withoutAFilterEveryBinIsAsLikely() {
    Data y = Data.of(new float[] {30, 5, -2, 1, 0, 3, 7, 1, 0, -4});
    assertEquals(-69.31471805599453, simulator.logLikelihood(offset(0), y), 1e-9);
    // 30 spikes at odds of e: 30 - 100 log(1 + e).
    assertEquals(-101.326168751822, simulator.logLikelihood(offset(1), y), 1e-9);
    // Far out nothing overflows: 30 spikes of 100 bins that were certain.
    assertEquals(-70_000, simulator.logLikelihood(offset(1000), y), 1e-6);
  }

  /** Observation 1 of the benchmark: its spikes and the summary that it was published with. */
  @Test
  void theSummaryOfStoredSpikesIsTheStoredSummary() {
    double[] spikes = StoredNumbers.lines("bernoulli-glm-spikes.csv");
    boolean[] train = new boolean[spikes.length];
    for (int bin = 0; bin < train.length; bin++) {
      train[bin] = spikes[bin] == 1;
    }
    float[] stored = {
      56.0f,
      3.32306f,
      14.356438f,
      11.104893f,
      -4.167525f,
      -18.507809f,
      -21.917496f,
      -9.553517f,
      -0.357257f,
      -5.497825f
    };
    Data summary = BernoulliGlm.summary(train);
    for (int p = 0; p < stored.length; p++) {
      assertEquals(stored[p], summary.get(p), 1e-5);
    }
  }

  @Test
  void simulationsFollowTheLikelihood() {
    LikelihoodRatio.assertMeanOne(
        simulator,
        Parameters.of(0.3, 0.5, -0.5, 0.2, 0, 0.1, -0.2, 0.4, 0, 0.3),
        Parameters.of(0.4, 0.45, -0.5, 0.25, 0, 0.1, -0.2, 0.4, 0.05, 0.3),
        20_000);
  }
}
