package io.streambed.topics.intake;

import io.streambed.topics.Position;
import io.streambed.topics.trace.Step;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.kafka.ConsumerMessage.CommittableOffset;
import org.jspecify.annotations.Nullable;

/** Says which record a group has finished with; what a work flow emits so that it is committed. */
public final class Receipt {
  private final Position position;
  private final Optional<CommittableOffset> committable;
  private final @Nullable Step step;

  /**
   * @param step that ends when the work flow has finished with the record; null if none has begun
   */
  Receipt(Position position, Optional<CommittableOffset> committable, @Nullable Step step) {
    this.position = position;
    this.committable = committable;
    this.step = step;
  }

  /** A receipt that commits nothing, of a record that was not read by a group. */
  public static Receipt of(Position position) {
    return new Receipt(position, Optional.empty(), null);
  }

  /** The same, but it commits nothing: another one is to finish with the record. */
  public Receipt uncommitted() {
    return new Receipt(position, Optional.empty(), step);
  }

  /** Where the record stands. */
  public Position position() {
    return position;
  }

  /** Does {@code work} on the record, told of as {@code name} where traces are told of. */
  public <T> CompletionStage<T> during(String name, Supplier<CompletionStage<T>> work) {
    return step == null ? work.get() : step.during(name, work);
  }

  /** The work flow has emitted it. */
  Receipt finished() {
    if (step != null) {
      step.end();
    }
    return this;
  }

  Optional<CommittableOffset> committable() {
    return committable;
  }

  @Override
  public String toString() {
    return "Receipt[" + position + "]";
  }
}
