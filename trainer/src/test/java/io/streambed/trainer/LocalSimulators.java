package io.streambed.trainer;

import io.streambed.science.RunBlock;
import io.streambed.topics.experiment.ExperimentSettings;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;

/** Simulators without a broker: answer each announced block with an offer, up to a block. */
final class LocalSimulators implements Outlet<RunBlock> {
  private final ExperimentSettings experiment;
  private final ActorRef<Trainer.Reply> replyTo;
  private final ArrayDeque<RunBlock> waiting = new ArrayDeque<>();
  private final ArrayDeque<ActorRef<Trainer.Command>> trainers = new ArrayDeque<>();
  private long end;

  /** They answer nothing before {@link #answer}. */
  LocalSimulators(ExperimentSettings experiment, ActorRef<Trainer.Reply> replyTo) {
    this.experiment = experiment;
    this.replyTo = replyTo;
  }

  @Override
  public synchronized CompletionStage<Done> publish(RunBlock block) {
    waiting.add(block);
    work();
    return CompletableFuture.completedFuture(Done.getInstance());
  }

  /**
   * From now on answers all blocks with numbers below {@code endBlock}, the waiting ones included.
   */
  synchronized void answer(ActorRef<Trainer.Command> trainer, long endBlock) {
    trainers.clear();
    trainers.add(trainer);
    end = endBlock;
    work();
  }

  private void work() {
    while (!trainers.isEmpty() && !waiting.isEmpty() && waiting.getFirst().number() < end) {
      trainers
          .getFirst()
          .tell(new Trainer.Offer(Rehearsal.simulate(experiment, waiting.removeFirst()), replyTo));
    }
  }
}
