package io.streambed.trainer.tracking;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The id that a training keeps over restarts: a file beside its checkpoints or, where these are on
 * a topic, one that all members make of what they share.
 */
public final class TrainingId {
  private static final String NAME = "tracking-id";

  private TrainingId() {}

  /**
   * That of the training of {@code experiment} by what its model depends on, for whoever trains it.
   * Begun anew from topics that were made anew it is the same.
   */
  public static String of(String experiment, Map<String, String> parameters) {
    String shared = experiment + new TreeMap<>(parameters);
    return UUID.nameUUIDFromBytes(shared.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /**
   * That of the training in {@code folder}, which must exist; made up if there is none.
   *
   * @throws UncheckedIOException if the file cannot be read or written
   */
  public static String in(Path folder) {
    Path file = folder.resolve(NAME);
    try {
      if (Files.exists(file)) {
        return UUID.fromString(Files.readString(file).strip()).toString();
      }
      String id = UUID.randomUUID().toString();
      Path temporary = Files.writeString(folder.resolve(NAME + ".tmp"), id + "\n");
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      return id;
    } catch (IllegalArgumentException noId) {
      throw new UncheckedIOException(
          new IOException(
              "expected an id in %s; remove the file to track anew".formatted(file), noId));
    } catch (IOException problem) {
      throw new UncheckedIOException("expected an id in " + file, problem);
    }
  }
}
