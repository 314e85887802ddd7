package io.streambed.inference.http;

import io.streambed.inference.document.ParameterSummary;
import io.streambed.inference.live.PosteriorNote;
import io.streambed.inference.live.Sensor;
import io.streambed.science.Draws;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;

/** The sensors, and the posteriors of each. */
final class SensorEndpoints {
  private static final int USUAL_BINS = 40;
  private static final int MOST_BINS = 100;

  private final Service service;
  private final SensorStreams streams;
  private final PairPlots plots = new PairPlots();

  SensorEndpoints(Service service, SensorStreams streams) {
    this.service = service;
    this.streams = streams;
  }

  List<Endpoint> all() {
    return List.of(
        Endpoint.get("/api/sensors", Set.of("offset", "limit"), this::list),
        Endpoint.get("/api/sensors/{sensor}", Set.of("draws"), this::newest),
        Endpoint.get("/api/sensors/{sensor}/history", Set.of("offset", "limit"), this::history),
        Endpoint.get("/api/sensors/{sensor}/pairs", Set.of("bins"), this::pairs),
        Endpoint.get("/api/sensors/{sensor}/events", Set.of(), this::events));
  }

  /**
   * A sensor in a list.
   *
   * @param posteriors that were read of it
   * @param time when the last of them was published
   * @param modelVersion of its newest posterior, as all that follows
   */
  private record Line(
      String sensor,
      long posteriors,
      Instant time,
      long modelVersion,
      String verdict,
      List<String> doubts,
      String status) {}

  /**
   * A posterior.
   *
   * @param draws [S][P] where they were asked for, else null
   * @param weights [S], summing to 1, where draws were asked for, else null
   */
  private record Newest(
      String sensor,
      PosteriorNote note,
      List<ParameterSummary> parameters,
      @Nullable List<List<Double>> draws,
      @Nullable List<Double> weights) {}

  private HttpResponse list(Call call) {
    List<Line> lines =
        service.view().sensors().newestFirst().stream().map(SensorEndpoints::line).toList();
    return Answers.json(Answers.page(call, lines, service.settings().limits()));
  }

  private static Line line(Sensor sensor) {
    PosteriorNote note = sensor.note();
    return new Line(
        sensor.name(),
        sensor.last().number(),
        sensor.last().time(),
        note.modelVersion(),
        note.trust().verdict(),
        note.doubts(),
        note.trust().status());
  }

  private HttpResponse newest(Call call) {
    Sensor sensor = sensor(call);
    Draws draws = sensor.newest().draws();
    boolean whole = call.integer("draws", 0, 0, 1) == 1;
    return Answers.json(
        new Newest(
            sensor.name(),
            sensor.note(),
            ParameterSummary.of(sensor.newest().space(), draws, null),
            whole ? rows(draws) : null,
            whole ? IntStream.range(0, draws.size()).mapToObj(draws::weight).toList() : null));
  }

  private static List<List<Double>> rows(Draws draws) {
    return IntStream.range(0, draws.size())
        .mapToObj(
            s -> IntStream.range(0, draws.parameters()).mapToObj(p -> draws.get(s, p)).toList())
        .toList();
  }

  private HttpResponse history(Call call) {
    List<PosteriorNote> notes = new ArrayList<>(sensor(call).history());
    Collections.reverse(notes);
    return Answers.json(Answers.page(call, notes, service.settings().limits()));
  }

  private HttpResponse pairs(Call call) {
    Sensor sensor = sensor(call);
    int bins = call.integer("bins", USUAL_BINS, 4, MOST_BINS);
    return Answers.of(200, ContentTypes.APPLICATION_JSON, plots.document(sensor, bins));
  }

  private HttpResponse events(Call call) {
    return streams.follow(call.variable("sensor"));
  }

  private Sensor sensor(Call call) {
    String name = call.variable("sensor");
    return service
        .view()
        .sensors()
        .find(name)
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "expected a sensor of /api/sensors, got '%s'".formatted(name)));
  }
}
