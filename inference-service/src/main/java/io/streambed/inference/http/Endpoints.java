package io.streambed.inference.http;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.streambed.inference.access.Door;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.apache.pekko.stream.Materializer;

/** Everything that is served. */
final class Endpoints {

  private Endpoints() {}

  /**
   * What answers requests.
   *
   * @param handlers runs the endpoints: what they compute must hold up no stream
   */
  static Router router(Service service, Materializer materializer, Executor handlers) {
    PrometheusRegistry registry = new PrometheusRegistry();
    RequestMeter meter = new RequestMeter(registry);
    return new Router(
        all(service, registry, materializer, handlers),
        new Callers(service.settings()),
        new Guard(Door.of(service.settings().access())),
        meter,
        materializer,
        handlers);
  }

  static List<Endpoint> all(
      Service service, PrometheusRegistry registry, Materializer materializer, Executor handlers) {
    SensorStreams streams =
        new SensorStreams(
            service.view(),
            service.settings().limits().streams(),
            service.settings().view().history());
    List<Endpoint> all = new ArrayList<>(PageEndpoints.all());
    all.addAll(new HealthEndpoints(service).all());
    all.addAll(new MetricsEndpoint(service, streams, registry).all());
    all.addAll(new StatusEndpoints(service).all());
    all.addAll(new ModelEndpoints(service).all());
    all.addAll(new SensorEndpoints(service, streams).all());
    Sending sending = new Sending(service.settings().limits().sendingBytes());
    all.addAll(new ObservationEndpoints(service, sending, materializer, handlers).all());
    all.addAll(new LetterEndpoints(service, sending, materializer).all());
    return all;
  }
}
