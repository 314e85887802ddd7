package io.streambed.app.report;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that are there whole or not at all. */
public final class WholeFile {

  /** What a file is to hold. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it; does not close {@code file}. */
    void writeTo(OutputStream file) throws IOException;
  }

  private WholeFile() {}

  /**
   * Writes {@code text} to {@code file}, in place of what is there.
   *
   * @throws IOException saying which file cannot be written
   */
  public static void write(Path file, String text) throws IOException {
    write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Writes {@code content} to {@code file}, in place of what is there; if it fails, what was there
   * stays.
   *
   * @throws IOException saying which file cannot be written
   */
  public static void write(Path file, Content content) throws IOException {
    try {
      Path temporary = temporary(file);
      try {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
          content.writeTo(out);
        }
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
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
    return new IOException("%s cannot be written: %s".formatted(file, problem), problem);
  }
}
