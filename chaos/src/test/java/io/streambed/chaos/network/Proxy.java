package io.streambed.chaos.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands before a port of this machine and lets through what the {@link Weather} lets through. */
public final class Proxy implements AutoCloseable {
  private static final int PIECE = 1 << 16;

  private final ServerSocket server;
  private final String target;
  private final int targetPort;
  private final Callers callers;
  private final Weather weather;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private Proxy(
      ServerSocket server, String target, int targetPort, Callers callers, Weather weather) {
    this.server = server;
    this.target = target;
    this.targetPort = targetPort;
    this.callers = callers;
    this.weather = weather;
  }

  /**
   * Listens at {@code port} for {@code targetPort}.
   *
   * @param target name of what is behind, for links
   */
  public static Proxy start(
      int port, String target, int targetPort, Callers callers, Weather weather)
      throws IOException {
    ServerSocket server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
    Proxy proxy = new Proxy(server, target, targetPort, callers, weather);
    proxy.spawn(proxy::accept, "proxy-" + target);
    return proxy;
  }

  public int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket near = server.accept();
        open.add(near);
        spawn(() -> connect(near), "proxy-" + target + "-in");
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void connect(Socket near) {
    Socket far = new Socket();
    open.add(far);
    try {
      Link link = new Link(callers.of(near.getPort(), port()), target);
      weather.pass(link);
      far.connect(new InetSocketAddress("127.0.0.1", targetPort));
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      spawn(() -> pump(far, near, link), "proxy-" + target + "-out");
      pump(near, far, link);
    } catch (IOException | InterruptedException refused) {
      end(near, far);
    }
  }

  private void pump(Socket from, Socket to, Link link) {
    byte[] piece = new byte[PIECE];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        weather.pass(link);
        out.write(piece, 0, n);
      }
    } catch (IOException | InterruptedException broken) {
      // Either end is gone: the other one is told.
    } finally {
      end(from, to);
    }
  }

  private void end(Socket one, Socket other) {
    close(one);
    close(other);
  }

  private void close(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException ignored) {
      // It is closed all the same.
    }
  }

  private void spawn(Runnable work, String name) {
    Thread thread = new Thread(null, work, name, 1 << 18);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
    open.forEach(this::close);
  }
}
