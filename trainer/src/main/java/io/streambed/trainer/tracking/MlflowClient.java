package io.streambed.trainer.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Requests to MLflow's REST API 2.0, none of which waits. The official Java client blocks, and
 * brings an HTTP client of its own.
 */
final class MlflowClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_SAID = 300;

  private final HttpClient http;
  private final MlflowSettings settings;

  MlflowClient(MlflowSettings settings) {
    this.settings = settings;
    http = HttpClient.newBuilder().connectTimeout(settings.timeout()).build();
  }

  /** An answer that is no success. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    Refused(int status, String text) {
      super("HTTP status %d: %s".formatted(status, text));
      this.status = status;
    }

    boolean missing() {
      return status == 404;
    }

    /** Whether the same request will be refused again. */
    boolean lasting() {
      return status >= 400
          && status < 500
          && status != 401
          && status != 403
          && status != 408
          && status != 429;
    }
  }

  /** GET {@code path}?{@code name}={@code value}. */
  CompletionStage<JsonNode> get(String path, String name, String value) {
    String query = name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    return send(path + "?" + query, HttpRequest.newBuilder().GET());
  }

  /** POST {@code body} as JSON. */
  CompletionStage<JsonNode> post(String path, Object body) {
    try {
      return send(
          path,
          HttpRequest.newBuilder()
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    } catch (IOException unwritable) {
      return CompletableFuture.failedFuture(unwritable);
    }
  }

  private CompletionStage<JsonNode> send(String path, HttpRequest.Builder request) {
    try {
      String base = settings.uri().toString().replaceAll("/+$", "");
      request.uri(URI.create(base + "/api/2.0/mlflow/" + path)).timeout(settings.timeout());
      token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
      return http.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(this::answer);
    } catch (IOException | IllegalArgumentException unfit) {
      return CompletableFuture.failedFuture(unfit);
    }
  }

  private JsonNode answer(HttpResponse<String> response) {
    String body = response.body();
    if (response.statusCode() / 100 != 2) {
      throw new Refused(
          response.statusCode(), body.substring(0, Math.min(MOST_SAID, body.length())));
    }
    try {
      return JSON.readTree(body);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("expected JSON from MLflow", unreadable);
    }
  }

  /** Read anew for each request: tokens are changed. Never part of a message. */
  private Optional<String> token() throws IOException {
    MlflowSettings.Token token = settings.token();
    if (token.environment().isPresent()) {
      String name = token.environment().get();
      String value = System.getenv(name);
      if (value == null || value.isBlank()) {
        throw new IOException("expected a token in the environment variable " + name);
      }
      return Optional.of(clean(value, "the environment variable " + name));
    }
    if (token.file().isPresent()) {
      String value = Files.readString(token.file().get());
      return Optional.of(clean(value, token.file().get().toString()));
    }
    return Optional.empty();
  }

  private static String clean(String value, String where) throws IOException {
    String token = value.strip();
    if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IOException("expected a token of visible ASCII characters in " + where);
    }
    return token;
  }
}
