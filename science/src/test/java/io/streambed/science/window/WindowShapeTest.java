package io.streambed.science.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.streambed.science.Data;
import io.streambed.science.window.WindowShape.Order;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class WindowShapeTest {
  private static final OptionalInt SHAPE = OptionalInt.empty();

  private static WindowShape shape(OptionalInt channels, Order order, Integer... dataShape) {
    return WindowShape.of(List.of(dataShape), channels, order);
  }

  /** Three readings of two channels: 1 and 10, 2 and 20, 3 and 30. */
  private static Data window(WindowShape shape) {
    GapRule reject = new GapRule(GapRule.Kind.REJECT, 0, 0, 0);
    WindowedReadings windows =
        WindowedReadings.begin(new WindowRule(shape, shape.length(), 0, reject), 0);
    for (int place = 0; place < 3; place++) {
      windows.add(place, Data.of(new float[] {place + 1, 10 * (place + 1)}));
    }
    return ((ClosedWindow.Made) windows.close().get(0)).data();
  }

  @Test
  void channelsStandOneAfterTheOther() {
    float[] values = {1, 2, 3, 10, 20, 30};
    assertEquals(Data.of(values, 2, 3), window(shape(SHAPE, Order.CHANNELS_FIRST, 2, 3)));
    assertEquals(Data.of(values), window(shape(OptionalInt.of(2), Order.CHANNELS_FIRST, 6)));
  }

  @Test
  void orReadingsDo() {
    float[] values = {1, 10, 2, 20, 3, 30};
    assertEquals(Data.of(values, 3, 2), window(shape(SHAPE, Order.TIME_FIRST, 3, 2)));
    assertEquals(Data.of(values), window(shape(OptionalInt.of(2), Order.TIME_FIRST, 6)));
  }

  @Test
  void aSingleAxisIsOneChannelUnlessItIsSaid() {
    assertEquals(6, shape(SHAPE, Order.CHANNELS_FIRST, 6).length());
    assertEquals(1, shape(SHAPE, Order.TIME_FIRST, 6).channels());
  }

  @Test
  void whatCannotBeDividedIsRefused() {
    for (Order order : Order.values()) {
      assertThrows(IllegalArgumentException.class, () -> shape(OptionalInt.of(4), order, 6));
      assertThrows(IllegalArgumentException.class, () -> shape(OptionalInt.of(2), order, 2, 3));
      assertThrows(IllegalArgumentException.class, () -> shape(SHAPE, order, 2, 3, 4));
    }
  }
}
