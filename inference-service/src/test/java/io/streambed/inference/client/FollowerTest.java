package io.streambed.inference.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a server whose streams do what a test says, one after the other. */
@Timeout(60)
class FollowerTest {
  private static final Patience LITTLE =
      new Patience(
          Duration.ofSeconds(20),
          Duration.ofMillis(500),
          Duration.ofMillis(1),
          Duration.ofMillis(20));

  private interface Stream {
    void run(HttpExchange exchange) throws IOException;
  }

  private final BlockingQueue<Stream> streams = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final StreambedClient client;

  FollowerTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    client =
        new StreambedClient(
            URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort())), LITTLE);
  }

  @BeforeEach
  void serve() {
    server.setExecutor(threads);
    server.createContext(
        "/api/sensors/s/events",
        exchange -> {
          String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
          asked.add(last == null ? "none" : last);
          Stream next = streams.poll();
          if (next != null) {
            next.run(exchange);
          } else {
            begin(exchange, ":\n\n");
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void aStreamThatEndsIsBegunAgainAfterItsLastEvent() throws Exception {
    streams.add(exchange -> end(begin(exchange, event(7) + event(8))));
    streams.add(exchange -> end(begin(exchange, event(9))));
    CompletableFuture<Void> following = follow();
    for (int offset = 7; offset <= 9; offset++) {
      assertEquals("2-" + offset, next(heard));
    }
    assertEquals("none", next(asked));
    assertEquals("2-8", next(asked));
    assertEquals("2-9", next(asked));
    assertFalse(following.isDone());
    following.cancel(false);
  }

  @Test
  void aStreamThatBreaksBeforeItsFirstEventGoesOnFromWhereItBegan() throws Exception {
    streams.add(exchange -> end(begin(exchange, "id: 2-6\n\n")));
    streams.add(exchange -> end(begin(exchange, event(7))));
    CompletableFuture<Void> following = follow();
    assertEquals("2-7", next(heard));
    assertEquals("none", next(asked));
    assertEquals("2-6", next(asked));
    following.cancel(false);
  }

  /** The first says one event and half of another, then nothing, as where a cable was pulled. */
  @Test
  void aStreamThatFallsSilentIsBegunAgain() throws Exception {
    streams.add(exchange -> begin(exchange, event(7) + "event: posterior\nid: 2-8\ndata: {"));
    streams.add(exchange -> end(begin(exchange, event(8))));
    CompletableFuture<Void> following = follow();
    assertEquals("2-7", next(heard));
    assertEquals("2-8", next(heard));
    assertEquals("none", next(asked));
    assertEquals("2-7", next(asked));
    following.cancel(false);
  }

  @Test
  void aServerThatIsBusyIsAskedAgainAndOneThatRefusesIsNot() throws Exception {
    streams.add(exchange -> refuse(exchange, 503));
    streams.add(exchange -> refuse(exchange, 503));
    streams.add(exchange -> end(begin(exchange, event(7))));
    streams.add(exchange -> refuse(exchange, 403));
    CompletableFuture<Void> following = follow();
    assertEquals("2-7", next(heard));
    CompletionException failure = assertThrows(CompletionException.class, following::join);
    ServerProblem problem = assertInstanceOf(ServerProblem.class, failure.getCause());
    assertEquals(403, problem.status());
    assertEquals("not you", problem.getMessage());
  }

  @Test
  void aRefusalWithoutAWordIsOneAllTheSame() {
    streams.add(
        exchange -> {
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    CompletionException failure = assertThrows(CompletionException.class, follow()::join);
    assertEquals(404, assertInstanceOf(ServerProblem.class, failure.getCause()).status());
  }

  @Test
  void whatTheListenerThrowsEndsIt() {
    streams.add(exchange -> begin(exchange, event(7)));
    CompletableFuture<Void> following =
        client.follow(
            "s",
            "",
            note -> {
              throw new IllegalStateException("full");
            });
    CompletionException failure = assertThrows(CompletionException.class, following::join);
    assertTrue(String.valueOf(failure.getCause()).contains("full"), failure.toString());
  }

  @Test
  void whoeverFollowsHoldsUpNoThreadOfAPoolAndGoesOnAfterWhatTheyKnow() throws Exception {
    streams.add(exchange -> begin(exchange, event(7)));
    CompletableFuture<Thread> teller = new CompletableFuture<>();
    CompletableFuture<Void> following =
        client.follow("s", "2-6", note -> teller.complete(Thread.currentThread()));
    Thread thread = teller.get(20, TimeUnit.SECONDS);
    assertEquals("2-6", next(asked));
    assertTrue(thread.isDaemon());
    assertEquals("follow-s", thread.getName());
    following.cancel(false);
    // Though the server goes on without a word.
    thread.join(20_000);
    assertFalse(thread.isAlive());
  }

  private CompletableFuture<Void> follow() {
    return client.follow("s", "", note -> heard.add(note.id()));
  }

  private static String next(BlockingQueue<String> queue) throws InterruptedException {
    return String.valueOf(queue.poll(20, TimeUnit.SECONDS));
  }

  private static String event(int offset) {
    return "event: posterior\nid: 2-%d\ndata: {\"number\": 1, \"partition\": 2, \"offset\": %d}\n\n"
        .formatted(offset, offset);
  }

  private static HttpExchange begin(HttpExchange exchange, String text) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
    return exchange;
  }

  private static void end(HttpExchange exchange) {
    exchange.close();
  }

  private static void refuse(HttpExchange exchange, int status) throws IOException {
    byte[] text = "{\"detail\": \"not you\"}".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, text.length);
    exchange.getResponseBody().write(text);
    exchange.close();
  }
}
