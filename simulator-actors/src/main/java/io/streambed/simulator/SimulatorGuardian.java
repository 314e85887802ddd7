package io.streambed.simulator;

import io.streambed.topics.GroupRole;
import io.streambed.topics.Telemetry;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.experiment.ExperimentSettings;
import io.streambed.topics.intake.Control;
import io.streambed.topics.intake.HeldPartitions;
import io.streambed.topics.publish.Publisher;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.jspecify.annotations.Nullable;

/** The root of a simulator process: its workers, its stream, its telemetry. */
public final class SimulatorGuardian {

  /** What it can be told. */
  public sealed interface Command {}

  /**
   * Stop. Blocks at hand are finished for up to {@link SimulatorSettings#stopWait}; those that are
   * not are left to the next start. Replied: Done, when nothing is read or simulated any more.
   */
  public record Stop(ActorRef<Done> replyTo) implements Command {}

  private record Reported(WorkReport report) implements Command {}

  private record Ended(@Nullable Throwable failure) implements Command {}

  private enum Tick implements Command {
    TELEMETRY,
    STOP_WAIT_IS_OVER,
    LEAVE_WAIT_IS_OVER
  }

  private static final String ROLE = "simulator";
  private static final Duration LAP = Duration.ofSeconds(1);

  /** For leaving the group once nothing is simulated; the brokers may be away. */
  private static final Duration LEAVE_WAIT = Duration.ofSeconds(2);

  private final SimulatorSettings settings;
  private final Work work;
  private final TopicClient client;
  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final Publisher<Telemetry> telemetry;
  private final HeldPartitions partitions = new HeldPartitions();
  private final SimulatorFigures figures;
  private final String process;
  private final List<ActorRef<SimulationWorker.Command>> workers;
  private final List<ActorRef<Done>> stoppers = new ArrayList<>();
  private long lapStart = System.nanoTime();
  private int lapsBeyondHungLimit;

  private SimulatorGuardian(
      SimulatorSettings settings,
      Work work,
      TopicClient client,
      ActorContext<Command> context,
      TimerScheduler<Command> timers) {
    this.settings = settings;
    this.work = work;
    this.client = client;
    this.context = context;
    this.timers = timers;
    this.telemetry = client.publisher(client.topics().telemetry());
    this.figures = new SimulatorFigures(settings.workers());
    this.process =
        "%s-%s-%d".formatted(client.settings().clientId(), ROLE, ProcessHandle.current().pid());
    this.workers = workers(settings, work, context);
  }

