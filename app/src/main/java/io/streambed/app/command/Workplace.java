package io.streambed.app.command;

import io.streambed.app.node.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A data directory that was asked for, or else a temporary one that is removed at the end. */
final class Workplace implements AutoCloseable {
  private final DataDirectory directory;
  private final boolean temporary;

  private Workplace(DataDirectory directory, boolean temporary) {
    this.directory = directory;
    this.temporary = temporary;
  }

  static Workplace of(Optional<Path> asked) throws IOException {
    return asked.isPresent()
        ? new Workplace(new DataDirectory(asked.get()), false)
        : new Workplace(new DataDirectory(Files.createTempDirectory("streambed-")), true);
  }

  DataDirectory directory() {
    return directory;
  }

  @Override
  public void close() throws IOException {
    if (!temporary || !Files.exists(directory.path())) {
      return;
    }
    List<Path> contents;
    try (Stream<Path> walk = Files.walk(directory.path())) {
      contents = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : contents) {
      Files.deleteIfExists(path);
    }
  }
}
