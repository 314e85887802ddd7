package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class TrainingArithmeticTest {

  @Test
  void theRateRisesThenFallsToNothing() {
    TrainingSettings settings = new TrainingSettings(2, 1, 3, 8, 5, 0);
    assertEquals(0.25 * 1, settings.rateAt(0), 1e-12);
    assertEquals(0.5, settings.rateAt(4), 1e-12);
    assertEquals(0, settings.rateAt(8), 1e-12);
    assertEquals(0, settings.rateAt(800), 1e-12);
    assertEquals(1, new TrainingSettings(2, 1, 0, 0, 5, 0).rateAt(1_000_000), 1e-12);
  }

  @Test
  void shortHistoriesForgetFaster() {
    TrainingSettings settings = new TrainingSettings(2, 1, 0, 0, 5, 0.9);
    assertEquals(2.0 / 11, settings.averagingAt(1), 1e-12);
    assertEquals(0.9, settings.averagingAt(1000), 1e-12);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new TrainingSettings(1, 1e-3, 0, 0, 5, 0));
    assertThrows(
        IllegalArgumentException.class, () -> new TrainingSettings(8, Double.NaN, 0, 0, 5, 0));
    assertThrows(IllegalArgumentException.class, () -> new TrainingSettings(8, 1e-3, 0, 0, 5, 1));
  }

  @Test
  void theFirstTwoUpdatesOfAdamAreThoseWorkedOutByHand() {
    float[] weights = {1, 1};
    float[] first = new float[2];
    float[] second = new float[2];
    Adam.update(weights, first, second, new float[] {4, -2}, 0.5f, 0.1, 1);
    // The first step is rate times the sign of the gradient.
    assertArrayEquals(new float[] {0.9f, 1.1f}, weights, 1e-6f);
    Adam.update(weights, first, second, new float[] {0, 0}, 0.5f, 0.1, 2);
    // m = 0.18 / 0.19, v = 0.003996 / 0.001999 for g = 2: 0.9 - 0.1 * 0.947368 / 1.413860
    assertArrayEquals(new float[] {0.832994f, 1.167006f}, weights, 1e-5f);
  }

  @Test
  void theNormIsTheRootOfTheSumOfSquares() {
    assertEquals(Math.sqrt(91), Adam.norm(new float[] {1, 2, 3, 4, 5, 6}), 1e-12);
  }

  @Test
  void aNormOutOfAllProportionIsRefusedUntilItLasts() {
    NormHistory history = new NormHistory(new double[0], 0);
    for (int i = 0; i < 20; i++) {
      assertTrue(history.accepts(1e6 * i));
      history.add(1);
    }
    assertTrue(history.accepts(100));
    assertFalse(history.accepts(101));
    assertFalse(history.accepts(Double.NaN));
    for (int i = 0; i < 60; i++) {
      history.add(1000);
    }
    assertTrue(history.accepts(1000));
  }

  @Test
  void featuresAreTheValuesTheirOctavesAndProducts() {
    FeatureMap features = new FeatureMap(2, 2, FeatureMap.Products.ALL);
    float[] row =
        TensorRuntime.compute(
            false,
            manager ->
                features
                    .of(manager.create(new float[] {0.5f, -2}, new Shape(1, 2)))
                    .toFloatArray());
    assertEquals(features.size(), row.length);
    float[] expected = {
      0.5f, -2, sin(0.5), sin(-2), cos(0.5), cos(-2), sin(1), sin(-4), cos(1), cos(-4), 0.25f, -1, 4
    };
    assertArrayEquals(expected, row, 1e-6f);
  }

  @Test
  void nativeMemoryHoldsWhatWasAskedFor() {
    for (int capacity = 0; capacity < 200; capacity++) {
      assertEquals(capacity, new NativeFloats(capacity).capacity());
    }
  }

  private static float sin(double x) {
    return (float) Math.sin(x);
  }

  private static float cos(double x) {
    return (float) Math.cos(x);
  }
}
