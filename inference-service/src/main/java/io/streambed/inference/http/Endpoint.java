package io.streambed.inference.http;

import io.streambed.inference.access.Scope;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * One method of one path.
 *
 * @param method GET, which answers HEAD too, POST or DELETE
 * @param template of the path, such as {@code /api/sensors/{sensor}}
 * @param queries names that its query may hold
 * @param readsBody whether its handler reads the body of the request
 * @param needs what a caller must be allowed; empty for what anybody may see
 * @param handler answers; a {@link ProblemException} that it throws or fails with is an answer, too
 */
record Endpoint(
    HttpMethod method,
    String template,
    Set<String> queries,
    boolean readsBody,
    Optional<Scope> needs,
    Function<Call, CompletionStage<HttpResponse>> handler) {

  Endpoint {
    queries = Set.copyOf(queries);
  }

  /** What answers GET at once, to those who may read. */
  static Endpoint get(String template, Set<String> queries, Function<Call, HttpResponse> handler) {
    return get(template, queries, Optional.of(Scope.READ), handler);
  }

  /** What answers GET at once, to anybody: it tells nothing of the experiment. */
  static Endpoint open(String template, Function<Call, HttpResponse> handler) {
    return get(template, Set.of(), Optional.empty(), handler);
  }

  private static Endpoint get(
      String template,
      Set<String> queries,
      Optional<Scope> needs,
      Function<Call, HttpResponse> handler) {
    return new Endpoint(
        HttpMethods.GET,
        template,
        queries,
        false,
        needs,
        call -> CompletableFuture.completedFuture(handler.apply(call)));
  }

  /** The variables of {@code segments}, decoded; empty if they are not of this template. */
  Optional<Map<String, String>> match(List<String> segments) {
    List<String> names = segments(template);
    if (names.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> variables = new HashMap<>();
    Iterator<String> given = segments.iterator();
    for (String name : names) {
      String value = given.next();
      if (name.startsWith("{")) {
        variables.put(name.substring(1, name.length() - 1), value);
      } else if (!name.equals(value)) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }

  private static List<String> segments(String path) {
    return path.equals("/") ? List.of() : List.of(path.substring(1).split("/", -1));
  }
}
