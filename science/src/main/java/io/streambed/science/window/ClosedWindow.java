package io.streambed.science.window;

import io.streambed.science.Data;

/** What became of a window. */
public sealed interface ClosedWindow {

  /** Place at which it begins. */
  long start();

  /**
   * It is an observation.
   *
   * @param data of shape [T] or [C, T]
   * @param missing readings that were interpolated or masked
   */
  record Made(long start, Data data, int missing) implements ClosedWindow {}

  /** It is none; {@code cause} says why. */
  record Rejected(long start, String cause) implements ClosedWindow {}
}
