package io.streambed.deploy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A page that is asked over HTTP with a token. */
final class Page {
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI address;
  private final String token;

  Page(URI address, String token) {
    this.address = address;
    this.token = token;
  }

  /** A file that believes {@code token} of anything. */
  static Path tokens(Path file, String token) throws IOException {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return Files.writeString(file, "operator admin " + HexFormat.of().formatHex(hash) + "\n");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Asks until it is ready and a model is there to answer with.
   *
   * @param goesOn whether it still can come
   */
  void await(BooleanSupplier goesOn, Supplier<String> said) throws Exception {
    while (true) {
      try {
        if (get("health/ready").statusCode() == 200
            && get("metrics").body().contains("streambed_inference_model_version")) {
          return;
        }
      } catch (ConnectException notYet) {
        // It is asked again.
      }
      if (!goesOn.getAsBoolean()) {
        throw new AssertionError(said.get());
      }
    }
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  int withoutToken(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).build();
    return client.send(request, BodyHandlers.ofString()).statusCode();
  }

  /** Sends an observation, and waits for its posterior. */
  HttpResponse<String> observe() throws IOException, InterruptedException {
    String body =
        "{\"sensor\": \"s\", \"data\": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], \"deadline_seconds\": 60}";
    return client.send(
        request("api/observations")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path)).header("Authorization", "Bearer " + token);
  }
}
