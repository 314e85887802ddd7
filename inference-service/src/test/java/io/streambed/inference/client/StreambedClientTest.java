package io.streambed.inference.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinWorkerThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a server that says what it got, never answers an observation, and tells of one event. */
@Timeout(60)
class StreambedClientTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final StreambedClient client;
  private final List<JsonNode> got = Collections.synchronizedList(new ArrayList<>());

  StreambedClientTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    client =
        new StreambedClient(
            URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort())));
  }

  @BeforeEach
  void serve() {
    server.createContext(
        "/api/observations",
        exchange -> {
          JsonNode body = JSON.readTree(exchange.getRequestBody());
          got.add(body);
          answer(
              exchange,
              504,
              "{\"detail\": \"no answer\", \"observation\": %s}".formatted(body.get("id")));
        });
    server.createContext(
        "/api/sensors/s/events",
        exchange -> answer(exchange, 200, "event:posterior\ndata:{\"number\": 7}\n\n"));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void anObservationWithoutAnAnswerCanBeSentAgainUnderItsId() {
    ServerProblem problem =
        refused(client.observe("s", new float[] {1}, 10, Duration.ofSeconds(1)));
    assertEquals(504, problem.status());
    refused(client.observe(problem.observation(), "s", new float[] {1}, 10, Duration.ofSeconds(1)));
    assertFalse(problem.observation().isBlank());
    assertEquals(got.get(0), got.get(1));
  }

  @Test
  void eachObservationHasAnIdOfItsOwn() {
    refused(client.observe("s", new float[] {1}, 10, Duration.ofSeconds(1)));
    refused(client.observe("s", new float[] {1}, 10, Duration.ofSeconds(1)));
    assertNotEquals(got.get(0).get("id"), got.get(1).get("id"));
  }

  @Test
  void whoeverFollowsHoldsUpNoThreadOfTheCommonPool() {
    CompletableFuture<Thread> teller = new CompletableFuture<>();
    client
        .follow(
            "s",
            note -> {
              assertEquals(7, note.get("number").asInt());
              teller.complete(Thread.currentThread());
            })
        .join();
    assertFalse(teller.join() instanceof ForkJoinWorkerThread);
    assertTrue(teller.join().isDaemon());
    assertEquals("follow-s", teller.join().getName());
  }

  @Test
  void aTokenIsSentWithEveryRequestAndNeverInTheClearToAnotherMachine() {
    List<String> sent = Collections.synchronizedList(new ArrayList<>());
    server.createContext(
        "/api/status",
        exchange -> {
          sent.add(exchange.getRequestHeaders().getFirst("Authorization"));
          answer(exchange, 200, "{}");
        });
    URI here = URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
    HttpClient http = HttpClient.newHttpClient();
    StreambedClient known = new StreambedClient(here, "secret-token", http);
    known.get("api/status").toCompletableFuture().join();
    assertEquals(List.of("Bearer secret-token"), sent);
    assertFalse(known.toString().contains("secret-token"));
    URI there = URI.create("http://streambed.example/");
    String message =
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new StreambedClient(there, "secret-token", http))
                .getMessage());
    assertTrue(message.contains("expected https"), message);
    assertFalse(message.contains("secret-token"), message);
  }

  private static ServerProblem refused(CompletionStage<SensorPosterior> answer) {
    CompletionException failure =
        assertThrows(CompletionException.class, () -> answer.toCompletableFuture().join());
    return assertInstanceOf(ServerProblem.class, failure.getCause());
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
