package io.streambed.inference.window;

import io.streambed.science.Reading;
import io.streambed.topics.OpenWindows;
import io.streambed.topics.intake.Assignments;
import io.streambed.topics.intake.Received;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;

/**
 * The open windows of all sensors whose readings this process reads. A partition that comes anew is
 * read anew from what was written down: another process may have gone on with it in between.
 */
public final class WindowKeeper extends AbstractBehavior<WindowKeeper.Command> {

  /** What may be asked of it. */
  public sealed interface Command permits Take, Assigned, Revoked, Restored {}

  /** Take these in, in order. One {@link Harvest} for each partition is replied. */
  record Take(List<Received<Reading>> readings, ActorRef<List<Harvest>> replyTo)
      implements Command {}

  record Assigned(Set<Integer> partitions) implements Command {}

  record Revoked(Set<Integer> partitions) implements Command {}

  record Restored(
      int partition,
      Object token,
      @Nullable Collection<OpenWindows> written,
      @Nullable Throwable failure)
      implements Command {}

  private final WindowFrame frame;
  private final WindowMeter meter;
  private final IntFunction<CompletionStage<Collection<OpenWindows>>> backlog;
  private final Map<Integer, PartitionTracks> partitions = new HashMap<>();
  private final Map<Integer, Object> restoring = new HashMap<>();
  private final Set<Integer> left = new HashSet<>();
  private final Queue<Take> waiting = new ArrayDeque<>();

  private WindowKeeper(
      ActorContext<Command> context,
      WindowFrame frame,
      WindowMeter meter,
      IntFunction<CompletionStage<Collection<OpenWindows>>> backlog) {
    super(context);
    this.frame = frame;
    this.meter = meter;
    this.backlog = backlog;
    meter.begin();
  }

  /**
   * Begins without partitions.
   *
   * @param backlog what was written down of each sensor of a partition
   */
  static Behavior<Command> create(
      WindowFrame frame,
      WindowMeter meter,
      IntFunction<CompletionStage<Collection<OpenWindows>>> backlog) {
    return Behaviors.setup(context -> new WindowKeeper(context, frame, meter, backlog));
  }

  /** Tells {@code keeper} which partitions this process reads. */
  static Assignments assignments(ActorRef<Command> keeper) {
    return new Assignments() {
      @Override
      public void assigned(Set<Integer> partitions) {
        keeper.tell(new Assigned(partitions));
      }

      @Override
      public void revoked(Set<Integer> partitions) {
        keeper.tell(new Revoked(partitions));
      }
    };
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Take.class, this::onTake)
        .onMessage(Assigned.class, this::onAssigned)
        .onMessage(Revoked.class, this::onRevoked)
        .onMessage(Restored.class, this::onRestored)
        .onSignal(PostStop.class, stop -> onPostStop())
        .build();
  }

  private Behavior<Command> onTake(Take take) {
    waiting.add(take);
    return goOn();
  }

  private Behavior<Command> onAssigned(Assigned assigned) {
    for (int partition : assigned.partitions()) {
      leave(partition);
      left.remove(partition);
      // What waits was read before, and is read again.
      waiting.removeIf(take -> take.readings().stream().anyMatch(r -> number(r) == partition));
      Object token = new Object();
      restoring.put(partition, token);
      getContext()
          .pipeToSelf(
              backlog.apply(partition),
              (written, failure) -> new Restored(partition, token, written, failure));
    }
    return goOn();
  }

  private Behavior<Command> onRevoked(Revoked revoked) {
    for (int partition : revoked.partitions()) {
      leave(partition);
      left.add(partition);
    }
    return goOn();
  }

  private Behavior<Command> onRestored(Restored restored) {
    if (!restoring.remove(restored.partition(), restored.token())) {
      return this;
    }
    if (restored.written() == null) {
      throw new IllegalStateException("open windows cannot be read", restored.failure());
    }
    partitions.put(
        restored.partition(),
        PartitionTracks.of(restored.partition(), frame, meter, restored.written()));
    return goOn();
  }

  private Behavior<Command> onPostStop() {
    Set.copyOf(partitions.keySet()).forEach(this::leave);
    return this;
  }

  private Behavior<Command> goOn() {
    while (!waiting.isEmpty()
        && waiting.peek().readings().stream().noneMatch(r -> restoring.containsKey(number(r)))) {
      take(waiting.remove());
    }
    return this;
  }

  private void take(Take take) {
    Set<PartitionTracks> taken = new HashSet<>();
    for (Received<Reading> received : take.readings()) {
      PartitionTracks tracks = partitions.get(number(received));
      if (tracks != null) {
        tracks.take(received);
        taken.add(tracks);
      } else if (!left.contains(number(received))) {
        throw new IllegalStateException(
            "expected a reading of a partition of this process, got " + received.position());
      }
    }
    take.replyTo().tell(taken.stream().map(PartitionTracks::harvest).toList());
  }

  private void leave(int partition) {
    restoring.remove(partition);
    PartitionTracks tracks = partitions.remove(partition);
    if (tracks != null) {
      meter.sensors(-tracks.size());
    }
  }

  private static int number(Received<Reading> received) {
    return received.position().partition();
  }
}
