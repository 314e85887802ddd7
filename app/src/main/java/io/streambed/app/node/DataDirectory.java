package io.streambed.app.node;

import io.streambed.broker.BrokerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What an experiment keeps on this machine: the embedded broker, checkpoints, the log, the report.
 */
public record DataDirectory(Path path) {

  /** {@code data/<experiment>} below the working directory, unless another one is asked for. */
  public static DataDirectory of(Optional<Path> asked, String experiment) {
    return new DataDirectory(asked.orElseGet(() -> Path.of("data", experiment)));
  }

  public DataDirectory {
    path = path.toAbsolutePath().normalize();
  }

  /** The embedded broker's. */
  public Path broker() {
    return path.resolve("broker");
  }

  /** The trainer's. */
  public Path checkpoints() {
    return path.resolve("checkpoints");
  }

  /** Details of what happened. */
  public Path log() {
    return path.resolve("streambed.log");
  }

  /** Where the embedded broker serves, or last served; empty where none ever did. */
  public Optional<String> brokerAddress() {
    return BrokerAddress.in(broker());
  }

  /**
   * Makes it.
   *
   * @throws IOException saying which directory cannot be made or written to
   */
  public void create() throws IOException {
    try {
      Files.createDirectories(path);
    } catch (IOException problem) {
      throw new IOException(
          "expected a data directory that can be made, got %s: %s; say another --data"
              .formatted(path, problem),
          problem);
    }
    if (!Files.isWritable(path)) {
      throw new IOException(
          "expected a data directory that can be written to, got %s; say another --data"
              .formatted(path));
    }
  }
}
