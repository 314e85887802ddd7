package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import io.streambed.science.ContrastSettings.Sides;
import org.junit.jupiter.api.Test;

/** That nothing which some processors are slow at is left where it would be multiplied. */
class SubnormalTest {
  private static boolean isSubnormal(float value) {
    return value != 0 && Math.abs(value) < Float.MIN_NORMAL;
  }

  private static float[] flushed(float constant, float... values) {
    return TensorRuntime.compute(
        false,
        manager -> {
          var x = manager.create(values, new Shape(values.length));
          Subnormal.flush(x, constant);
          return x.toFloatArray();
        });
  }

  @Test
  void whatIsSubnormalBecomesZeroAndWhatIsNotSmallStays() {
    float[] values = {1, 0.3f, 1e-12f, 1e-39f, 0};
    assertArrayEquals(new float[] {1, 0.3f, 1e-12f, 0, 0}, flushed(Subnormal.ALONE, values));
    float[] sums = flushed(Subnormal.IN_PRODUCTS, 1, 0.3f, 1e-12f, 1e-28f);
    assertArrayEquals(new float[] {1, 0.3f, 1e-12f, 0}, sums);
    assertEquals(0, Subnormal.flushed(-1e-28));
    assertEquals(-0.3f, Subnormal.flushed(-0.3));
  }

  /** A further parameter 90 nats away has a probability of 8e-40 with either datum. */
  @Test
  void aParameterThatIsFarFromAllDataIsNotPushedAtAll() {
    float[] byParameters =
        TensorRuntime.compute(
            false,
            manager ->
                InfoNce.of(
                        Sides.BOTH,
                        2,
                        manager.create(new float[] {1, 1, 1, 1}, new Shape(2, 2)),
                        manager.create(new float[] {0, 0, 0, 0, -90, 0}, new Shape(3, 2)))
                    .byParameters()
                    .toFloatArray());
    assertArrayEquals(new float[6], byParameters, 1e-6f);
    assertEquals(0, Math.abs(byParameters[4]));
  }

  @Test
  void slopesOfSharpScoresHaveNone() {
    float[] slopes = ScoreContrast.of(Sides.BOTH, new float[] {0, -90, -95, 0}, 2).byScore();
    assertEquals(0, slopes[1]);
    assertEquals(0, slopes[2]);
  }

  /** The first moment of a gradient that stays away decays by 0.9 a step: e^-88 after 830. */
  @Test
  void momentsOfGradientsThatAreTinyOrStayAwayHaveNone() {
    float[] weights = {0, 0, 0};
    float[] first = {1e-3f, 0, 0};
    float[] second = {1e-6f, 0, 0};
    float[] gradient = {0, 1e-20f, 1e-39f};
    for (int t = 1; t <= 2000; t++) {
      Adam.update(weights, first, second, gradient, 1, 1e-3, t);
    }
    for (int i = 0; i < weights.length; i++) {
      assertTrue(!isSubnormal(first[i]) && !isSubnormal(second[i]), "parameter " + i);
    }
  }

  /** One step of the textbook: m̂ / sqrt v̂ is the gradient's sign. */
  @Test
  void roundingLeavesStepsAsTheyAre() {
    float[] weights = {1, 1};
    float[] gradient = {0.5f, -1e-6f};
    Adam.update(weights, new float[2], new float[2], gradient, 1, 1e-3, 1);
    assertEquals(1 - 1e-3, weights[0], 1e-7);
    assertEquals(1 + 1e-3 / 1.01, weights[1], 1e-6);
  }
}
