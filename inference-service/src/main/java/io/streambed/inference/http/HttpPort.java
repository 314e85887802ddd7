package io.streambed.inference.http;

import io.streambed.topics.security.TlsContext;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.ConnectionContext;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.ServerBuilder;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.TimeoutAccess;
import org.apache.pekko.http.javadsl.settings.ServerSettings;

/** Listens at the first free port of those that the settings allow. */
final class HttpPort {
  private static final int MOST_PORT = 65_535;
  private static final Duration IDLE = Duration.ofMinutes(2);

  private final ActorSystem<?> system;
  private final HttpSettings settings;
  private final Duration longest;
  private final Function<HttpRequest, CompletionStage<HttpResponse>> handler;

  /**
   * @param longest that an answer may take
   */
  HttpPort(
      ActorSystem<?> system,
      HttpSettings settings,
      Duration longest,
      Function<HttpRequest, CompletionStage<HttpResponse>> handler) {
    this.system = system;
    this.settings = settings;
    this.longest = longest;
    this.handler = handler;
  }

  /** Fails with an IllegalStateException, complete for people, if none of the ports is free. */
  CompletionStage<ServerBinding> bind() {
    return bind(settings.port());
  }

  /** Where a browser finds it. */
  static URI address(ServerBinding binding, HttpSettings settings) {
    InetSocketAddress local = binding.localAddress();
    boolean everywhere = local.getAddress().isAnyLocalAddress();
    String host = everywhere ? "127.0.0.1" : settings.host();
    String literal = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    String scheme = settings.tls().identity().isPresent() ? "https" : "http";
    return URI.create("%s://%s:%d/".formatted(scheme, literal, local.getPort()));
  }

  private CompletionStage<ServerBinding> bind(int port) {
    ServerBuilder server =
        Http.get(system).newServerAt(settings.host(), port).withSettings(serverSettings());
    boolean encrypted = settings.tls().identity().isPresent();
    return (encrypted
            ? server.enableHttps(ConnectionContext.httpsServer(TlsContext.of(settings.tls())))
            : server)
        .bind(this::answer)
        .exceptionallyCompose(failure -> next(port, failure));
  }

  private CompletionStage<HttpResponse> answer(HttpRequest request) {
    request
        .getHeader(TimeoutAccess.class)
        .ifPresent(access -> access.timeoutAccess().updateHandler(this::tooLate));
    return handler.apply(request);
  }

  private HttpResponse tooLate(HttpRequest request) {
    return Answers.problem(
        Problem.of(503, "Too late", "expected an answer within %s, got none".formatted(longest))
            .in(request.getUri().path()));
  }

  private CompletionStage<ServerBinding> next(int port, Throwable failure) {
    boolean last = port == 0 || port == MOST_PORT || port + 1 >= settings.port() + settings.ports();
    return isTaken(failure) && !last ? bind(port + 1) : failed(failure);
  }

  private CompletionStage<ServerBinding> failed(Throwable failure) {
    int to = Math.min(MOST_PORT, settings.port() + settings.ports() - 1);
    return CompletableFuture.failedFuture(
        new IllegalStateException(
            "expected a free port among %d to %d of %s for the live page, got none: %s; say another http.port in the experiment or in STREAMBED_HTTP_PORT, or http.enabled = false"
                .formatted(
                    settings.port(),
                    to,
                    settings.host(),
                    ProblemException.cause(failure).getMessage()),
            failure));
  }

  private static boolean isTaken(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return true;
      }
    }
    return false;
  }

  private ServerSettings serverSettings() {
    ServerSettings usual = ServerSettings.create(system.classicSystem());
    return usual
        .withParsingErrorHandler(NoHttp.class.getName())
        .withMaxConnections(settings.limits().connections())
        .withTimeouts(
            usual
                .getTimeouts()
                .withRequestTimeout(scala(longest))
                .withIdleTimeout(scala(longest.compareTo(IDLE) > 0 ? longest : IDLE)))
        .withParserSettings(
            usual.getParserSettings().withMaxContentLength(settings.limits().bodyBytes()));
  }

  private static scala.concurrent.duration.FiniteDuration scala(Duration time) {
    return scala.concurrent.duration.FiniteDuration.fromNanos(time.toNanos());
  }
}
