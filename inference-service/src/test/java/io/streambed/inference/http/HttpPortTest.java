package io.streambed.inference.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
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

  @Test
  void withAKeyItSpeaksTlsAndNothingElse() throws Exception {
    HeldCertificate held =
        new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();
    Path identity =
        Files.writeString(
            directory.resolve("here.pem"), held.privateKeyPkcs8Pem() + held.certificatePem());
    HttpSettings settings =
        TestService.load(
                directory, Map.of("http.port", 0, "http.tls.identity.file", identity.toString()))
            .checked(HttpSettings::from);
    ServerBinding binding = bind(settings);
    URI address = HttpPort.address(binding, settings);
    assertEquals("https", address.getScheme());
    SSLContext trusting =
        new HandshakeCertificates.Builder()
            .addTrustedCertificate(held.certificate())
            .build()
            .sslContext();
    HttpRequest request = HttpRequest.newBuilder(address).build();
    HttpClient client = HttpClient.newBuilder().sslContext(trusting).build();
    assertEquals(200, client.send(request, BodyHandlers.discarding()).statusCode());
    assertThrows(
        SSLException.class,
        () -> HttpClient.newHttpClient().send(request, BodyHandlers.discarding()));
    HttpRequest clear =
        HttpRequest.newBuilder(URI.create(address.toString().replace("https", "http"))).build();
    assertThrows(IOException.class, () -> client.send(clear, BodyHandlers.discarding()));
    binding.unbind().toCompletableFuture().join();
  }

  @Test
  void whatIsNotAnsweredInTimeIsAProblemLikeAnyOther() throws Exception {
    HttpSettings settings = settings(0, 1);
    ServerBinding binding =
        bind(settings, Duration.ofMillis(50), request -> new CompletableFuture<>());
    HttpRequest request = HttpRequest.newBuilder(HttpPort.address(binding, settings)).build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertEquals(503, answer.statusCode());
    assertEquals(
        "application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
    assertTrue(answer.body().contains("expected an answer within PT0.05S"), answer.body());
    binding.unbind().toCompletableFuture().join();
  }

  /** No client of Java's would send these. */
  @Test
  void whatIsNoHttpIsAProblemLikeAnyOther() throws Exception {
    HttpSettings settings = settings(0, 1);
    ServerBinding binding = bind(settings);
    Map<String, String> requests =
        Map.of(
            "400", "GET /%zz HTTP/1.1",
            "414", "GET /" + "a".repeat(10_000) + " HTTP/1.1",
            "431", "GET / HTTP/1.1\r\nX: " + "a".repeat(100_000),
            "501", "CONJURE / HTTP/1.1",
            "505", "GET / HTTP/3.7");
    for (Map.Entry<String, String> request : requests.entrySet()) {
      String answer = said(binding.localAddress(), request.getValue());
      assertTrue(answer.startsWith("HTTP/1.1 " + request.getKey()), answer);
      assertTrue(answer.contains("Content-Type: application/problem+json\r\n"), answer);
      assertTrue(answer.contains("\"status\":" + request.getKey()), answer);
      assertTrue(answer.contains("\"detail\":\"expected HTTP: "), answer);
    }
    binding.unbind().toCompletableFuture().join();
  }

  private static String said(InetSocketAddress server, String request) throws IOException {
    try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
      socket
          .getOutputStream()
          .write((request + "\r\nHost: here\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private ServerBinding bind(int port, int ports) throws IOException {
    return bind(settings(port, ports));
  }

  private static ServerBinding bind(HttpSettings settings) {
    return bind(
        settings,
        Duration.ofSeconds(5),
        request -> CompletableFuture.completedFuture(HttpResponse.create()));
  }

  private static ServerBinding bind(
      HttpSettings settings,
      Duration longest,
      Function<org.apache.pekko.http.javadsl.model.HttpRequest, CompletionStage<HttpResponse>>
          handler) {
    return new HttpPort(KIT.system(), settings, longest, handler)
        .bind()
        .toCompletableFuture()
        .join();
  }

  private HttpSettings settings(int port, int ports) throws IOException {
    return TestService.load(directory, Map.of("http.port", port, "http.ports", ports))
        .checked(HttpSettings::from);
  }
}
