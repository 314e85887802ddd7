package io.streambed.topics.experiment;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The keys that a section may hold, and what a stranger among them was probably meant to be. */
record KnownKeys(Collection<String> keys) {

  boolean contains(String key) {
    return keys.contains(key);
  }

  /** What to write instead of {@code stranger}: the nearest key, or all of them. */
  String expected(String stranger) {
    return nearest(stranger)
        .map(key -> "a known key (did you mean %s?)".formatted(key))
        .orElseGet(() -> "one of " + String.join(", ", keys.stream().sorted().toList()));
  }

  /** The key within two letters, or a third of the stranger's length, by Levenshtein distance. */
  Optional<String> nearest(String stranger) {
    return keys.stream()
        .filter(key -> distance(key, stranger) <= Math.max(2, stranger.length() / 3))
        .min(Comparator.comparingInt(key -> distance(key, stranger)));
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitution, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
