package io.streambed.chaos.site;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/** Wall clocks that are off, by libfaketime; where it is not installed there are none. */
final class FakeClock {
  private static final Path LIBRARIES = Path.of("/usr/lib");

  private final Path library;
  private final Path directory;

  private FakeClock(Path library, Path directory) {
    this.library = library;
    this.directory = directory;
  }

  /** Empty where it is not installed. */
  static Optional<FakeClock> in(Path directory) throws IOException {
    if (!Files.isDirectory(LIBRARIES)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> systems = Files.newDirectoryStream(LIBRARIES, "*-linux-gnu")) {
      for (Path system : systems) {
        Path library = system.resolve("faketime/libfaketimeMT.so.1");
        if (Files.exists(library)) {
          return Optional.of(new FakeClock(library, directory));
        }
      }
    }
    return Optional.empty();
  }

  /** With which a process has the clock of {@code name}. */
  Map<String, String> environment(String name) throws IOException {
    set(name, 0);
    return Map.of(
        "LD_PRELOAD", library.toString(),
        "FAKETIME_TIMESTAMP_FILE", file(name).toString(),
        "FAKETIME_CACHE_DURATION", "1",
        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
        // With the mend for older systems every wait of a Java program ends at once.
        "FAKETIME_FORCE_MONOTONIC_FIX", "0",
        "FAKETIME_SKIP_CMDS", "sh");
  }

  /** Within a second the clock of {@code name} is off by so many seconds. */
  void set(String name, long seconds) throws IOException {
    Path draft =
        Files.writeString(directory.resolve(name + ".clock.draft"), "%+d\n".formatted(seconds));
    Files.move(draft, file(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private Path file(String name) {
    return directory.resolve(name + ".clock");
  }
}
