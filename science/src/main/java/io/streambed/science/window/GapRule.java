package io.streambed.science.window;

import java.util.Locale;

/**
 * What is done about a window in which readings are missing.
 *
 * @param kind what is done
 * @param inARow most readings missing one after the other, at least 0
 * @param inAll most readings missing in a window, at least 0
 * @param fill stands in every channel where a reading is missing ({@link Kind#MASK})
 */
public record GapRule(Kind kind, int inARow, int inAll, float fill) {

  /** What is done. */
  public enum Kind {
    /** No observation is made of the window. */
    REJECT,
    /** Values on the straight line between the readings before and after, channel by channel. */
    INTERPOLATE,
    /** A fixed value, which a model has to know from simulated data that are masked alike. */
    MASK;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public GapRule {
    if (inARow < 0 || inAll < 0 || !Float.isFinite(fill)) {
      throw new IllegalArgumentException(
          "expected in-a-row >= 0, in-all >= 0 and a finite fill, got %d, %d and %s"
              .formatted(inARow, inAll, fill));
    }
  }

  /** Most readings that may be missing of a window that is made. */
  int mostMissing() {
    return kind == Kind.REJECT ? 0 : inAll;
  }

  /** How far before a window a reading may be of use to it, places. */
  int reach() {
    return kind == Kind.INTERPOLATE ? inARow : 0;
  }
}
