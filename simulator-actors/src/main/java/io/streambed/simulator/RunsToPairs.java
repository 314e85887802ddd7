package io.streambed.simulator;

import io.streambed.science.RunBlock;
import io.streambed.simulator.SimulationWorker.Answer;
import io.streambed.simulator.SimulationWorker.Command;
import io.streambed.simulator.SimulationWorker.Execute;
import io.streambed.simulator.SimulationWorker.Executed;
import io.streambed.simulator.SimulationWorker.Refused;
import io.streambed.topics.intake.Receipt;
import io.streambed.topics.intake.Received;
import io.streambed.topics.intake.Received.Decoded;
import io.streambed.topics.intake.Received.Undecodable;
import io.streambed.topics.intake.SmallestFirst;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Scheduler;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Flow;

/** The way of a block through a simulator process. */
final class RunsToPairs {

  /** Blocks that may wait for the brokers' acknowledgement before the workers wait too. */
  static final int UNACKNOWLEDGED = 32;

  /** Blocks read ahead to bring those of different partitions into order. */
  static final int READ_AHEAD = 64;

  private RunsToPairs() {}

  /**
   * runs -> workers -> pairs (dead-letters) -> receipts.
   *
   * <p>In the order of the blocks, as far as they can be read ahead: the trainer admits in order.
   * At least once: a receipt follows the acknowledgement of all that came of its record, and a
   * block that is executed again has the same outcomes, but for runs given up by the clock. Fails
   * when a worker or the brokers do; the intake starts it again.
   */
  static Flow<Received<RunBlock>, Receipt, NotUsed> flow(
      List<ActorRef<Command>> workers,
      SimulatorSettings settings,
      Scheduler scheduler,
      PairPublisher publisher) {
    Workers asks = new Workers(workers, settings, scheduler);
    return Flow.<Received<RunBlock>>create()
        .via(SmallestFirst.by(RunBlock::number, READ_AHEAD))
        .zipWithIndex()
        .mapAsync(workers.size() * settings.blocksInFlight(), asks::simulate)
        .mapAsync(UNACKNOWLEDGED, done -> publish(publisher, done.first(), done.second()))
        .named("runs-to-pairs");
  }

  private static CompletionStage<Receipt> publish(
      PairPublisher publisher, Received<RunBlock> received, Ending ending) {
    return publisher.publish(received, ending).thenApply(position -> received.receipt());
  }

  private record Workers(
      List<ActorRef<Command>> workers, SimulatorSettings settings, Scheduler scheduler) {

    /** By turns: as the stream keeps the order, each worker has equally many blocks at hand. */
    CompletionStage<Pair<Received<RunBlock>, Ending>> simulate(
        Pair<Received<RunBlock>, Long> numbered) {
      Received<RunBlock> received = numbered.first();
      int turn = (int) (numbered.second() % workers.size());
      return ending(received, workers.get(turn)).thenApply(ending -> Pair.create(received, ending));
    }

    private CompletionStage<Ending> ending(Received<RunBlock> received, ActorRef<Command> worker) {
      if (received instanceof Undecodable<RunBlock> undecodable) {
        return CompletableFuture.completedFuture(new Ending.Unusable(undecodable.deadLetter()));
      }
      Decoded<RunBlock> decoded = (Decoded<RunBlock>) received;
      return AskPattern.<Command, Answer>askWithStatus(
              worker,
              replyTo -> new Execute(decoded.value(), replyTo),
              settings.answerLimit(decoded.value().count()),
              scheduler)
          .thenApply(answer -> ending(decoded, answer));
    }

    private static Ending ending(Decoded<RunBlock> decoded, Answer answer) {
      if (answer instanceof Refused refused) {
        return new Ending.Unusable(decoded.deadLetter(refused.cause()));
      }
      return new Ending.Outcomes(((Executed) answer).outcomes());
    }
  }
}
