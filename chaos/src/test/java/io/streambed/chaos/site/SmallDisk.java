package io.streambed.chaos.site;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A file system of its own in memory that can be filled to the last byte. */
final class SmallDisk implements AutoCloseable {
  private static final String SIZE = "32m";
  private static final int PIECE = 4096;

  private final Path root;

  private SmallDisk(Path root) {
    this.root = root;
  }

  /** Mounted at {@code root}; empty where this user or this machine may not. */
  static Optional<SmallDisk> mount(Path root) throws IOException, InterruptedException {
    Files.createDirectories(root);
    return run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", root.toString())
        ? Optional.of(new SmallDisk(root))
        : Optional.empty();
  }

  void fill() throws IOException {
    byte[] piece = new byte[PIECE];
    try (OutputStream file = Files.newOutputStream(filler())) {
      while (true) {
        file.write(piece);
      }
    } catch (IOException full) {
      if (!Files.exists(filler())) {
        throw full;
      }
    }
  }

  void empty() throws IOException {
    Files.deleteIfExists(filler());
  }

  private Path filler() {
    return root.resolve("filler");
  }

  @Override
  public void close() {
    try {
      run("umount", "-l", root.toString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("cannot unmount " + root, e);
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }
}
