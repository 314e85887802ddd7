package io.streambed.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Free TCP ports of the loopback interface. */
final class LoopbackPort {
  static final String HOST = "127.0.0.1";

  /**
   * Below the range from which systems take outgoing ports (32768 on Linux): a client that retries
   * while the broker is away can then never connect to itself.
   */
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 32_000;
  private static final int ATTEMPTS = 200;

  private LoopbackPort() {}

  /** A port that nobody listens on now. */
  static int free() {
    return freeBeside(0);
  }

  /** The same, and another one than {@code taken}, on which somebody will listen. */
  static int freeBeside(int taken) {
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (port != taken && isFree(port)) {
        return port;
      }
    }
    throw new BrokerStartException(
        "No free port on %s: expected one between %d and %d, %d attempts failed."
            .formatted(HOST, LOWEST, HIGHEST, ATTEMPTS));
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
