package io.streambed.inference.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.streambed.inference.access.Scope;
import io.streambed.inference.access.TokenLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.Materializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every path of the OpenAPI document, so that none that is added can be forgotten. */
class GuardTest {
  private static final String HERE = "http://127.0.0.1:8080";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final Map<Scope, String> TOKENS = new EnumMap<>(Scope.class);
  private static final String EXPIRED = TokenLine.fresh();

  /** Besides the page's own files. */
  private static final Set<String> OPEN =
      Set.of("GET /api/openapi.json", "GET /health/live", "GET /health/ready");

  private static final Set<String> WRITE = Set.of("POST /api/observations");
  private static final Set<String> ADMIN =
      Set.of("POST /api/dead-letters/{id}/replay", "DELETE /api/dead-letters/{id}");

  @TempDir static Path directory;
  private static final Materializer MATERIALIZER = Materializer.createMaterializer(KIT.system());
  private static final List<Router> ROUTERS = new ArrayList<>();

  @BeforeAll
  static void make() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Scope scope : Scope.values()) {
      String token = TokenLine.fresh();
      TOKENS.put(scope, token);
      lines.add(TokenLine.of(scope.word(), scope, token, Optional.empty()).text());
    }
    Optional<LocalDate> over = Optional.of(LocalDate.parse("2020-01-01"));
    lines.add(TokenLine.of("over", Scope.ADMIN, EXPIRED, over).text());
    Files.write(directory.resolve("tokens"), lines);
    ROUTERS.add(
        Endpoints.router(
            TestService.of(
                directory,
                KIT.system(),
                Map.of("http.authentication.tokens", directory.resolve("tokens").toString())),
            MATERIALIZER,
            Runnable::run));
  }

  @AfterAll
  static void end() {
    KIT.shutdownTestKit();
  }

  @Test
  void withoutATokenNothingIsToldButThatTheProcessLives() throws IOException {
    assertAnswers(Optional.empty(), 401, OPEN);
  }

  @Test
  void anUnknownTokenAnExpiredOneAndAnotherSchemeAreRefusedEverywhere() throws IOException {
    assertAnswers(Optional.of("Bearer " + TokenLine.fresh()), 401, OPEN);
    assertAnswers(Optional.of("Bearer " + EXPIRED), 401, OPEN);
    assertAnswers(Optional.of("Basic dTpw"), 401, OPEN);
    assertAnswers(Optional.of("Bearer "), 401, OPEN);
    assertAnswers(Optional.ofNullable(TOKENS.get(Scope.ADMIN)), 401, OPEN);
  }

  @Test
  void whoMayReadMayNotWriteAndWhoMayWriteMayNotSettle() throws IOException {
    Set<String> all = operations();
    Set<String> read = new TreeSet<>(all);
    read.removeAll(WRITE);
    read.removeAll(ADMIN);
    assertAnswers(bearer(Scope.READ), 403, read);
    Set<String> write = new TreeSet<>(all);
    write.removeAll(ADMIN);
    assertAnswers(bearer(Scope.WRITE), 403, write);
    assertAnswers(bearer(Scope.ADMIN), 403, all);
  }

  @Test
  void theDocumentSaysWhatEachOperationNeeds() throws IOException {
    JsonNode paths = document().get("paths");
    for (String operation : operations()) {
      String[] words = operation.split(" ", -1);
      JsonNode said = paths.get(words[1]).get(words[0].toLowerCase(Locale.ROOT));
      String needs =
          ADMIN.contains(operation) ? "admin" : WRITE.contains(operation) ? "write" : "read";
      if (OPEN.contains(operation)) {
        assertEquals("[]", said.path("security").toString(), operation);
      } else {
        assertEquals(needs, said.path("x-scope").asText(), operation);
        assertTrue(said.get("responses").has("401"), operation);
        assertTrue(said.get("responses").has("403"), operation);
      }
    }
  }

  @Test
  void aRefusalSaysHowToAskAndShowsNoToken() throws IOException {
    HttpResponse none = answer("GET", "/api/status", Optional.empty());
    assertEquals("Bearer realm=\"streambed\"", header(none, "WWW-Authenticate"));
    assertEquals("application/problem+json", none.entity().getContentType().toString());
    HttpResponse over = answer("GET", "/api/status", Optional.of("Bearer " + EXPIRED));
    assertEquals(
        "Bearer realm=\"streambed\", error=\"invalid_token\","
            + " error_description=\"a token whose last day is over\"",
        header(over, "WWW-Authenticate"));
    assertFalse(body(over).contains(EXPIRED));
    HttpResponse reader = answer("POST", "/api/observations", bearer(Scope.READ));
    assertTrue(header(reader, "WWW-Authenticate").contains("insufficient_scope\", scope=\"write"));
    assertEquals(
        "expected a token that may write, got one that may read",
        JSON.readTree(body(reader)).get("detail").asText());
  }

  @Test
  void aRefusalHasTheSameHeadersOfSecurity() throws IOException {
    HttpResponse none = answer("GET", "/api/status", Optional.empty());
    assertEquals("nosniff", header(none, "X-Content-Type-Options"));
    assertTrue(header(none, "Content-Security-Policy").contains("frame-ancestors 'none'"));
    assertEquals("none", header(none, "ETag"));
  }

  @Test
  void thePageAndItsFilesAreOpenSoThatATokenCanBeTyped() {
    assertEquals(200, answer("GET", "/", Optional.empty()).status().intValue());
    assertEquals(200, answer("GET", "/assets/main.js", Optional.empty()).status().intValue());
  }

  /** Answers this status to all operations but these. */
  private static void assertAnswers(Optional<String> authorization, int status, Set<String> others)
      throws IOException {
    Set<String> all = operations();
    assertTrue(all.containsAll(others) && all.size() >= 19, all.toString());
    for (String operation : all) {
      String[] words = operation.split(" ", -1);
      for (String method : words[0].equals("GET") ? List.of("GET", "HEAD") : List.of(words[0])) {
        int found = answer(method, words[1], authorization).status().intValue();
        if (others.contains(operation)) {
          assertNotEquals(401, found, operation);
          assertNotEquals(403, found, operation);
        } else {
          assertEquals(status, found, method + " " + operation);
        }
      }
    }
  }

  private static Set<String> operations() throws IOException {
    Set<String> operations = new TreeSet<>();
    document()
        .get("paths")
        .fields()
        .forEachRemaining(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    return operations;
  }

  private static JsonNode document() throws IOException {
    return JSON.readTree(body(answer("GET", "/api/openapi.json", Optional.empty())));
  }

  private static Optional<String> bearer(Scope scope) {
    return Optional.of("Bearer " + TOKENS.get(scope));
  }

  private static HttpResponse answer(String method, String path, Optional<String> authorization) {
    HttpRequest request =
        HttpRequest.create(HERE + path.replaceAll("\\{\\w+}", "x"))
            .withMethod(HttpMethods.lookup(method).orElseThrow())
            .addHeader(HttpHeader.parse("Host", "127.0.0.1:8080"));
    if (method.equals("POST")) {
      request = request.withEntity(ContentTypes.APPLICATION_JSON, "{}");
    }
    for (String value : authorization.stream().collect(Collectors.toList())) {
      request = request.addHeader(HttpHeader.parse("Authorization", value));
    }
    return ROUTERS.get(0).answer(request).toCompletableFuture().join();
  }

  private static String header(HttpResponse response, String name) {
    return response.getHeader(name).map(HttpHeader::value).orElse("none");
  }

  private static String body(HttpResponse response) {
    return response
        .entity()
        .toStrict(5000, MATERIALIZER)
        .toCompletableFuture()
        .join()
        .getData()
        .utf8String();
  }
}
