package io.streambed.inference;

import io.streambed.inference.PartitionSessions.Follow;
import io.streambed.inference.PartitionSessions.Leave;
import io.streambed.topics.intake.Assignments;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * All sessions of this process, by partition. A partition that comes anew is read anew: another
 * process may have counted its observations in between.
 */
final class SensorSessions extends AbstractBehavior<SensorSessions.Command> {

  sealed interface Command {}

  /**
   * Answer an observation by its sensor's session. One {@link SessionAnswer} is replied; {@link
   * Answer.Moved} if it was read before its partition came, or its partition is not here.
   */
  record Infer(SessionRequest request) implements Command {}

  private record Assigned(Set<Integer> partitions, long since) implements Command {}

  private record Revoked(Set<Integer> partitions) implements Command {}

  private record Ended(ActorRef<PartitionSessions.Command> sessions) implements Command {}

  /**
   * A partition of this process.
   *
   * @param since when it came, reading of {@link System#nanoTime}
   */
  private record Owned(ActorRef<PartitionSessions.Command> sessions, long since) {}

  private final SessionTools tools;
  private final Map<Integer, Owned> partitions = new HashMap<>();

  private SensorSessions(ActorContext<Command> context, SessionTools tools) {
    super(context);
    this.tools = tools;
    tools.meter().begin();
  }

  /** Begins without partitions. */
  static Behavior<Command> create(SessionTools tools) {
    return Behaviors.setup(context -> new SensorSessions(context, tools));
  }

  /** Tells {@code sessions} which partitions this process reads. */
  static Assignments assignments(ActorRef<Command> sessions) {
    return new Assignments() {
      @Override
      public void assigned(Set<Integer> partitions) {
        sessions.tell(new Assigned(partitions, System.nanoTime()));
      }

      @Override
      public void revoked(Set<Integer> partitions) {
        sessions.tell(new Revoked(partitions));
      }
    };
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Infer.class, this::onInfer)
        .onMessage(Assigned.class, this::onAssigned)
        .onMessage(Revoked.class, this::onRevoked)
        .onMessage(Ended.class, this::onEnded)
        .build();
  }

  private Behavior<Command> onInfer(Infer infer) {
    SessionRequest request = infer.request();
    Owned owned = partitions.get(request.partition());
    if (owned == null || request.read() - owned.since() < 0) {
      request.replyTo().tell(SessionAnswer.of(Answer.Moved.INSTANCE));
    } else {
      owned.sessions().tell(new Follow(request));
    }
    return this;
  }

  private Behavior<Command> onAssigned(Assigned assigned) {
    for (int partition : assigned.partitions()) {
      leave(partition);
      partitions.put(partition, new Owned(spawn(partition), assigned.since()));
    }
    return this;
  }

  private Behavior<Command> onRevoked(Revoked revoked) {
    revoked.partitions().forEach(this::leave);
    return this;
  }

  private Behavior<Command> onEnded(Ended ended) {
    if (partitions.values().stream().anyMatch(o -> o.sessions().equals(ended.sessions()))) {
      throw new IllegalStateException("sessions of a partition ended unasked: " + ended);
    }
    return this;
  }

  private void leave(int partition) {
    Owned left = partitions.remove(partition);
    if (left != null) {
      left.sessions().tell(Leave.INSTANCE);
    }
  }

  private ActorRef<PartitionSessions.Command> spawn(int partition) {
    ActorRef<PartitionSessions.Command> sessions =
        getContext().spawnAnonymous(PartitionSessions.create(tools, partition));
    getContext().watchWith(sessions, new Ended(sessions));
    return sessions;
  }
}
