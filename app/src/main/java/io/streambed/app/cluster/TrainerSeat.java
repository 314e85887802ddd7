package io.streambed.app.cluster;

import io.streambed.topics.client.TopicClient;
import io.streambed.trainer.TrainerGuardian;
import java.time.Duration;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.Leave;
import org.apache.pekko.cluster.typed.SingletonActor;
import org.apache.pekko.management.cluster.bootstrap.ClusterBootstrap;
import org.apache.pekko.management.javadsl.PekkoManagement;
import org.jspecify.annotations.Nullable;

/**
 * This node's place in a cluster of trainers: joins it, trains when it is this node's turn, stands
 * by otherwise, and tells everybody which.
 */
public final class TrainerSeat extends AbstractBehavior<TrainerSeat.Command> {
  private static final Duration REPORT = Duration.ofSeconds(2);

  /** What a seat does. */
  public sealed interface Command {}

  /** Leaves the cluster; if this node trains, ends with a checkpoint. Replies when it has. */
  public record Stop(ActorRef<Done> replyTo) implements Command {}

  /** It is this node's turn. From the trainer. */
  record Taken(ActorRef<LeadingTrainer.Command> trainer) implements Command {}

  /** It was this node's turn, and all is saved. From the trainer. */
  enum Vacated implements Command {
    INSTANCE
  }

  /** The trainer, or the way into the cluster, ended unasked. From the trainer and to itself. */
  record Failed(Throwable cause) implements Command {}

  /** Tell who is there. From a timer. */
  enum Report implements Command {
    INSTANCE
  }

  private final Cluster cluster;
  private final MembershipReport membership;
  private @Nullable ActorRef<LeadingTrainer.Command> trainer;
  private @Nullable Stop stopping;

  private TrainerSeat(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Behavior<TrainerGuardian.Command> trainer,
      TopicClient client) {
    super(context);
    cluster = Cluster.get(context.getSystem());
    membership = new MembershipReport(cluster, client);
    ClusterSingleton.get(context.getSystem())
        .init(
            SingletonActor.of(LeadingTrainer.create(trainer, context.getSelf()), "trainer")
                .withStopMessage(LeadingTrainer.Command.HAND_OVER));
    context.pipeToSelf(
        PekkoManagement.get(context.getSystem()).start().thenRun(() -> {}),
        (done, failure) ->
            failure == null ? Report.INSTANCE : new Failed(new ManagementFailure(failure)));
    ClusterBootstrap.get(context.getSystem()).start();
    timers.startTimerWithFixedDelay(Report.INSTANCE, REPORT);
  }

  /**
   * Takes its seat; one in each actor system, which is a cluster's.
   *
   * @param trainer what trains when it is this node's turn
   * @param client of the experiment's topics, for telemetry
   */
  public static Behavior<Command> create(
      Behavior<TrainerGuardian.Command> trainer, TopicClient client) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new TrainerSeat(context, timers, trainer, client)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Stop.class, this::onStop)
        .onMessage(Taken.class, this::onTaken)
        .onMessageEquals(Vacated.INSTANCE, this::onVacated)
        .onMessage(Failed.class, this::onFailed)
        .onMessageEquals(Report.INSTANCE, this::onReport)
        .build();
  }

  private Behavior<Command> onStop(Stop stop) {
    stopping = stop;
    // At once, and not when all have agreed that this node leaves: they may be out of reach.
    cluster.manager().tell(Leave.create(cluster.selfMember().address()));
    if (trainer == null) {
      return stopped(stop);
    }
    trainer.tell(LeadingTrainer.Command.HAND_OVER);
    return this;
  }

  private Behavior<Command> onTaken(Taken taken) {
    trainer = taken.trainer();
    getContext().getLog().info("this node trains");
    return onReport();
  }

  private Behavior<Command> onVacated() {
    trainer = null;
    getContext().getLog().info("this node trains no more");
    Stop stop = stopping;
    return stop == null ? onReport() : stopped(stop);
  }

  private Behavior<Command> onFailed(Failed failed) {
    if (stopping != null) {
      return stopped(stopping);
    }
    throw failed.cause() instanceof RuntimeException known
        ? known
        : new IllegalStateException(failed.cause());
  }

  private Behavior<Command> onReport() {
    membership.publish(trainer != null);
    return this;
  }

  private static Behavior<Command> stopped(Stop stop) {
    stop.replyTo().tell(Done.getInstance());
    return Behaviors.stopped();
  }
}
