package io.streambed.inference.http;

import io.streambed.inference.document.Lags;
import io.streambed.inference.document.Overview;
import io.streambed.inference.document.StatusDocument;
import io.streambed.inference.live.TelemetryMemory;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** What is served, and how it is doing. */
final class StatusEndpoints {
  private final Service service;

  StatusEndpoints(Service service) {
    this.service = service;
  }

  List<Endpoint> all() {
    return List.of(
        Endpoint.get("/api/experiment", Set.of(), call -> experiment()),
        Endpoint.get("/api/status", Set.of(), call -> status()),
        Endpoint.get("/api/telemetry", Set.of("figure", "since"), this::telemetry));
  }

  /**
   * What is inferred, and what may be asked.
   *
   * @param name of the experiment
   * @param title for people
   * @param simulator that gives the data
   * @param estimator that is trained
   * @param parameters by name, in the order of the draws
   * @param units of the parameters
   * @param dataShape of an observation
   * @param samples draws of a posterior where it is not said how many
   * @param samplesMaximum most draws
   * @param deadlineSeconds where none is said
   * @param deadlineMaximumSeconds longest
   * @param pageMaximum entries of a list that may be asked for
   * @param example data of the record that the experiment is about, row by row; empty without one
   */
  private record Experiment(
      String name,
      String title,
      String simulator,
      String estimator,
      List<String> parameters,
      List<String> units,
      List<Integer> dataShape,
      int samples,
      int samplesMaximum,
      double deadlineSeconds,
      double deadlineMaximumSeconds,
      int pageMaximum,
      List<Float> example) {}

  private HttpResponse experiment() {
    var experiment = service.experiment();
    var inference = service.inference();
    int most = inference.mostSamples(service.parameters());
    return Answers.json(
        new Experiment(
            experiment.name(),
            experiment.title(),
            experiment.simulator().name(),
            experiment.estimator().kind().toString().toLowerCase(Locale.ROOT),
            experiment.prior().space().names(),
            experiment.prior().space().units(),
            experiment.simulator().dataShape(),
            Math.min(inference.samples().usual(), most),
            most,
            inference.deadline().usual().toMillis() / 1e3,
            inference.deadline().maximum().toMillis() / 1e3,
            service.settings().limits().pageMaximum(),
            example()));
  }

  private List<Float> example() {
    var pinned = service.experiment().pinned();
    return pinned == null
        ? List.of()
        : java.util.stream.IntStream.range(0, pinned.data().size())
            .mapToObj(i -> pinned.data().get(i))
            .toList();
  }

  private HttpResponse status() {
    var view = service.view();
    Instant now = Instant.now();
    Lags lags = view.lags();
    return Answers.ofThisMoment(
        Answers.json(
            new Overview(
                service.experiment().name(),
                StatusDocument.processes(view.telemetry().words(), now),
                lags == null ? null : lags.runs(),
                lags == null ? null : lags.readings(),
                lags == null ? null : lags.observations(),
                service.client().outage().toMillis() / 1e3,
                view.sensors().size(),
                view.sensors().forgotten(),
                view.sensors().posteriors(),
                view.models().newestFirst().size(),
                view.letters().open(),
                view.waiting(),
                now)));
  }

  private HttpResponse telemetry(Call call) {
    List<String> figures =
        List.of(
            call.query("figure")
                .orElseThrow(
                    () ->
                        new ProblemException(
                            Problem.at(
                                400, "query figure", "names with commas between them", "none")))
                .split(","));
    Instant since = call.query("since").map(StatusEndpoints::time).orElse(Instant.MIN);
    return Answers.json(new Telemetry(service.view().telemetry().series(figures, since)));
  }

  /** Named, so that more can be said beside it. */
  private record Telemetry(List<TelemetryMemory.Series> series) {}

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException strange) {
      throw new ProblemException(
          Problem.at(
              400, "query since", "a time such as 2026-01-31T12:00:00Z", "'%s'".formatted(text)));
    }
  }
}
