package io.streambed.simulator;

import io.streambed.science.RunBlock;
import io.streambed.topics.OutcomeBlock;
import java.time.Duration;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.StashBuffer;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.pattern.StatusReply;
import org.jspecify.annotations.Nullable;

/** Executes blocks of runs, one after the other, and gives up a run that hangs. */
final class SimulationWorker {

  sealed interface Command {}

  /**
   * Execute a block. Replied: one {@link Answer} when all of its runs have ended, or an error if
   * something broke that is neither the simulator's nor the block's fault.
   */
  record Execute(RunBlock block, ActorRef<StatusReply<Answer>> replyTo) implements Command {}

  /** The thread has come to the end of the block, or something broke outside of the simulator. */
  private record Ended(BlockExecution execution, @Nullable Throwable broken) implements Command {}

  /** Time to look whether the runs move on. */
  private enum Look implements Command {
    NOW
  }

  /** What became of a block. */
  sealed interface Answer {}

  /** Every run has an outcome. */
  record Executed(OutcomeBlock outcomes) implements Answer {}

  /** The block does not fit the experiment; {@code cause} says why. */
  record Refused(String cause) implements Answer {}

  private static final String STOPPED = "the simulation worker was stopped";

  /** Blocks that may wait here; a stream asks for far fewer, but each of its restarts asks anew. */
  private static final int WAITING = 1024;

  private final int number;
  private final Work work;
  private final Patience patience;
  private final ActorRef<WorkReport> reports;
  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final StashBuffer<Command> waiting;
  private final SimulationThread thread;

  private SimulationWorker(
      int number,
      Work work,
      Patience patience,
      ActorRef<WorkReport> reports,
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      StashBuffer<Command> waiting) {
    this.number = number;
    this.work = work;
    this.patience = patience;
    this.reports = reports;
    this.context = context;
    this.timers = timers;
    this.waiting = waiting;
    this.thread = new SimulationThread("simulation-" + number);
  }

  /**
   * A worker.
   *
   * @param number from 0, for people
   * @param timeLimit time after which a run is given up
   * @param reports told what has been done, at most every quarter of a second and after each block
   */
  static Behavior<Command> create(
      int number, Work work, Duration timeLimit, ActorRef<WorkReport> reports) {
    Patience patience = Patience.of(timeLimit);
    return Behaviors.withStash(
        WAITING,
        waiting ->
            Behaviors.setup(
                context -> {
                  context.setLoggerName(SimulationWorker.class);
                  return Behaviors.withTimers(
                      timers ->
                          new SimulationWorker(
                                  number, work, patience, reports, context, timers, waiting)
                              .idle());
                }));
  }

  private Behavior<Command> idle() {
    return Behaviors.receive(Command.class)
        .onMessage(Execute.class, this::begin)
        .onMessage(Ended.class, late -> Behaviors.same())
        .onMessage(Look.class, late -> Behaviors.same())
        .onSignal(PreRestart.class, restart -> leave())
        .onSignal(PostStop.class, stop -> leave())
        .build();
  }

  private Behavior<Command> executing(Stint stint) {
    return Behaviors.receive(Command.class)
        .onMessage(Execute.class, this::keep)
        .onMessage(Ended.class, ended -> end(stint, ended))
        .onMessage(Look.class, look -> look(stint))
        .onSignal(PreRestart.class, restart -> leave(stint))
        .onSignal(PostStop.class, stop -> leave(stint))
        .build();
  }

  private Behavior<Command> begin(Execute command) {
    Stint stint = new Stint(new BlockExecution(work, command.block()), command.replyTo());
    timers.startTimerWithFixedDelay(Look.NOW, patience.interval());
    simulate(stint.execution());
    return executing(stint);
  }

  private void simulate(BlockExecution execution) {
    ActorRef<Command> self = context.getSelf();
    thread.execute(() -> execution.run(broken -> self.tell(new Ended(execution, broken))));
  }

  private Behavior<Command> keep(Execute command) {
    if (waiting.isFull()) {
      command.replyTo().tell(StatusReply.error("more than %d blocks wait".formatted(WAITING)));
    } else {
      waiting.stash(command);
    }
    return Behaviors.same();
  }

  private Behavior<Command> look(Stint stint) {
    BlockExecution execution = stint.execution();
    if (execution.hangs(patience.sightings()) && execution.giveUp(patience.limit())) {
      thread.replace();
      context.getLog().warn("Gave up {} after {}.", execution, patience.limit());
      if (execution.isComplete()) {
        return finish(stint, executed(execution));
      }
      simulate(execution);
    }
    reports.tell(execution.report(number, stint.lap(), thread.hung()));
    return Behaviors.same();
  }

  private Behavior<Command> end(Stint stint, Ended ended) {
    if (ended.execution() != stint.execution()) {
      return Behaviors.same();
    }
    if (ended.broken() == null) {
      return finish(stint, executed(stint.execution()));
    }
    if (ended.broken() instanceof RuntimeException unfit) {
      return finish(stint, StatusReply.success(new Refused(unfit.toString())));
    }
    return finish(stint, StatusReply.error(ended.broken()));
  }

  private StatusReply<Answer> executed(BlockExecution execution) {
    return StatusReply.success(
        new Executed(work.outcomes(execution.block(), execution.outcomes())));
  }

  private Behavior<Command> finish(Stint stint, StatusReply<Answer> answer) {
    timers.cancel(Look.NOW);
    reports.tell(stint.execution().report(number, stint.lap(), thread.hung()));
    stint.replyTo().tell(answer);
    return waiting.unstash(idle(), 1, command -> command);
  }

  private Behavior<Command> leave(Stint stint) {
    stint.replyTo().tell(StatusReply.error(STOPPED));
    return leave();
  }

  private Behavior<Command> leave() {
    waiting.forEach(
        command -> {
          if (command instanceof Execute execute) {
            execute.replyTo().tell(StatusReply.error(STOPPED));
          }
        });
    thread.stop();
    return Behaviors.same();
  }
}
