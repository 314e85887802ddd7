package io.streambed.trainer;

import io.streambed.topics.DeadLetter;
import io.streambed.topics.OutcomeBlock;
import io.streambed.topics.Position;
import io.streambed.topics.intake.Control;
import io.streambed.topics.intake.Received;
import io.streambed.trainer.plan.Arrival;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Scheduler;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.RunnableGraph;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/**
 * pairs -> Trainer; what it cannot use -> dead letters. In the order of each partition; the trainer
 * drops repeats by run number and keeps the offsets; one record at a time, the next when the
 * trainer has room.
 */
final class PairIntake {
  /** Far above any step; a trainer that does not answer for so long has died. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private PairIntake() {}

  /**
   * A running intake.
   *
   * @param control lets what is on its way be worked on, then closes
   * @param abort ends it at once
   * @param done when it has ended, or why
   */
  record Running(Control control, UniqueKillSwitch abort, CompletionStage<Done> done) {}

  static RunnableGraph<Running> graph(
      Source<Received<OutcomeBlock>, Control> pairs,
      OutcomeOrigin origin,
      ActorRef<Trainer.Command> trainer,
      Scheduler scheduler,
      Outlet<DeadLetter> deadLetters) {
    return pairs
        .named("pairs")
        .viaMat(KillSwitches.single(), Keep.both())
        .mapAsync(1, received -> offer(received, origin, trainer, scheduler, deadLetters))
        .named("offer")
        .toMat(
            Sink.ignore(), (running, done) -> new Running(running.first(), running.second(), done));
  }

  private static CompletionStage<Done> offer(
      Received<OutcomeBlock> received,
      OutcomeOrigin origin,
      ActorRef<Trainer.Command> trainer,
      Scheduler scheduler,
      Outlet<DeadLetter> deadLetters) {
    if (received instanceof Received.Undecodable<OutcomeBlock> undecodable) {
      return bury(undecodable.deadLetter(), deadLetters);
    }
    if (!(received instanceof Received.Decoded<OutcomeBlock> decoded)) {
      throw new IllegalStateException("expected a decoded or an undecodable record");
    }
    OutcomeBlock block = decoded.value();
    if (!origin.is(block)) {
      return bury(decoded.deadLetter(origin.expectation(block)), deadLetters);
    }
    Position position = decoded.position();
    Arrival arrival =
        new Arrival(block.block(), position.partition(), position.offset(), block.outcomes());
    return AskPattern.<Trainer.Command, Trainer.Reply>ask(
            trainer, replyTo -> new Trainer.Offer(arrival, replyTo), PATIENCE, scheduler)
        .thenCompose(
            reply ->
                reply instanceof Trainer.Refused refused
                    ? bury(decoded.deadLetter(refused.cause()), deadLetters)
                    : CompletableFuture.completedFuture(Done.getInstance()));
  }

  private static CompletionStage<Done> bury(DeadLetter letter, Outlet<DeadLetter> deadLetters) {
    return deadLetters.publish(letter).thenApply(published -> Done.getInstance());
  }
}
