package io.streambed.science.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Data;
import io.streambed.science.Parameters;
import io.streambed.science.simulator.Simulator;
import java.util.List;
import java.util.OptionalInt;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class MaskedSimulatorTest {
  private static final int RUNS = 4000;
  private static final WindowShape SHAPE =
      WindowShape.of(List.of(2, 6), OptionalInt.empty(), WindowShape.Order.CHANNELS_FIRST);
  private static final GapRule MASK = new GapRule(GapRule.Kind.MASK, 2, 3, -9);
  private final Ones ones = new Ones();

  private static Data run(Simulator simulator, long seed) {
    return simulator.simulate(Parameters.of(0), RandomSource.L64_X128_MIX.create(seed));
  }

  @Test
  void theSameRunIsMaskedAlikeAndOneThatIsNotIsAsItWas() {
    Simulator never = new MaskedSimulator(ones, SHAPE, MASK, 0);
    Simulator always = new MaskedSimulator(ones, SHAPE, MASK, 1);
    assertEquals(run(ones, 7), run(never, 7));
    assertEquals(run(always, 7), run(always, 7));
    assertNotEquals(run(ones, 7), run(always, 7));
    assertNotEquals(ones.version(), always.version());
  }

  /**
   * Of half the runs 1, 2 or 3 places: counts within 5 standard errors, false alarms 3e-6 in all.
   */
  @Test
  void placesAreLostWithAllTheirChannelsWithinTheLimits() {
    Simulator half = new MaskedSimulator(ones, SHAPE, MASK, 0.5);
    int[] runs = new int[4];
    for (int seed = 0; seed < RUNS; seed++) {
      Data data = run(half, seed);
      int lost = 0;
      int inARow = 0;
      for (int t = 0; t < 6; t++) {
        assertEquals(data.get(t), data.get(6 + t), "both channels");
        boolean isLost = data.get(t) == -9;
        inARow = isLost ? inARow + 1 : 0;
        lost += isLost ? 1 : 0;
        assertTrue(inARow <= 2);
      }
      runs[lost]++;
    }
    assertEquals(RUNS / 2.0, runs[0], 5 * Math.sqrt(RUNS / 4.0));
    for (int lost = 1; lost <= 3; lost++) {
      assertEquals(RUNS / 6.0, runs[lost], 5 * Math.sqrt(RUNS * 5 / 36.0));
    }
  }

  /** Two channels of six ones. */
  private static final class Ones implements Simulator {
    @Override
    public String name() {
      return "ones";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public int parameters() {
      return 1;
    }

    @Override
    public List<Integer> dataShape() {
      return List.of(2, 6);
    }

    @Override
    public Data simulate(Parameters parameters, UniformRandomProvider random) {
      float[] ones = new float[12];
      java.util.Arrays.fill(ones, 1);
      return Data.of(ones, 2, 6);
    }
  }
}
