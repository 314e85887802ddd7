package io.streambed.app.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that are there whole or not at all. */
public final class WholeFile {

  private WholeFile() {}

  /**
   * Writes {@code text} to {@code file}, in place of what is there.
   *
   * @throws IOException saying which file cannot be written
   */
  public static void write(Path file, String text) throws IOException {
    try {
      Path temporary = temporary(file);
      Files.writeString(temporary, text);
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException problem) {
      throw unwritable(file, problem);
    }
  }

  /**
   * Looks whether {@code file} can be written, before any work.
   *
   * @throws IOException saying which file cannot
   */
  public static void probe(Path file) throws IOException {
    try {
      if (Files.isDirectory(file)) {
        throw new IOException("expected a file, got a directory");
      }
      Path temporary = temporary(file);
      Files.writeString(temporary, "");
      Files.delete(temporary);
    } catch (IOException problem) {
      throw unwritable(file, problem);
    }
  }

  private static Path temporary(Path file) {
    return file.resolveSibling(file.getFileName() + ".tmp");
  }

  private static IOException unwritable(Path file, IOException problem) {
    return new IOException("the report %s cannot be written: %s".formatted(file, problem), problem);
  }
}
