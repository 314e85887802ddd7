package io.streambed.inference.window;

import io.streambed.science.Reading;
import io.streambed.topics.OpenWindows;
import io.streambed.topics.intake.Assignments;
import io.streambed.topics.intake.Received;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
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

  /**
   * Take these in, in order. One {@link Harvest} for each partition is replied. What was read
   * before its partition came, or is of none that is here, is passed over: it is read again.
   */
  record Take(List<Read> readings, ActorRef<List<Harvest>> replyTo) implements Command {}

  /**
   * A reading.
   *
   * @param at when it was read, reading of {@link System#nanoTime}
   */
  record Read(Received<Reading> received, long at) {
    int partition() {
      return received.position().partition();
    }
  }

  record Assigned(Set<Integer> partitions, long since) implements Command {}

  record Revoked(Set<Integer> partitions) implements Command {}

  record Restored(
      int partition,
      long since,
      @Nullable Collection<OpenWindows> written,
      @Nullable Throwable failure)
      implements Command {}

  private final WindowFrame frame;
  private final WindowMeter meter;
  private final IntFunction<CompletionStage<Collection<OpenWindows>>> backlog;
  private final Map<Integer, PartitionTracks> partitions = new HashMap<>();

  /** When each partition that is here came; those without tracks are being restored. */
  private final Map<Integer, Long> since = new HashMap<>();

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
        keeper.tell(new Assigned(partitions, System.nanoTime()));
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
      since.put(partition, assigned.since());
      getContext()
          .pipeToSelf(
              backlog.apply(partition),
              (written, failure) -> new Restored(partition, assigned.since(), written, failure));
    }
    return goOn();
  }

  private Behavior<Command> onRevoked(Revoked revoked) {
    revoked.partitions().forEach(this::leave);
    return goOn();
  }

  private Behavior<Command> onRestored(Restored restored) {
    Long came = since.get(restored.partition());
    if (came == null || came != restored.since()) {
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
    while (!waiting.isEmpty() && waiting.peek().readings().stream().noneMatch(this::isToWait)) {
      take(waiting.remove());
    }
    return this;
  }

  private boolean isToWait(Read read) {
    return isOfHere(read) && !partitions.containsKey(read.partition());
  }

  private boolean isOfHere(Read read) {
    Long came = since.get(read.partition());
    return came != null && read.at() - came >= 0;
  }

  private void take(Take take) {
    Set<PartitionTracks> taken = new LinkedHashSet<>();
    for (Read read : take.readings()) {
      PartitionTracks tracks = partitions.get(read.partition());
      if (tracks != null && isOfHere(read)) {
        tracks.take(read.received());
        taken.add(tracks);
      }
    }
    take.replyTo().tell(taken.stream().map(PartitionTracks::harvest).toList());
  }

  private void leave(int partition) {
    since.remove(partition);
    PartitionTracks tracks = partitions.remove(partition);
    if (tracks != null) {
      meter.sensors(-tracks.size());
    }
  }
}
