package io.streambed.chaos.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** This process, known as "me", calls a server that gives every byte back. */
class ProxyTest {
  private static final int SILENCE_MILLIS = 300;
  private static final Link LINK = new Link("me", "echo");

  private final Callers callers = new Callers();
  private final Weather weather = new Weather();
  private ServerSocket echo = serverSocket();
  private Optional<Proxy> proxy = Optional.empty();

  @BeforeEach
  void start() throws IOException {
    assumeTrue(Callers.areTold(), "needs a /proc that tells who connects");
    Thread server = new Thread(this::serve, "echo");
    server.setDaemon(true);
    server.start();
    callers.know("me", () -> Optional.of(ProcessHandle.current().pid()));
    callers.know("somebody else", () -> Optional.of(1L));
    proxy = Optional.of(Proxy.start(0, "echo", echo.getLocalPort(), callers, weather));
  }

  @AfterEach
  void stop() throws IOException {
    if (proxy.isPresent()) {
      proxy.get().close();
    }
    echo.close();
  }

  @Test
  void whatIsSentComesThrough() throws IOException {
    try (Socket socket = connect()) {
      assertEquals(7, answer(socket, 7));
    }
  }

  @Test
  void whileALinkIsCutNothingPassesAndAfterwardsWhatWaited() throws IOException {
    try (Socket socket = connect()) {
      assertEquals(1, answer(socket, 1));
      weather.cut(LINK);
      socket.setSoTimeout(SILENCE_MILLIS);
      assertThrows(SocketTimeoutException.class, () -> answer(socket, 2));

      weather.mend(LINK);
      socket.setSoTimeout(0);
      assertEquals(2, socket.getInputStream().read());
    }
  }

  @Test
  void whoConnectsWhileALinkIsCutIsServedOnceItIsMended() throws IOException {
    weather.cut(LINK);
    try (Socket socket = connect()) {
      socket.setSoTimeout(SILENCE_MILLIS);
      assertThrows(SocketTimeoutException.class, () -> answer(socket, 3));

      weather.mend(LINK);
      socket.setSoTimeout(0);
      assertEquals(3, socket.getInputStream().read());
    }
  }

  @Test
  void othersPassWhileALinkIsCut() throws IOException {
    weather.cut(new Link("somebody else", "echo"));
    weather.cut(new Link("me", "another server"));
    try (Socket socket = connect()) {
      assertEquals(4, answer(socket, 4));
    }
  }

  @Test
  void aSlowLinkIsLateEitherWay() throws IOException {
    Duration delay = Duration.ofMillis(200);
    weather.slow(LINK, delay);
    try (Socket socket = connect()) {
      long start = System.nanoTime();
      assertEquals(5, answer(socket, 5));

      assertTrue(System.nanoTime() - start >= 2 * delay.toNanos());
    }
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getByName("127.0.0.1"), proxy.orElseThrow().port());
  }

  private static int answer(Socket socket, int value) throws IOException {
    socket.getOutputStream().write(value);
    return socket.getInputStream().read();
  }

  private void serve() {
    while (true) {
      try (Socket socket = echo.accept()) {
        socket.getInputStream().transferTo(socket.getOutputStream());
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static ServerSocket serverSocket() {
    try {
      return new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
