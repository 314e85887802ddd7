package io.streambed.science.network;

/** A part of an objective that goes from step to step with a memory. */
interface Remembering {

  /** All that it goes on from, copied. */
  float[] memory();

  /**
   * Goes on from {@link #memory}.
   *
   * @throws IllegalArgumentException if it is that of something else
   */
  void recall(float[] memory);
}
