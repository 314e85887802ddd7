package io.streambed.inference.http;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpPortTest {
  private static final ActorTestKit KIT = ActorTestKit.create();

  @TempDir Path directory;

  @AfterAll
  static void end() {
    KIT.shutdownTestKit();
  }

  @Test
  void whereAPortIsTakenTheNextFreeOneIs() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ServerBinding binding = bind(taken.getLocalPort(), 50);
      assertTrue(binding.localAddress().getPort() > taken.getLocalPort());
      assertTrue(
          HttpPort.address(binding, settings(0, 1)).toString().startsWith("http://127.0.0.1:"));
      binding.unbind().toCompletableFuture().join();
    }
  }

  @Test
  void whereNoneIsFreeTheErrorSaysWhatToDo() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletionException refused =
          assertThrows(CompletionException.class, () -> bind(taken.getLocalPort(), 1));
      assertInstanceOf(IllegalStateException.class, refused.getCause());
      String message = String.valueOf(refused.getMessage());
      assertTrue(message.contains("expected a free port among " + taken.getLocalPort()), message);
      assertTrue(message.contains("http.enabled = false"), message);
    }
  }

  private ServerBinding bind(int port, int ports) throws IOException {
    return new HttpPort(
            KIT.system(),
            settings(port, ports),
            Duration.ofSeconds(5),
            request -> CompletableFuture.completedFuture(HttpResponse.create()))
        .bind()
        .toCompletableFuture()
        .join();
  }

  private HttpSettings settings(int port, int ports) throws IOException {
    return TestService.load(directory, Map.of("http.port", port, "http.ports", ports))
        .checked(HttpSettings::from);
  }
}
