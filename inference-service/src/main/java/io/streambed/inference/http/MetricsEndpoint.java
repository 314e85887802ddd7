package io.streambed.inference.http;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.PrometheusNaming;
import io.streambed.inference.document.Lags;
import io.streambed.inference.document.StatusDocument;
import io.streambed.topics.Telemetry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * Figures for Prometheus: the last telemetry of every process of the experiment as gauges named
 * {@code streambed_<role>_<figure>} with its age, lags, and what this process serves.
 */
final class MetricsEndpoint {
  private static final String FOUND = "found.";

  private final Service service;
  private final SensorStreams streams;
  private final PrometheusRegistry registry;

  /**
   * @param registry of this process's own meters
   */
  MetricsEndpoint(Service service, SensorStreams streams, PrometheusRegistry registry) {
    this.service = service;
    this.streams = streams;
    this.registry = registry;
    registry.register((MultiCollector) this::collect);
  }

  List<Endpoint> all() {
    return List.of(Endpoint.get("/metrics", Set.of(), call -> scrape()));
  }

  private HttpResponse scrape() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    try {
      writer.write(text, registry.scrape());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Answers.ofThisMoment(
        Answers.of(200, ContentTypes.parse(writer.getContentType()), text.toByteArray()));
  }

  private MetricSnapshots collect() {
    String experiment = service.experiment().name();
    var view = service.view();
    Map<String, GaugeSnapshot.Builder> gauges = new TreeMap<>();
    Instant now = Instant.now();
    for (Telemetry word : view.telemetry().words()) {
      if (word.time().plus(StatusDocument.MEMORY).isAfter(now)) {
        Labels labels = Labels.of("experiment", experiment, "process", word.process());
        double age = Math.max(0, Duration.between(word.time(), now).toMillis() / 1e3);
        add(gauges, "telemetry_age_seconds", labels.add("role", word.role()), age);
        word.figures()
            .forEach(
                (figure, value) -> {
                  if (!figure.startsWith(FOUND)) {
                    add(gauges, word.role() + "_" + figure, labels, value);
                  }
                });
      }
    }
    Labels labels = Labels.of("experiment", experiment);
    Lags lags = view.lags();
    if (lags != null) {
      add(gauges, "lag_run_blocks", labels, lags.runs());
      add(gauges, "lag_readings", labels, lags.readings());
      add(gauges, "lag_observations", labels, lags.observations());
    }
    add(gauges, "live_sensors", labels, view.sensors().size());
    add(gauges, "live_posteriors_read", labels, view.sensors().posteriors());
    add(gauges, "live_dead_letters_open", labels, view.letters().open());
    add(gauges, "http_streams", labels, streams.open());
    add(gauges, "http_waiting", labels, view.waiting());
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    gauges.values().forEach(gauge -> all.metricSnapshot(gauge.build()));
    return all.build();
  }

  private static void add(
      Map<String, GaugeSnapshot.Builder> gauges, String figure, Labels labels, double value) {
    String name = PrometheusNaming.sanitizeMetricName("streambed_" + figure);
    gauges
        .computeIfAbsent(name, fresh -> GaugeSnapshot.builder().name(fresh))
        .dataPoint(GaugeDataPointSnapshot.builder().labels(labels).value(value).build());
  }
}
