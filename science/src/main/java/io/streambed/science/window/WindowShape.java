package io.streambed.science.window;

import java.util.List;
import java.util.OptionalInt;

/**
 * Where the readings of a window stand in data.
 *
 * @param dataShape sizes of the axes of the data
 * @param channels C, values of a reading
 * @param order which of the values of two channels and two readings stand next to each other
 */
public record WindowShape(List<Integer> dataShape, int channels, Order order) {

  /** What stands next to each other. */
  public enum Order {
    /** The readings of a channel: [C, T]. */
    CHANNELS_FIRST,
    /** The channels of a reading: [T, C]. */
    TIME_FIRST
  }

  public WindowShape {
    dataShape = List.copyOf(dataShape);
  }

  /**
   * The shape of windows of such data.
   *
   * @param channels into which a single axis is divided; empty for one, and for data of two axes
   * @throws IllegalArgumentException if there is none
   */
  public static WindowShape of(List<Integer> dataShape, OptionalInt channels, Order order) {
    if (dataShape.size() == 2 && channels.isEmpty()) {
      return new WindowShape(dataShape, dataShape.get(order == Order.TIME_FIRST ? 1 : 0), order);
    }
    int count = channels.orElse(1);
    if (dataShape.size() == 1 && count >= 1 && dataShape.get(0) % count == 0) {
      return new WindowShape(dataShape, count, order);
    }
    throw new IllegalArgumentException(
        "expected data of one axis, %d times T values, or of two of which one is channels, got shape %s"
            .formatted(count, dataShape));
  }

  /** T, readings of a window. */
  public int length() {
    return size() / channels;
  }

  /** Values of a window. */
  int size() {
    return dataShape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
  }

  /** Where a value stands, of the channel and of the reading. */
  int index(int channel, int reading) {
    return order == Order.TIME_FIRST ? reading * channels + channel : channel * length() + reading;
  }
}
