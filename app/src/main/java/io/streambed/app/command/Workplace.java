package io.streambed.app.command;

import io.streambed.app.node.DataDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A data directory that was asked for, or else a temporary one that is removed at the end if all
 * went well.
 */
final class Workplace implements AutoCloseable {
  private final DataDirectory directory;
  private final boolean temporary;
  private final PrintWriter err;
  private boolean done;

  private Workplace(DataDirectory directory, boolean temporary, PrintWriter err) {
    this.directory = directory;
    this.temporary = temporary;
    this.err = err;
  }

  static Workplace of(Optional<Path> asked, PrintWriter err) throws IOException {
    return asked.isPresent()
        ? new Workplace(new DataDirectory(asked.get()), false, err)
        : new Workplace(new DataDirectory(Files.createTempDirectory("streambed-")), true, err);
  }

  /** All went well: nobody needs what is in a temporary directory. */
  void done() {
    done = true;
  }

  DataDirectory directory() {
    return directory;
  }

  @Override
  public void close() throws IOException {
    if (!temporary || !Files.exists(directory.path())) {
      return;
    }
    if (!done && Files.exists(directory.log())) {
      err.println("The log and what was trained stay in " + directory.path());
      err.flush();
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
