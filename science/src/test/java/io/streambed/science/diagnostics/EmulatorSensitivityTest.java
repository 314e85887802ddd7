package io.streambed.science.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.streambed.science.Data;
import io.streambed.science.EmbeddingEstimator;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmulatorSensitivityTest {

  /** g = (3 a, 4 a + b²), which does not read c. */
  private static final class Known implements EmbeddingEstimator {
    @Override
    public int embedding() {
      return 2;
    }

    @Override
    public float[] embedParameters(double[] x, int count) {
      float[] g = new float[2 * count];
      for (int s = 0; s < count; s++) {
        g[2 * s] = (float) (3 * x[3 * s]);
        g[2 * s + 1] = (float) (4 * x[3 * s] + x[3 * s + 1] * x[3 * s + 1]);
      }
      return g;
    }

    @Override
    public double[] embeddingSlopes(double[] x, int count) {
      double[] slopes = new double[6 * count];
      for (int s = 0; s < count; s++) {
        slopes[6 * s] = 3;
        slopes[6 * s + 3] = 4;
        slopes[6 * s + 4] = 2 * x[3 * s + 1];
      }
      return slopes;
    }

    @Override
    public float[] embedData(List<Data> data) {
      throw new UnsupportedOperationException("reads no data");
    }

    @Override
    public Candidates candidates(double[] x, int count) {
      throw new UnsupportedOperationException("gives no scores");
    }

    @Override
    public double[] own(List<Data> data, double[] x) {
      throw new UnsupportedOperationException("gives no scores");
    }
  }

  private static final EmulatorSensitivity SENSITIVITY =
      new EmulatorSensitivity(new Known(), new double[] {1, 2, 5, 3, -1, 9}, 3);

  /**
   * a: |(3, 4)| = 5 times the deviation 1 of {1, 3}. b: the mean of 4 and 2 times the deviation 1.5
   * of {2, -1}. c: nothing.
   */
  @Test
  void gradientNormsAreInDeviationsOfTheParameters() {
    assertEquals(List.of(5.0, 4.5, 0.0), SENSITIVITY.gradientNorms());
  }

  /**
   * With the other's a, g moves by (6, 8), both times 10 long; with the other's b by 4 - 1 = 3;
   * with the other's c not at all.
   */
  @Test
  void aRedrawnBlockMovesByWhatItSays() {
    assertEquals(10, SENSITIVITY.change(0, 1));
    assertEquals(3, SENSITIVITY.change(1, 3));
    assertEquals(0, SENSITIVITY.change(2, 3));
  }

  @Test
  void oneDrawIsTooFew() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new EmulatorSensitivity(new Known(), new double[3], 3));
  }
}
