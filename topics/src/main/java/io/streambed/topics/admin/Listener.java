package io.streambed.topics.admin;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Tells a broker that is away from one that does not understand this process. */
final class Listener {
  private static final int CONNECT_MILLIS = 500;

  private Listener() {}

  /**
   * Whether the first of the addresses takes a connection.
   *
   * @param servers HOST:PORT,...
   */
  static boolean takesConnections(String servers) {
    String first = servers.split(",", 2)[0].strip();
    int colon = first.lastIndexOf(':');
    try (Socket socket = new Socket()) {
      int port = Integer.parseInt(first.substring(colon + 1));
      socket.connect(new InetSocketAddress(first.substring(0, colon), port), CONNECT_MILLIS);
      return true;
    } catch (IOException | IllegalArgumentException nobody) {
      return false;
    }
  }
}
