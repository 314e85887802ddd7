package io.streambed.topics.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.streambed.topics.TraceParent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A step of a trace that has begun. Thread-safe. */
public final class Step {
  private final Span span;
  private final Tracer tracer;

  Step(Span span, Tracer tracer) {
    this.span = span;
    this.tracer = tracer;
  }

  /** What the next steps have as their cause. */
  public TraceParent traceParent() {
    SpanContext context = span.getSpanContext();
    return new TraceParent(context.getTraceId(), context.getSpanId(), context.isSampled());
  }

  /** Does {@code work} as a step of its own within this one. */
  public <T> CompletionStage<T> during(String name, Supplier<CompletionStage<T>> work) {
    Span inner = tracer.spanBuilder(name).setParent(Context.root().with(span)).startSpan();
    return new Step(inner, tracer).endWith(work);
  }

  /** It is over. */
  public void end() {
    span.end();
  }

  /** Ends when {@code work} does, and fails when it does. */
  <T> CompletionStage<T> endWith(Supplier<CompletionStage<T>> work) {
    CompletionStage<T> outcome;
    try {
      outcome = work.get();
    } catch (RuntimeException failure) {
      outcome = CompletableFuture.failedFuture(failure);
    }
    return outcome.whenComplete(
        (done, failure) -> {
          if (failure != null) {
            span.setStatus(StatusCode.ERROR).recordException(failure);
          }
          span.end();
        });
  }
}
