package io.streambed.inference.http;

import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.ParsingErrorHandler;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.model.ErrorInfo;
import org.apache.pekko.http.scaladsl.model.StatusCode;
import org.apache.pekko.http.scaladsl.settings.ServerSettings;

/**
 * Answers what cannot be read as a request, which no endpoint sees: an unknown method, a line or a
 * header that is too long, a broken address. Pekko HTTP finds it by the name of its class, as it
 * would a Scala object.
 */
public final class NoHttp extends ParsingErrorHandler {
  /** Where an object of Scala stands. */
  public static final NoHttp MODULE$ = new NoHttp();

  private NoHttp() {}

  @Override
  public HttpResponse handle(
      StatusCode status, ErrorInfo error, LoggingAdapter log, ServerSettings settings) {
    log.info("{}: {}", status.intValue(), error.format(true));
    return Answers.problem(
        Problem.of(status.intValue(), status.reason(), "expected HTTP: " + error.summary()));
  }
}