  /**
   * Simulates what the experiment's topic {@code runs} asks for, until it is stopped. The topics
   * must exist. The caller closes {@code client} afterwards. Fails when more than {@link
   * SimulatorSettings#hungLimit} simulations that were given up run on; blocks at hand are left to
   * the next start.
   */
  public static Behavior<Command> create(
      SimulatorSettings settings, ExperimentSettings experiment, TopicClient client) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    new SimulatorGuardian(settings, Work.of(experiment), client, context, timers)
                        .start()));
  }

  private Behavior<Command> start() {
    Pair<Control, CompletionStage<Done>> stream =
        client
            .intake()
            .committed(
                client.topics().runs(),
                GroupRole.SIMULATORS,
                RunsToPairs.flow(
                    workers, settings, context.getSystem().scheduler(), PairPublisher.of(client)),
                partitions)
            .toMat(Sink.ignore(), Keep.both())
            .run(Materializer.createMaterializer(Adapter.toClassic(context)));
    context.pipeToSelf(stream.second(), (done, failure) -> new Ended(failure));
    timers.startTimerAtFixedRate(Tick.TELEMETRY, LAP);
    return running(stream.first());
  }

  private static List<ActorRef<SimulationWorker.Command>> workers(
      SimulatorSettings settings, Work work, ActorContext<Command> context) {
    ActorRef<WorkReport> reports = context.messageAdapter(WorkReport.class, Reported::new);
    return IntStream.range(0, settings.workers())
        .mapToObj(
            number ->
                context.spawn(
                    Behaviors.supervise(
                            SimulationWorker.create(number, work, settings.timeLimit(), reports))
                        .onFailure(SupervisorStrategy.restart()),
                    "worker-" + number))
        .toList();
  }

  private Behavior<Command> running(Control control) {
    return Behaviors.receive(Command.class)
        .onMessage(Stop.class, stop -> drain(stop, control))
        .onMessage(Reported.class, this::add)
        .onMessage(Ended.class, this::failed)
        .onMessageEquals(Tick.TELEMETRY, this::reportUnlessHung)
        .build();
  }

  /** Two laps in a row, so that a thread that was just interrupted has time to end. */
  private Behavior<Command> reportUnlessHung() {
    int hung = figures.hung();
    lapsBeyondHungLimit = hung > settings.hungLimit() ? lapsBeyondHungLimit + 1 : 0;
    if (lapsBeyondHungLimit < 2) {
      return report();
    }
    throw new IllegalStateException(
        """
        %d runs of simulator %s exceeded simulation.time-limit = %s s and still run on, \
        expected at most simulation.hung-limit = %d. They end only with the process. Mend the \
        simulator or raise the time limit, then start again: blocks that are not done are read \
        again"""
            .formatted(
                hung,
                work.simulatorVersion(),
                settings.timeLimit().toMillis() / 1e3,
                settings.hungLimit()));
  }

  private Behavior<Command> stopping() {
    return Behaviors.receive(Command.class)
        .onMessage(Stop.class, this::stopToo)
        .onMessage(Reported.class, this::add)
        .onMessage(Ended.class, ended -> stopped())
        .onMessageEquals(Tick.TELEMETRY, this::report)
        .onMessageEquals(Tick.STOP_WAIT_IS_OVER, this::abandonBlocks)
        .onMessageEquals(Tick.LEAVE_WAIT_IS_OVER, this::stopped)
        .build();
  }

  private Behavior<Command> drain(Stop stop, Control control) {
    stoppers.add(stop.replyTo());
    timers.startSingleTimer(Tick.STOP_WAIT_IS_OVER, settings.stopWait());
    context.pipeToSelf(control.drain(), (done, failure) -> new Ended(failure));
    return stopping();
  }

  private Behavior<Command> stopToo(Stop stop) {
    stoppers.add(stop.replyTo());
    return Behaviors.same();
  }

  /** Stopped workers answer with an error, which ends the stream. */
  private Behavior<Command> abandonBlocks() {
    workers.forEach(context::stop);
    timers.startSingleTimer(Tick.LEAVE_WAIT_IS_OVER, LEAVE_WAIT);
    return Behaviors.same();
  }

  private Behavior<Command> stopped() {
    return Behaviors.stopped(() -> stoppers.forEach(stopper -> stopper.tell(Done.getInstance())));
  }

  private Behavior<Command> add(Reported reported) {
    figures.add(reported.report());
    return Behaviors.same();
  }

  private Behavior<Command> failed(Ended ended) {
    throw new IllegalStateException("the stream from runs to pairs ended", ended.failure());
  }

  private Behavior<Command> report() {
    long now = System.nanoTime();
    Map<String, Double> lap = figures.lap(Duration.ofNanos(now - lapStart));
    lapStart = now;
    if (client.outage().isZero()) {
      Map<String, String> notes =
          Map.of(
              "simulator",
              work.simulatorVersion(),
              "waits_on",
              waitsOn(lap),
              "partitions",
              partitions.note());
      telemetry.publish(new Telemetry(process, ROLE, Instant.now(), lap, notes));
    }
    return Behaviors.same();
  }

  private String waitsOn(Map<String, Double> lap) {
    if (client.unacknowledged() >= RunsToPairs.UNACKNOWLEDGED) {
      return "brokers";
    }
    return lap.getOrDefault("waiting_share", 0.0) > 0.5 ? "runs" : "nothing";
  }
}
