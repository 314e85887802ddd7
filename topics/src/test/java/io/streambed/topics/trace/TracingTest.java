package io.streambed.topics.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.streambed.topics.Position;
import io.streambed.topics.Raw;
import io.streambed.topics.Topics;
import io.streambed.topics.TraceParent;
import io.streambed.topics.intake.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

class TracingTest {
  private static final TraceParent CAUSE =
      new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", true);

  private final InMemorySpanExporter told = InMemorySpanExporter.create();
  private final Tracing tracing =
      Tracing.of(
          OpenTelemetrySdk.builder()
              .setTracerProvider(
                  SdkTracerProvider.builder()
                      .addSpanProcessor(SimpleSpanProcessor.create(told))
                      .build())
              .build(),
          Topics.of("e"));

  @Test
  void offIsTheSameHeadersAndNothingElse() {
    assertNull(Tracing.OFF.consume(raw("e.observations", CAUSE)));
    TraceParent step = published(Tracing.OFF, "e.posteriors", CAUSE);
    assertEquals(CAUSE.trace(), step.trace());
    assertNotEquals(CAUSE.span(), step.span());
    CompletionStage<String> work = CompletableFuture.completedFuture("done");
    Receipt receipt = Receipt.of(new Position("e.observations", 0, 0));
    assertSame(work, receipt.during("sample", () -> work), "handed on, not wrapped");
  }

  @Test
  void topicsOnOtherWaysAreNotToldOf() {
    assertNull(tracing.consume(raw("e.runs", CAUSE)));
    assertEquals(CAUSE.trace(), published(tracing, "e.pairs", CAUSE).trace());
    assertEquals(List.of(), told.getFinishedSpanItems());
  }

  @Test
  void aRecordsHeaderIsTheStepInWhichItWasSent() {
    TraceParent header = published(tracing, "e.posteriors", CAUSE);
    SpanData step = only();
    assertEquals("send e.posteriors", step.getName());
    assertEquals(CAUSE.span(), step.getParentSpanId());
    assertEquals(new TraceParent(step.getTraceId(), step.getSpanId(), true), header);
  }

  @Test
  void whatIsReadIsAStepAfterTheOneInItsHeader() {
    Step step = Objects.requireNonNull(tracing.consume(raw("e.observations", CAUSE)));
    step.end();
    SpanData data = only();
    assertEquals(CAUSE.trace(), data.getTraceId());
    assertEquals(CAUSE.span(), data.getParentSpanId());
    assertEquals(4, data.getAttributes().size());
  }

  @Test
  void whatIsNotSampledIsHandedOnUnsampledAndNotTold() {
    TraceParent unsampled = new TraceParent(CAUSE.trace(), CAUSE.span(), false);
    assertEquals(false, published(tracing, "e.posteriors", unsampled).sampled());
    assertEquals(List.of(), told.getFinishedSpanItems());
  }

  @Test
  void aFailureEndsTheStepAndIsHandedOn() {
    CompletionStage<TraceParent> sent =
        tracing.produce(
            "e.posteriors",
            CAUSE,
            step -> CompletableFuture.failedFuture(new IllegalStateException("away")));
    assertTrue(sent.toCompletableFuture().isCompletedExceptionally());
    assertEquals(StatusCode.ERROR, only().getStatus().getStatusCode());
  }

  private SpanData only() {
    assertEquals(1, told.getFinishedSpanItems().size());
    return told.getFinishedSpanItems().get(0);
  }

  private static TraceParent published(Tracing tracing, String topic, TraceParent cause) {
    return tracing
        .produce(topic, cause, step -> CompletableFuture.completedFuture(step))
        .toCompletableFuture()
        .join();
  }

  private static Raw raw(String topic, TraceParent trace) {
    return new Raw(
        new Position(topic, 1, 2),
        "s",
        ByteString.emptyByteString(),
        Instant.EPOCH,
        Map.of(TraceParent.HEADER, trace.header()));
  }
}
