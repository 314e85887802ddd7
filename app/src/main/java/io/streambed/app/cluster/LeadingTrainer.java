package io.streambed.app.cluster;

import io.streambed.trainer.TrainerGuardian;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/** The trainer while this node is the one of its cluster that trains. */
final class LeadingTrainer extends AbstractBehavior<LeadingTrainer.Command> {

  /** What the singleton is told. */
  enum Command {
    /** Another node takes over, or this one leaves: end with a checkpoint. */
    HAND_OVER
  }

  private final ActorRef<TrainerSeat.Command> seat;
  private final ActorRef<TrainerGuardian.Command> guardian;
  private boolean handsOver;

  private LeadingTrainer(
      ActorContext<Command> context,
      Behavior<TrainerGuardian.Command> trainer,
      ActorRef<TrainerSeat.Command> seat) {
    super(context);
    this.seat = seat;
    guardian = context.spawn(trainer, "guardian");
    context.watch(guardian);
    seat.tell(new TrainerSeat.Taken(context.getSelf()));
  }

  /**
   * @param seat of this node, told of the beginning and the end
   */
  static Behavior<Command> create(
      Behavior<TrainerGuardian.Command> trainer, ActorRef<TrainerSeat.Command> seat) {
    return Behaviors.setup(context -> new LeadingTrainer(context, trainer, seat));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessageEquals(Command.HAND_OVER, this::onHandOver)
        .onSignal(ChildFailed.class, failed -> ended(new TrainerSeat.Failed(failed.getCause())))
        .onSignal(
            Terminated.class,
            terminated ->
                ended(
                    handsOver
                        ? TrainerSeat.Vacated.INSTANCE
                        : new TrainerSeat.Failed(
                            new IllegalStateException("it stopped by itself"))))
        .build();
  }

  private Behavior<Command> onHandOver() {
    if (!handsOver) {
      handsOver = true;
      guardian.tell(new TrainerGuardian.Stop(getContext().getSystem().ignoreRef()));
    }
    return this;
  }

  private Behavior<Command> ended(TrainerSeat.Command word) {
    seat.tell(word);
    return Behaviors.stopped();
  }
}
