package io.streambed.trainer;

import io.streambed.topics.experiment.ExperimentSettings;
import io.streambed.trainer.checkpoint.CheckpointStore;
import io.streambed.trainer.plan.Arrival;
import io.streambed.trainer.plan.RunOrder;
import java.time.Duration;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;

/**
 * Takes outcomes, admits them in run order, takes every step that is due, and gives out runs,
 * models and telemetry.
 */
final class Trainer extends AbstractBehavior<Trainer.Command> {

  /** What a trainer does. */
  sealed interface Command {}

  /**
   * Take these outcomes. Replies {@link Taken} when there is room for more, or {@link Refused} at
   * once.
   */
  record Offer(Arrival arrival, ActorRef<Reply> replyTo) implements Command {}

  /** Do the next piece of work: a step, a block, the end of a round. From the trainer to itself. */
  enum Proceed implements Command {
    INSTANCE
  }

  /** Something that ran elsewhere has ended. From the trainer to itself. */
  record Settled(Ending ending) implements Command {}

  /** Report, checkpoint, look for missing blocks. From the trainer's timer. */
  enum Tick implements Command {
    INSTANCE
  }

  /** Replies with a {@link Description} at once. */
  record Describe(ActorRef<Description> replyTo) implements Command {}

  /** Write a checkpoint and stop. Replies when it is on disk, or could not be written. */
  record Stop(ActorRef<Done> replyTo) implements Command {}

  /** Answer to an offer. */
  sealed interface Reply {}

  /** The outcomes are held, or are not needed; send more. */
  enum Taken implements Reply {
    INSTANCE
  }

  /** The outcomes are not what was planned. */
  record Refused(String cause) implements Reply {}

  private static final Duration REPORT = Duration.ofSeconds(1);

  private final TrainerWork work;
  private @Nullable ActorRef<Reply> withheld;
  private boolean proceeding;

  /**
   * A trainer that begins, or goes on from the newest checkpoint.
   *
   * @param store of its checkpoints; stays open
   * @param target what rounds are narrowed around
   * @param process its name in telemetry
   */
  static Behavior<Command> create(
      ExperimentSettings experiment,
      TrainerSettings settings,
      CheckpointStore store,
      Target target,
      Outlets outlets,
      PromotionGate gate,
      String process) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(Tick.INSTANCE, REPORT);
                  return new Trainer(
                      context,
                      new TrainerWork(
                          experiment, settings, store, target, outlets, gate, process, context));
                }));
  }

  private Trainer(ActorContext<Command> context, TrainerWork work) {
    super(context);
    this.work = work;
    proceedLater();
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Offer.class, this::onOffer)
        .onMessageEquals(Proceed.INSTANCE, this::onProceed)
        .onMessage(Settled.class, this::onSettled)
        .onMessageEquals(Tick.INSTANCE, this::onTick)
        .onMessage(Describe.class, this::onDescribe)
        .onMessage(Stop.class, this::onStop)
        .build();
  }

  private Behavior<Command> onOffer(Offer offer) {
    RunOrder.Verdict verdict = work.offer(offer.arrival());
    if (verdict instanceof RunOrder.Unfit unfit) {
      offer.replyTo().tell(new Refused(unfit.cause()));
    } else if (work.full()) {
      withheld = offer.replyTo();
    } else {
      offer.replyTo().tell(Taken.INSTANCE);
    }
    proceedLater();
    return this;
  }

  private Behavior<Command> onProceed() {
    proceeding = false;
    boolean more = work.proceed();
    if (!more || !work.full()) {
      release();
    }
    if (more) {
      proceedLater();
    }
    return this;
  }

  private Behavior<Command> onSettled(Settled settled) {
    work.settle(settled.ending());
    proceedLater();
    return this;
  }

  private Behavior<Command> onTick() {
    work.report();
    return this;
  }

  private Behavior<Command> onDescribe(Describe query) {
    query.replyTo().tell(work.describe());
    return this;
  }

  private Behavior<Command> onStop(Stop stop) {
    work.saveNow();
    stop.replyTo().tell(Done.getInstance());
    return Behaviors.stopped();
  }

  private void release() {
    ActorRef<Reply> waiting = withheld;
    if (waiting != null) {
      withheld = null;
      waiting.tell(Taken.INSTANCE);
    }
  }

  private void proceedLater() {
    if (!proceeding) {
      proceeding = true;
      getContext().getSelf().tell(Proceed.INSTANCE);
    }
  }
}
