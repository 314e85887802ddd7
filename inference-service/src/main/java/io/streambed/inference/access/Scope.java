package io.streambed.inference.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller may do; each may do what those before it may. */
public enum Scope {
  /** Look. */
  READ,
  /** Send observations. */
  WRITE,
  /** Replay and drop dead letters. */
  ADMIN;

  /** Whether a caller of this scope may do what needs {@code needed}. */
  public boolean allows(Scope needed) {
    return compareTo(needed) >= 0;
  }

  /** As people write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of this word. */
  static Optional<Scope> of(String word) {
    return Arrays.stream(values()).filter(scope -> scope.word().equals(word)).findFirst();
  }
}
