package io.streambed.app.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.streambed.topics.KafkaSettings;
import io.streambed.topics.Topics;
import io.streambed.topics.trace.Tracing;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends steps of traces to a collector, in the background; or nothing anywhere. */
public final class TraceExport implements AutoCloseable {
  private static final long CLOSE_SECONDS = 5;
  private static final AttributeKey<String> PROCESS = AttributeKey.stringKey("service.instance.id");

  private final @Nullable OpenTelemetrySdk sdk;
  private final Tracing tracing;

  private TraceExport(@Nullable OpenTelemetrySdk sdk, Tracing tracing) {
    this.sdk = sdk;
    this.tracing = tracing;
  }

  /**
   * Begins.
   *
   * @throws RuntimeException of OpenTelemetry if a variable of the OTEL_ environment is wrong
   */
  public static TraceExport open(TracingSettings settings, KafkaSettings kafka, Topics topics) {
    if (settings.endpoint().isEmpty()) {
      return new TraceExport(null, Tracing.OFF);
    }
    String endpoint = settings.endpoint().orElseThrow();
    OpenTelemetrySdk sdk =
        AutoConfiguredOpenTelemetrySdk.builder()
            .disableShutdownHook()
            // What the environment may say otherwise ...
            .addPropertiesSupplier(
                () ->
                    Map.of(
                        "otel.service.name", "streambed",
                        "otel.metrics.exporter", "none",
                        "otel.logs.exporter", "none"))
            // ... and what it may not.
            .addPropertiesCustomizer(
                known ->
                    Map.of(
                        "otel.exporter.otlp.endpoint",
                        endpoint,
                        "otel.exporter.otlp.protocol",
                        "http/protobuf"))
            .addResourceCustomizer(
                (resource, known) ->
                    resource.merge(Resource.create(Attributes.of(PROCESS, kafka.clientId()))))
            .build()
            .getOpenTelemetrySdk();
    return new TraceExport(sdk, Tracing.of(sdk, topics));
  }

  /** Told of steps until this is closed. */
  public Tracing tracing() {
    return tracing;
  }

  /** Sends what is left, within seconds. */
  @Override
  public void close() {
    if (sdk != null) {
      sdk.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
  }
}
