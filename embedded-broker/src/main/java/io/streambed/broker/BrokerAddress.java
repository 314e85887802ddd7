package io.streambed.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The file {@code broker.address} in a broker's directory: one line, {@code host:port}. It stays
 * when the broker stops, so that the next one takes the same port and clients find it again.
 */
public final class BrokerAddress {
  private static final String FILE = "broker.address";

  private BrokerAddress() {}

  /**
   * The {@code host:port} at which the broker of {@code directory} serves, or last served; empty
   * where none ever did.
   *
   * @throws UncheckedIOException if the file cannot be read
   */
  public static Optional<String> in(Path directory) {
    try {
      return Optional.of(Files.readString(directory.resolve(FILE)).strip())
          .filter(address -> address.matches("[^:\\s]+:\\d{1,5}"));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + directory.resolve(FILE), e);
    }
  }

  static Optional<Integer> portIn(Path directory) {
    return in(directory)
        .map(address -> Integer.valueOf(address.substring(address.indexOf(':') + 1)));
  }

  /** Replaces the file in one step, so that no reader sees half of it. */
  static void write(Path directory, String address) throws IOException {
    Path draft = Files.writeString(directory.resolve(FILE + ".draft"), address + "\n");
    Files.move(
        draft,
        directory.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
