package io.streambed.topics.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.streambed.topics.Position;
import io.streambed.topics.Raw;
import io.streambed.topics.Topics;
import io.streambed.topics.TraceParent;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells OpenTelemetry the steps from an observation to its posterior, by its conventions for
 * messaging. The steps of one trace are tied together by the records' headers; other topics are not
 * told of. Where it is off, records carry the same headers and nothing else is done. Thread-safe.
 */
public final class Tracing {
  /** Tells nobody. */
  public static final Tracing OFF = new Tracing(null, Set.of());

  private static final String NAME = "io.streambed";
  private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
  private static final AttributeKey<String> TOPIC =
      AttributeKey.stringKey("messaging.destination.name");
  private static final AttributeKey<String> PARTITION =
      AttributeKey.stringKey("messaging.destination.partition.id");
  private static final AttributeKey<Long> OFFSET =
      AttributeKey.longKey("messaging.kafka.message.offset");

  private final @Nullable Tracer tracer;
  private final Set<String> topics;

  private Tracing(@Nullable Tracer tracer, Set<String> topics) {
    this.tracer = tracer;
    this.topics = topics;
  }

  /** Tells {@code telemetry} of observations, posteriors and dead letters. */
  public static Tracing of(OpenTelemetry telemetry, Topics topics) {
    return new Tracing(
        telemetry.getTracer(NAME),
        Set.of(
            topics.observations().name(), topics.posteriors().name(), topics.deadLetters().name()));
  }

  /**
   * A record was read and is worked on; its header says what led to it.
   *
   * @return to be ended when it is done with; null where records of its topic are not told of
   */
  public @Nullable Step consume(Raw raw) {
    Position place = raw.position();
    if (tracer == null || !topics.contains(place.topic())) {
      return null;
    }
    return new Step(
        messaging(tracer.spanBuilder("process " + place.topic()), place.topic(), raw.trace())
            .setSpanKind(SpanKind.CONSUMER)
            .setAttribute(PARTITION, Integer.toString(place.partition()))
            .setAttribute(OFFSET, place.offset())
            .startSpan(),
        tracer);
  }

  /**
   * Publishes a record, whose header says the step in which it is.
   *
   * @param cause what led to it; null for the first step of a new trace
   * @param publish given that step
   */
  public <T> CompletionStage<T> produce(
      String topic,
      @Nullable TraceParent cause,
      Function<TraceParent, CompletionStage<T>> publish) {
    if (tracer == null || !topics.contains(topic)) {
      return publish.apply(cause == null ? TraceParent.create() : cause.child());
    }
    Step step = send(tracer, topic, cause);
    return step.endWith(() -> publish.apply(step.traceParent()));
  }

  /**
   * A record that goes out later, with others in one transaction.
   *
   * @param cause what led to it
   * @return the step that its header says: that it was written for the transaction
   */
  public TraceParent prepare(String topic, TraceParent cause) {
    if (tracer == null || !topics.contains(topic)) {
      return cause.child();
    }
    Step step = send(tracer, topic, cause);
    step.end();
    return step.traceParent();
  }

  private static Step send(Tracer tracer, String topic, @Nullable TraceParent cause) {
    SpanBuilder step = messaging(tracer.spanBuilder("send " + topic), topic, cause);
    return new Step(step.setSpanKind(SpanKind.PRODUCER).startSpan(), tracer);
  }

  private static SpanBuilder messaging(
      SpanBuilder step, String topic, @Nullable TraceParent cause) {
    SpanBuilder builder = step.setAttribute(SYSTEM, "kafka").setAttribute(TOPIC, topic);
    return cause == null ? builder.setNoParent() : builder.setParent(context(cause));
  }

  private static Context context(TraceParent cause) {
    TraceFlags flags = cause.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault();
    SpanContext parent =
        SpanContext.createFromRemoteParent(
            cause.trace(), cause.span(), flags, TraceState.getDefault());
    return Context.root().with(Span.wrap(parent));
  }
}
