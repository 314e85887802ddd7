package io.streambed.broker;

import java.nio.file.Path;

/**
 * Where an embedded broker lives.
 *
 * @param directory holds its data, its address and its lock; made when missing
 * @param port loopback port for clients, 1 to 65535; 0 asks for a free one, chosen once and
 *     remembered in the directory
 * @param minimumFreeBytes free disk space without which it refuses to start, bytes
 * @param security how clients reach it
 */
public record EmbeddedBrokerSettings(
    Path directory, int port, long minimumFreeBytes, BrokerSecurity security) {

  /**
   * 1 GiB: the pairs of one experiment keep 384 MiB and the segments that wait to be deleted; the
   * rest is for its other topics, which are kept by time.
   */
  public static final long MINIMUM_FREE_BYTES = 1024L << 20;

  public EmbeddedBrokerSettings {
    directory = directory.toAbsolutePath().normalize();
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("expected a broker port of 0 to 65535, got " + port);
    }
    if (minimumFreeBytes < 0) {
      throw new IllegalArgumentException("expected minimumFreeBytes >= 0, got " + minimumFreeBytes);
    }
  }

  /** With {@link #MINIMUM_FREE_BYTES}. */
  public EmbeddedBrokerSettings(Path directory, int port) {
    this(directory, port, MINIMUM_FREE_BYTES);
  }

  /** Without security. */
  public EmbeddedBrokerSettings(Path directory, int port, long minimumFreeBytes) {
    this(directory, port, minimumFreeBytes, BrokerSecurity.none());
  }

  /** The same for clients that are to say who they are. */
  public EmbeddedBrokerSettings secured(BrokerSecurity asked) {
    return new EmbeddedBrokerSettings(directory, port, minimumFreeBytes, asked);
  }
}
