package io.streambed.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * C2ST that others have published, means over observations 1 to 5: REJ-ABC, NPE and NRE-B of the
 * benchmark's own results (arXiv 2101.04653), NRE-C of its authors' corrected files of 2024 (arXiv
 * 2210.06170).
 */
final class PublishedScores {
  static final List<String> METHODS = List.of("NRE-C", "NRE-B", "NPE", "REJ-ABC");

  private record Entry(String task, String method, long pairs, double c2st) {
    static Entry of(String line) {
      String[] cells = line.split(",", -1);
      return new Entry(cells[0], cells[1], Long.parseLong(cells[2]), Double.parseDouble(cells[3]));
    }
  }

  private final List<Entry> entries;

  private PublishedScores(List<Entry> entries) {
    this.entries = entries;
  }

  /** Those that this module ships. */
  static PublishedScores load() {
    InputStream file =
        Objects.requireNonNull(PublishedScores.class.getResourceAsStream("published.csv"));
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return new PublishedScores(lines.lines().skip(1).map(Entry::of).toList());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Empty where nothing was published. */
  Optional<Double> c2st(String task, String method, long pairs) {
    return entries.stream()
        .filter(e -> e.task().equals(task) && e.method().equals(method) && e.pairs() == pairs)
        .map(Entry::c2st)
        .findFirst();
  }

  /** Whether any method was scored with so many simulations. */
  boolean covers(long pairs) {
    return entries.stream().anyMatch(entry -> entry.pairs() == pairs);
  }
}
