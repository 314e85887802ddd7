package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class InformationGaugeTest {

  private static int stepsUntil(boolean near, InformationGauge gauge, double loss) {
    int steps = 0;
    while (gauge.near() != near) {
      gauge.add(loss);
      steps++;
    }
    return steps;
  }

  @Test
  void aGaugeThatHasSeenNothingIsFar() {
    assertFalse(new InformationGauge().near());
  }

  @Test
  void theSmoothedLossCrossesWhenItsExponentialSaysSo() {
    InformationGauge gauge = new InformationGauge();
    gauge.add(2);
    // 2 * 0.99^n < 0.7 from n = 105 on, and 2 - (2 - 0.695) 0.99^n >= 1.0 from n = 27 on.
    assertEquals(105, stepsUntil(true, gauge, 0));
    assertEquals(27, stepsUntil(false, gauge, 2));
  }

  @Test
  void betweenTheTwoLimitsItStaysAsItWas() {
    InformationGauge low = new InformationGauge();
    low.add(0.5);
    InformationGauge high = new InformationGauge();
    high.add(1.5);
    for (int step = 0; step < 2000; step++) {
      double loss = 0.85 + (step % 2 == 0 ? 0.14 : -0.14);
      low.add(loss);
      high.add(loss);
      assertTrue(low.near());
      assertFalse(high.near());
    }
  }

  @Test
  void lossesThatAreNotFiniteArePassedOver() {
    InformationGauge gauge = new InformationGauge();
    gauge.add(Double.NaN);
    gauge.add(0.5);
    gauge.add(Double.POSITIVE_INFINITY);
    assertTrue(gauge.near());
    assertArrayEquals(new float[] {0.5f, 1}, gauge.memory());
  }

  @Test
  void itGoesOnFromItsMemory() {
    InformationGauge whole = new InformationGauge();
    InformationGauge resumed = new InformationGauge();
    for (int step = 0; step < 50; step++) {
      whole.add(0.6 + 0.01 * step);
    }
    resumed.recall(whole.memory());
    whole.add(0.123);
    resumed.add(0.123);
    assertArrayEquals(whole.memory(), resumed.memory());
    assertThrows(IllegalArgumentException.class, () -> resumed.recall(new float[] {1}));
    assertThrows(IllegalArgumentException.class, () -> resumed.recall(new float[] {1, 2}));
  }
}
