package io.streambed.inference.http;

import io.streambed.inference.access.Scope;
import io.streambed.inference.document.ParameterSummary;
import io.streambed.inference.document.TrustSummary;
import io.streambed.inference.live.Reply;
import io.streambed.science.Observation;
import io.streambed.science.Posterior;
import io.streambed.topics.Position;
import io.streambed.topics.publish.Publisher;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.Materializer;

/** Sends observations, and waits for their posteriors. */
final class ObservationEndpoints {
  private static final int READ_MILLIS = 20_000;

  private final Service service;
  private final Publisher<Observation> publisher;
  private final ObservationForm form;
  private final Sending sending;
  private final Materializer materializer;
  private final Executor handlers;

  ObservationEndpoints(
      Service service, Sending sending, Materializer materializer, Executor handlers) {
    this.service = service;
    this.sending = sending;
    this.materializer = materializer;
    this.handlers = handlers;
    publisher = service.client().publisher(service.client().topics().observations());
    form = new ObservationForm(service);
  }

  List<Endpoint> all() {
    return List.of(
        new Endpoint(
            HttpMethods.POST,
            "/api/observations",
            Set.of("wait"),
            true,
            Optional.of(Scope.WRITE),
            this::submit));
  }

  private record Accepted(String observation, String sensor) {}

  private record Answered(
      String observation,
      String sensor,
      long modelVersion,
      double latencySeconds,
      int draws,
      Posterior.Standing standing,
      List<ParameterSummary> posterior,
      TrustSummary trust) {}

  private CompletionStage<HttpResponse> submit(Call call) {
    boolean wait = call.integer("wait", 1, 0, 1) == 1;
    HttpRequest request = call.request();
    if (!request.entity().getContentType().mediaType().isApplication()
        || !request.entity().getContentType().mediaType().subType().equals("json")) {
      // Also what keeps forms of strange pages out: a browser sends this type only after asking.
      throw new ProblemException(
          Problem.at(
              415,
              "header Content-Type",
              "application/json",
              request.entity().getContentType().toString()));
    }
    return request
        .entity()
        .toStrict(READ_MILLIS, service.settings().limits().bodyBytes(), materializer)
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(unread(failure)))
        .thenComposeAsync(
            body -> {
              Observation observation = form.read(body.getData().toArrayUnsafe());
              return wait ? ask(observation) : send(observation);
            },
            handlers);
  }

  private Throwable unread(Throwable failure) {
    return new ProblemException(
        Problem.at(
            failure.toString().contains("SizeLimit") || failure.toString().contains("EntityStream")
                ? 413
                : 400,
            "body",
            "at most %d bytes, within %d s"
                .formatted(service.settings().limits().bodyBytes(), READ_MILLIS / 1000),
            String.valueOf(failure.getMessage())));
  }

  private CompletionStage<HttpResponse> send(Observation observation) {
    return publish(observation)
        .thenApply(
            position -> Answers.json(202, new Accepted(observation.id(), observation.sensor())))
        .exceptionallyCompose(
            failure -> CompletableFuture.failedFuture(unsent(observation, failure)));
  }

  private CompletionStage<Position> publish(Observation observation) {
    return sending.send(
        Float.BYTES * observation.data().size(), () -> publisher.publish(observation));
  }

  private CompletionStage<HttpResponse> ask(Observation observation) {
    long limit = observation.deadline().plus(service.settings().limits().margin()).toMillis();
    return service
        .view()
        .ask(observation, this::publish)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of(
                            503,
                            "Too many wait",
                            "expected at most %d that wait for a posterior at a time; observation %s was not sent"
                                .formatted(service.settings().limits().waiting(), observation.id()))
                        .about(observation.id())))
        .orTimeout(limit, TimeUnit.MILLISECONDS)
        .exceptionallyCompose(
            failure -> CompletableFuture.failedFuture(unsent(observation, failure)))
        .thenApplyAsync(ObservationEndpoints::answer, handlers);
  }

  private static HttpResponse answer(Reply reply) {
    if (reply instanceof Reply.Rejected rejected) {
      throw new ProblemException(
          Problem.of(
              422,
              "Refused",
              "%s (dead letter %s)"
                  .formatted(rejected.letter().cause(), rejected.letter().origin())));
    }
    Posterior posterior = ((Reply.Answered) reply).posterior();
    return Answers.json(
        new Answered(
            posterior.observation(),
            posterior.sensor(),
            posterior.modelVersion(),
            posterior.latency().toNanos() / 1e9,
            posterior.draws().size(),
            posterior.standing(),
            ParameterSummary.of(posterior.space(), posterior.draws(), null),
            TrustSummary.of(posterior)));
  }

  private static Throwable unsent(Observation observation, Throwable failure) {
    Throwable cause = ProblemException.cause(failure);
    if (cause instanceof TimeoutException) {
      return new ProblemException(
          Problem.of(
                  504,
                  "No answer",
                  "no inference answered observation %s in time, see /api/status; send it again with this id"
                      .formatted(observation.id()))
              .about(observation.id()));
    }
    if (cause instanceof IllegalArgumentException unwritable) {
      return new ProblemException(
          Problem.at(
              413,
              "body",
              "an observation that fits into a record",
              String.valueOf(unwritable.getMessage())));
    }
    return cause;
  }
}
