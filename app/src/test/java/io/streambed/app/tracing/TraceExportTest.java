package io.streambed.app.tracing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.streambed.topics.KafkaSettings;
import io.streambed.topics.Topics;
import io.streambed.topics.TraceParent;
import io.streambed.topics.trace.Tracing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a collector of OTLP over HTTP receives. */
class TraceExportTest {
  private static final Topics TOPICS = Topics.of("e");
  private static final KafkaSettings KAFKA = KafkaSettings.local("127.0.0.1:1", "inference-3");
  private static final TraceParent CAUSE =
      new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", true);

  /**
   * @param letters its bytes, a letter each
   */
  private record Request(String path, String letters) {}

  @Test
  void aStepReachesTheCollectorWithItsTraceAndWhoTellsIt() throws Exception {
    CompletableFuture<Request> received = new CompletableFuture<>();
    HttpServer collector = collector(received);
    String endpoint = "http://127.0.0.1:" + collector.getAddress().getPort();
    TracingSettings settings = new TracingSettings(Optional.of(endpoint));
    try (TraceExport export = TraceExport.open(settings, KAFKA, TOPICS)) {
      export
          .tracing()
          .produce("e.posteriors", CAUSE, step -> CompletableFuture.completedFuture(step.trace()))
          .toCompletableFuture()
          .get();
    }
    Request request = received.get(60, TimeUnit.SECONDS);
    collector.stop(0);
    assertEquals("/v1/traces", request.path());
    assertTrue(request.letters().contains("send e.posteriors"));
    assertTrue(request.letters().contains("inference-3"));
    assertTrue(request.letters().contains("streambed"));
    byte[] trace = HexFormat.of().parseHex(CAUSE.trace());
    assertTrue(request.letters().contains(new String(trace, StandardCharsets.ISO_8859_1)));
  }

  @Test
  void withoutAnEndpointNobodyIsTold() {
    try (TraceExport export =
        TraceExport.open(new TracingSettings(Optional.empty()), KAFKA, TOPICS)) {
      assertSame(Tracing.OFF, export.tracing());
    }
  }

  private static HttpServer collector(CompletableFuture<Request> received) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String letters =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
          received.complete(new Request(exchange.getRequestURI().getPath(), letters));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }
}
