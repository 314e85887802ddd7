package io.streambed.inference.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.Materializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a request to the answer of its endpoint; whatever goes wrong is an answer, too. */
final class Router {
  private static final Logger LOG = LoggerFactory.getLogger(Router.class);

  private static final List<RawHeader> HEADERS =
      List.of(
          RawHeader.create(
              "Content-Security-Policy",
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src"
                  + " 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
          RawHeader.create("X-Content-Type-Options", "nosniff"),
          RawHeader.create("Referrer-Policy", "no-referrer"),
          RawHeader.create("Cross-Origin-Resource-Policy", "same-origin"));

  private static final RawHeader ASK_AGAIN = RawHeader.create(Conditions.CACHE, "no-cache");

  private final List<Endpoint> endpoints;
  private final Callers callers;
  private final Guard guard;
  private final RequestMeter meter;
  private final Materializer materializer;
  private final Executor handlers;

  /**
   * @param handlers runs what answers, and makes documents of answers
   */
  Router(
      List<Endpoint> endpoints,
      Callers callers,
      Guard guard,
      RequestMeter meter,
      Materializer materializer,
      Executor handlers) {
    this.endpoints = List.copyOf(endpoints);
    this.callers = callers;
    this.guard = guard;
    this.meter = meter;
    this.materializer = materializer;
    this.handlers = handlers;
  }

  /** Never fails. */
  CompletionStage<HttpResponse> answer(HttpRequest request) {
    long start = System.nanoTime();
    Found found = new Found();
    return CompletableFuture.supplyAsync(() -> ask(request, found), handlers)
        .thenCompose(Function.identity())
        .exceptionally(failure -> problem(request, failure))
        .thenApplyAsync(
            response -> {
              meter.answered(found.template, request, response, System.nanoTime() - start);
              return finished(Conditions.apply(request, response));
            },
            handlers);
  }

  private static HttpResponse finished(HttpResponse response) {
    HttpResponse safe = response.addHeaders(new ArrayList<>(HEADERS));
    return safe.getHeader(Conditions.CACHE).isPresent() ? safe : safe.addHeader(ASK_AGAIN);
  }

  /** For the meter: which endpoint it was. */
  private static final class Found {
    private String template = "none";
  }

  private CompletionStage<HttpResponse> ask(HttpRequest request, Found found) {
    try {
      callers.check(request);
      List<String> segments = new ArrayList<>();
      request.getUri().pathSegments().forEach(segments::add);
      HttpMethod method = request.method();
      HttpMethod asked = method.equals(HttpMethods.HEAD) ? HttpMethods.GET : method;
      List<Endpoint> there =
          endpoints.stream().filter(endpoint -> endpoint.match(segments).isPresent()).toList();
      Optional<Endpoint> endpoint =
          there.stream().filter(candidate -> candidate.method().equals(asked)).findFirst();
      if (endpoint.isEmpty()) {
        request.discardEntityBytes(materializer);
        return CompletableFuture.completedFuture(unmatched(request, there));
      }
      found.template = endpoint.get().template();
      Call call = new Call(request, endpoint.get().match(segments).orElseThrow());
      return enter(endpoint.get(), call);
    } catch (RuntimeException failure) {
      // What is not read would hold up the connection.
      request.discardEntityBytes(materializer);
      return CompletableFuture.failedFuture(failure);
    }
  }

  /** What is not read would hold up the connection, so it is discarded whoever refuses it. */
  private CompletionStage<HttpResponse> enter(Endpoint endpoint, Call call) {
    if (!endpoint.readsBody()) {
      call.request().discardEntityBytes(materializer);
    }
    CompletableFuture<Void> entered =
        guard
            .check(call.request(), endpoint.needs())
            .thenRun(() -> call.allowOnly(endpoint.queries()))
            .toCompletableFuture();
    entered.whenComplete(
        (done, refused) -> {
          if (refused != null && endpoint.readsBody()) {
            call.request().discardEntityBytes(materializer);
          }
        });
    return entered.thenCompose(done -> handle(endpoint, call));
  }

  private CompletionStage<HttpResponse> handle(Endpoint endpoint, Call call) {
    try {
      return endpoint.handler().apply(call);
    } catch (RuntimeException failure) {
      if (endpoint.readsBody()) {
        call.request().discardEntityBytes(materializer);
      }
      return CompletableFuture.failedFuture(failure);
    }
  }

  private static HttpResponse unmatched(HttpRequest request, List<Endpoint> there) {
    String path = request.getUri().path();
    if (there.isEmpty()) {
      return Answers.problem(
          Problem.of(404, "Not found", "expected a path of /api/openapi.json, got " + path)
              .in(path));
    }
    String allowed =
        there.stream().map(e -> e.method().name()).sorted().collect(Collectors.joining(", "));
    Problem problem = Problem.at(405, "method", allowed, request.method().name());
    return Answers.problem(problem.in(path)).addHeader(RawHeader.create("Allow", allowed));
  }

  private static HttpResponse problem(HttpRequest request, Throwable failure) {
    String path = request.getUri().path();
    Throwable cause = ProblemException.cause(failure);
    if (cause instanceof ProblemException known) {
      HttpResponse answer = Answers.problem(known.problem().in(path));
      if (!known.challenge().isEmpty()) {
        return answer.addHeader(RawHeader.create("WWW-Authenticate", known.challenge()));
      }
      return known.problem().status() == 503
          ? answer.addHeader(RawHeader.create("Retry-After", "1"))
          : answer;
    }
    LOG.error("{} {} failed", request.method().name(), path, cause);
    return Answers.problem(
        Problem.of(500, "Failed", "this server failed; its log says why").in(path));
  }
}
