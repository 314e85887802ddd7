package io.streambed.inference.http;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Counts requests and their times to the first byte of the answer. Thread-safe. */
final class RequestMeter {
  private static final double NANOS = 1e9;

  private final Histogram seconds;

  RequestMeter(PrometheusRegistry registry) {
    seconds =
        Histogram.builder()
            .name("streambed_http_request_seconds")
            .help("Time to the first byte of an answer")
            .classicOnly()
            .classicUpperBounds(.001, .005, .02, .1, .5, 2, 10, 60)
            .labelNames("method", "path", "status")
            .register(registry);
  }

  /**
   * @param path template of the endpoint, so that labels stay few
   */
  void answered(String path, HttpRequest request, HttpResponse response, long nanos) {
    String status = Integer.toString(response.status().intValue());
    seconds.labelValues(request.method().name(), path, status).observe(nanos / NANOS);
  }
}
