package io.streambed.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.streambed.inference.InferenceGuardian.Stop;
import io.streambed.inference.InferenceGuardian.Stopped;
import io.streambed.topics.Topics;
import io.streambed.topics.TraceParent;
import io.streambed.topics.trace.Tracing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What OpenTelemetry is told of an observation, over a real broker. */
@Timeout(120)
class TracingIT {
  private final InMemorySpanExporter steps = InMemorySpanExporter.create();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(steps)).build();

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource
  void oneTraceLeadsFromTheObservationToItsPosterior(DeliverySettings.Kind delivery) {
    Topics topics = Topics.of(SmallModels.EXPERIMENT);
    Tracing tracing =
        Tracing.of(OpenTelemetrySdk.builder().setTracerProvider(provider).build(), topics);
    TraceParent header;
    try (Loop loop = Loop.start(directory, tracing)) {
      ActorRef<InferenceGuardian.Command> service =
          loop.startService(SmallSessions.settings(SessionSettings.Kind.NONE, 1, 4), delivery);
      loop.publish(SmallModels.trained(1, 40));
      loop.observe(SmallModels.observation("a"));
      loop.posterior();
      header = loop.posteriorTrace();
      TestProbe<Stopped> stopped = loop.probe();
      service.tell(new Stop(stopped.getRef()));
      stopped.expectMessage(Duration.ofSeconds(20), Stopped.INSTANCE);
    }
    String observations = topics.observations().name();
    String posteriors = topics.posteriors().name();
    Map<String, SpanData> named =
        steps.getFinishedSpanItems().stream()
            .collect(Collectors.toMap(SpanData::getName, Function.identity()));
    assertEquals(
        Set.of("send " + observations, "process " + observations, "sample", "send " + posteriors),
        named.keySet());
    SpanData sent = step(named, "send " + observations);
    SpanData processed = step(named, "process " + observations);
    SpanData sampled = step(named, "sample");
    SpanData answered = step(named, "send " + posteriors);
    assertEquals(SpanId.getInvalid(), sent.getParentSpanId());
    assertEquals(sent.getSpanId(), processed.getParentSpanId());
    assertEquals(processed.getSpanId(), sampled.getParentSpanId());
    assertEquals(processed.getSpanId(), answered.getParentSpanId());
    for (SpanData step : List.of(sent, processed, sampled, answered)) {
      assertEquals(sent.getTraceId(), step.getTraceId(), step.getName());
    }
    assertEquals(new TraceParent(sent.getTraceId(), answered.getSpanId(), true), header);
  }

  private static SpanData step(Map<String, SpanData> named, String name) {
    SpanData step = named.get(name);
    if (step == null) {
      throw new AssertionError("no step " + name);
    }
    return step;
  }
}
