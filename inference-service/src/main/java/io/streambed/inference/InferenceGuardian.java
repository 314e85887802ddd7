package io.streambed.inference;

import io.streambed.topics.Position;
import io.streambed.topics.Telemetry;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.publish.Publisher;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * The inference service: adopts each published model and answers each observation with a posterior
 * or a dead letter. Begins again with backoff when something fails, and says every second how it
 * does.
 */
public final class InferenceGuardian extends AbstractBehavior<InferenceGuardian.Command> {

  /** What may be asked of the service. */
  public sealed interface Command permits Stop, Tick, TelemetrySent, OutOfPatience, ThreadsEnded {}

  /**
   * Read no more, finish what is in hand, free the model. {@link Stopped} is replied once all that
   * is done, within a few seconds; what was not finished by then is read again after the next
   * start.
   */
  public record Stop(ActorRef<Stopped> replyTo) implements Command {}

  /** The service has ended; the client of its topics may be closed. */
  public enum Stopped {
    INSTANCE
  }

  enum Tick implements Command {
    INSTANCE
  }

  record TelemetrySent(@Nullable Position position, @Nullable Throwable failure)
      implements Command {}

  enum OutOfPatience implements Command {
    INSTANCE
  }

  enum ThreadsEnded implements Command {
    INSTANCE
  }

  /** Names the telemetry of these services. */
  private static final String ROLE = "inference";

  private static final Duration TICK = Duration.ofSeconds(1);
  private static final double SPREAD = 0.2;

  private final TimerScheduler<Command> timers;
  private final ModelContract contract;
  private final InferenceSettings settings;
  private final TopicClient client;
  private final Publisher<Telemetry> telemetry;
  private final InferenceMeter meter = new InferenceMeter(System.nanoTime());
  private final InferenceThreads threads;
  private final ActorRef<InferenceUnit.Command> unit;
  private boolean sending;
  private @Nullable ActorRef<Stopped> stopper;

  private InferenceGuardian(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      ModelContract contract,
      InferenceSettings settings,
      TopicClient client) {
    super(context);
    this.timers = timers;
    this.contract = contract;
    this.settings = settings;
    this.client = client;
    telemetry = client.publisher(client.topics().telemetry());
    threads = InferenceThreads.start(settings.parallelism());
    unit = context.spawn(supervised(), "inference-unit");
    context.watch(unit);
    timers.startTimerWithFixedDelay(Tick.INSTANCE, TICK);
  }

  /**
   * The service, running.
   *
   * @param contract what a model has to be of; others are refused
   * @param client of the experiment's topics, which exist; stays the caller's to close, after
   *     {@link Stopped}
   */
  public static Behavior<Command> create(
      ModelContract contract, InferenceSettings settings, TopicClient client) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new InferenceGuardian(context, timers, contract, settings, client)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Stop.class, this::onStop)
        .onMessageEquals(Tick.INSTANCE, this::onTick)
        .onMessage(TelemetrySent.class, this::onTelemetrySent)
        .onMessageEquals(OutOfPatience.INSTANCE, this::onOutOfPatience)
        .onMessageEquals(ThreadsEnded.INSTANCE, this::onThreadsEnded)
        .onSignal(Terminated.class, terminated -> onUnitTerminated())
        .onSignal(PostStop.class, stop -> onPostStop())
        .build();
  }

  private Behavior<Command> onStop(Stop request) {
    if (stopper == null) {
      timers.startSingleTimer(OutOfPatience.INSTANCE, settings.stopWait());
      unit.tell(InferenceUnit.Drain.INSTANCE);
    }
    stopper = request.replyTo();
    return this;
  }

  private Behavior<Command> onTick() {
    if (!sending) {
      sending = true;
      Instant now = Instant.now();
      Telemetry report =
          new Telemetry(
              client.settings().clientId(),
              ROLE,
              now,
              meter.figures(System.nanoTime(), now),
              meter.notes());
      getContext().pipeToSelf(telemetry.publish(report), TelemetrySent::new);
    }
    return this;
  }

  private Behavior<Command> onTelemetrySent(TelemetrySent sent) {
    sending = false;
    if (sent.failure() != null) {
      getContext().getLog().warn("Telemetry was not sent: {}", Causes.describe(sent.failure()));
    }
    return this;
  }

  private Behavior<Command> onOutOfPatience() {
    getContext().stop(unit);
    return this;
  }

  private Behavior<Command> onUnitTerminated() {
    long wait = settings.stopWait().toMillis();
    getContext()
        .pipeToSelf(
            threads.end().toCompletableFuture().orTimeout(wait, TimeUnit.MILLISECONDS),
            (ended, late) -> ThreadsEnded.INSTANCE);
    return this;
  }

  private Behavior<Command> onThreadsEnded() {
    if (stopper != null) {
      stopper.tell(Stopped.INSTANCE);
    }
    return Behaviors.stopped();
  }

  private Behavior<Command> onPostStop() {
    threads.end();
    return this;
  }

  private Behavior<InferenceUnit.Command> supervised() {
    InferenceSettings.RestartPauses pauses = settings.restart();
    return Behaviors.supervise(InferenceUnit.create(contract, settings, client, meter, threads))
        .onFailure(
            SupervisorStrategy.restartWithBackoff(pauses.minimum(), pauses.maximum(), SPREAD));
  }
}
