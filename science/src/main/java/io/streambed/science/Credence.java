package io.streambed.science;

import java.util.List;
import java.util.Locale;

/**
 * One verdict on a posterior, for people and for programs that act on it.
 *
 * @param level how far to trust it
 * @param reasons what speaks against it, in words, the gravest first; empty where nothing does
 */
public record Credence(Level level, List<String> reasons) {
  /** Of a posterior that nobody judged. */
  public static final Credence NONE = new Credence(Level.UNJUDGED, List.of());

  /** As a text in lower case with hyphens. */
  public enum Level {
    /** Nobody judged it. */
    UNJUDGED,
    /** Every figure is within its limit. */
    TRUSTED,
    /** Some figure is beyond its limit: look before acting on it. */
    DOUBTFUL,
    /** Some figure is far beyond: do not act on it. */
    NOT_TO_BE_TRUSTED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public Credence {
    reasons = List.copyOf(reasons);
  }
}
