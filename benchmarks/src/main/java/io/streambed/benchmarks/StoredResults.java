package io.streambed.benchmarks;

import io.streambed.app.result.BenchmarkResult;
import io.streambed.inference.document.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Results of {@code streambed benchmark TASK --json}, one to a file, as they were printed. */
final class StoredResults {

  private StoredResults() {}

  /**
   * All of a folder, in the order of their names.
   *
   * @throws IllegalArgumentException naming a file that holds no result, or a folder that is not
   *     there or holds none
   */
  static List<BenchmarkResult> read(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "expected a folder of results of `streambed benchmark TASK --json`, found none at "
              + folder);
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<BenchmarkResult> results =
          files
              .filter(file -> file.toString().endsWith(".json"))
              .sorted()
              .map(StoredResults::one)
              .toList();
      if (results.isEmpty()) {
        throw new IllegalArgumentException("expected at least one .json in " + folder);
      }
      return results;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static BenchmarkResult one(Path file) {
    try {
      return Json.read(Files.readString(file), BenchmarkResult.class);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException("%s: %s".formatted(file, wrong.getMessage()), wrong);
    }
  }
}
