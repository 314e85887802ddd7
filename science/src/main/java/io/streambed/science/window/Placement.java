package io.streambed.science.window;

/** What becomes of a reading. */
public enum Placement {
  /** It is used. */
  ADDED,
  /** There is one at its place already, which stays. */
  REPEATED,
  /** Every window with its place is closed. */
  LATE,
  /** No window with its place is made: its place is before the first one. */
  BEFORE_FIRST,
  /** It is too far from any place of the grid. */
  OFF_GRID
}
