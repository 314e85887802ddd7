package io.streambed.inference.http;

import io.streambed.inference.document.NewestPosterior;
import io.streambed.inference.document.ParameterSummary;
import io.streambed.inference.document.PosteriorNote;
import io.streambed.inference.document.SensorLine;
import io.streambed.inference.live.Outline;
import io.streambed.inference.live.Sensor;
import io.streambed.science.Draws;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The sensors, and the posteriors of each. */
final class SensorEndpoints {
  private static final int USUAL_BINS = 40;
  private static final int MOST_BINS = 100;
  private static final String ORDER = "order";
  private static final String BY_NAME = "name";
  private static final String NEWEST = "newest";

  private final Service service;
  private final SensorStreams streams;
  private final PairPlots plots = new PairPlots();

  SensorEndpoints(Service service, SensorStreams streams) {
    this.service = service;
    this.streams = streams;
  }

  List<Endpoint> all() {
    return List.of(
        Endpoint.get("/api/sensors", Set.of(Answers.AFTER, "limit", ORDER, "search"), this::list),
        Endpoint.get("/api/sensors/{sensor}", Set.of("draws"), this::newest),
        Endpoint.get(
            "/api/sensors/{sensor}/history", Set.of(Answers.AFTER, "limit"), this::history),
        Endpoint.get("/api/sensors/{sensor}/pairs", Set.of("bins"), this::pairs),
        Endpoint.get("/api/sensors/{sensor}/events", Set.of(), this::events));
  }

  private HttpResponse list(Call call) {
    String text = call.query("search").orElse("");
    String order = call.query(ORDER).orElse(BY_NAME);
    return switch (order) {
      case BY_NAME -> byName(call, service.view().sensors().byName(text));
      case NEWEST -> newestFirst(call, service.view().sensors().newestFirst(text));
      default ->
          throw new ProblemException(
              Problem.at(400, "query order", BY_NAME + " or " + NEWEST, "'%s'".formatted(order)));
    };
  }

  private HttpResponse byName(Call call, List<Outline> all) {
    Optional<String> after = call.query(Answers.AFTER);
    return lines(
        call,
        all.size(),
        all.stream().filter(o -> after.isEmpty() || o.sensor().compareTo(after.get()) > 0));
  }

  /** Its order changes with every posterior, so that there is no place where it could go on. */
  private HttpResponse newestFirst(Call call, List<Outline> all) {
    if (call.query(Answers.AFTER).isPresent()) {
      throw new ProblemException(
          Problem.at(400, "query after", "none with order=newest, which has one part", "one"));
    }
    int limit = call.integer("limit", service.settings().limits().page(), 1, most());
    return lines(call, all.size(), all.stream().limit(limit));
  }

  private int most() {
    return service.settings().limits().pageMaximum();
  }

  private HttpResponse lines(Call call, int total, Stream<Outline> following) {
    return Answers.json(
        Answers.page(
            call,
            total,
            following.map(SensorEndpoints::line),
            SensorLine::sensor,
            service.settings().limits()));
  }

  private static SensorLine line(Outline sensor) {
    PosteriorNote note = sensor.newest();
    return new SensorLine(
        sensor.sensor(),
        sensor.posteriors(),
        sensor.heard(),
        note.modelVersion(),
        note.trust().verdict(),
        note.doubts(),
        note.trust().status());
  }

  private HttpResponse newest(Call call) {
    boolean wanted = call.integer("draws", 0, 0, 1) == 1;
    String name = call.variable("sensor");
    Optional<Sensor> sensor = service.view().sensors().find(name);
    if (sensor.isEmpty() && !wanted) {
      Outline outline = outline(name);
      return Answers.json(
          new NewestPosterior(name, outline.newest(), false, summaries(outline), null, null));
    }
    Sensor whole = whole(call);
    Draws draws = whole.newest().draws();
    return Answers.json(
        new NewestPosterior(
            name,
            whole.note(),
            true,
            ParameterSummary.of(whole.newest().space(), draws, null),
            wanted ? rows(draws) : null,
            wanted ? IntStream.range(0, draws.size()).mapToObj(draws::weight).toList() : null));
  }

  private static List<ParameterSummary> summaries(Outline outline) {
    PosteriorNote note = outline.newest();
    return IntStream.range(0, outline.space().size())
        .mapToObj(
            p ->
                new ParameterSummary(
                    outline.space().names().get(p),
                    outline.space().units().get(p),
                    note.mean().get(p),
                    note.sd().get(p),
                    Double.NaN,
                    Double.NaN,
                    null,
                    null))
        .toList();
  }

  private static List<List<Double>> rows(Draws draws) {
    return IntStream.range(0, draws.size())
        .mapToObj(
            s -> IntStream.range(0, draws.parameters()).mapToObj(p -> draws.get(s, p)).toList())
        .toList();
  }

  private HttpResponse history(Call call) {
    Outline sensor = outline(call.variable("sensor"));
    List<PosteriorNote> notes = new ArrayList<>(service.view().sensors().notes(sensor.sensor()));
    Collections.reverse(notes);
    return Answers.json(
        Answers.page(
            call,
            notes.size(),
            Answers.following(call, notes, PosteriorNote::id).stream(),
            PosteriorNote::id,
            service.settings().limits()));
  }

  private HttpResponse pairs(Call call) {
    int bins = call.integer("bins", USUAL_BINS, 4, MOST_BINS);
    return Answers.of(200, ContentTypes.APPLICATION_JSON, plots.document(whole(call), bins));
  }

  private HttpResponse events(Call call) {
    return streams.follow(
        call.variable("sensor"),
        call.request().getHeader("Last-Event-ID").map(HttpHeader::value).orElse(""));
  }

  private Sensor whole(Call call) {
    String name = call.variable("sensor");
    Optional<Sensor> sensor = service.view().sensors().find(name);
    if (sensor.isEmpty()) {
      outline(name);
      throw ProblemException.notFound(
          "expected a sensor of which this process still has the draws, got '%s': it keeps those of the %d heard last, together at most %d MiB (http.view.sensors, draws-mebibytes); %s"
              .formatted(
                  name,
                  service.settings().view().sensors(),
                  service.settings().view().drawBytes() >> 20,
                  elsewhere()));
    }
    return sensor.get();
  }

  private Outline outline(String name) {
    return service
        .view()
        .sensors()
        .outline(name)
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "expected a sensor of /api/sensors, got '%s': this process remembers the %d heard last (http.view.outlines), after a start those of the last %d records of each partition (http.view.read-back); %s"
                        .formatted(
                            name,
                            service.settings().view().outlines(),
                            service.settings().view().readBack(),
                            elsewhere())));
  }

  private String elsewhere() {
    return "all that are kept stand on the topic %s, which `streambed posteriors` reads"
        .formatted(service.client().topics().posteriors().name());
  }
}
