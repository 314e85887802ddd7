package io.streambed.trainer;

import io.streambed.science.network.Estimators;
import io.streambed.topics.BrokerException;
import io.streambed.topics.DeadLetter;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.experiment.ExperimentSettings;
import io.streambed.trainer.checkpoint.CheckpointStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Root of the trainer: owns the trainer's life and the stream that feeds it, and begins both again
 * with backoff.
 */
public final class TrainerGuardian extends AbstractBehavior<TrainerGuardian.Command> {

  /** What the guardian does. */
  public sealed interface Command {}

  /** Replies where the trainer stands, as soon as it is up. */
  public record Describe(ActorRef<Description> replyTo) implements Command {}

  /** Ends cleanly with a checkpoint. Replies when all is closed, within seconds. */
  public record Stop(ActorRef<Done> replyTo) implements Command {}

  /** Begin, or begin again, the trainer from its newest checkpoint. To itself. */
  enum Begin implements Command {
    INSTANCE
  }

  /** The trainer says where it stands: feed it from there. To itself. */
  record Feed(Map<Integer, Long> offsets, long admitted) implements Command {}

  /** The trainer ended. To itself. */
  record Ended(ActorRef<Trainer.Command> trainer) implements Command {}

  /** The stream that feeds it ended. To itself. */
  record Starved(PairIntake.Running running, @Nullable Throwable cause) implements Command {}

  /** Ends of the trainer without having come further that are taken for transient. */
  private static final int MOST_ENDS_IN_VAIN = 4;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final int MOST_DOUBLINGS = 5;

  private final ExperimentSettings experiment;
  private final TrainerSettings settings;
  private final TopicClient client;
  private final Outlet<DeadLetter> deadLetters;
  private final TimerScheduler<Command> timers;
  private final CheckpointStore store;
  private final Tracking tracking;
  private final ActorRef<Description> feeder;
  private @Nullable ActorRef<Trainer.Command> trainer;
  private PairIntake.@Nullable Running intake;
  private @Nullable Stop stopping;
  private int trainers;
  private int failures;
  private int endsInVain;
  private long furthest = -1;

  /**
   * The trainer of one experiment in this process.
   *
   * @param client of the experiment's topics, which must exist; stays open when this ends
   */
  public static Behavior<Command> create(
      ExperimentSettings experiment, TrainerSettings settings, TopicClient client) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new TrainerGuardian(context, experiment, settings, client, timers)));
  }

  /**
   * Looks before any work whether a training can begin or go on.
   *
   * @return whether there is a checkpoint from which it goes on
   * @throws io.streambed.trainer.checkpoint.CheckpointException if the checkpoint folder cannot be
   *     used, has no room, or holds another experiment
   * @throws IllegalArgumentException if narrowing has no observation, or the estimator cannot learn
   *     by such steps
   */
  public static boolean check(ExperimentSettings experiment, TrainerSettings settings) {
    if (settings.budget().rounds() > 1
        && experiment.pinned() == null
        && settings.narrowing().sensor().isEmpty()) {
      throw new IllegalArgumentException(
          "expected observation.file, the record that narrowing.steps narrows to, or narrowing.around = newest, in experiment %s"
              .formatted(experiment.name()));
    }
    Estimators.requireFit(experiment.estimator(), settings.optimiser());
    try (CheckpointStore store = CheckpointStore.open(settings.checkpoint().directory())) {
      store.requireRoom(checkpointBytes(experiment, settings));
      return store.load(ExperimentFingerprint.of(experiment, settings)).isPresent();
    }
  }

  /** Of a full buffer, all held-out pairs, and the learner's state. */
  private static long checkpointBytes(ExperimentSettings experiment, TrainerSettings settings) {
    int parameters = experiment.prior().size();
    List<Integer> shape = experiment.simulator().dataShape();
    long pair =
        parameters + shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    long pairs = settings.replay().capacity() + (long) settings.calibration().keep();
    return Float.BYTES * pair * pairs
        + Estimators.stateBytes(experiment.estimator(), parameters, shape);
  }

  private TrainerGuardian(
      ActorContext<Command> context,
      ExperimentSettings experiment,
      TrainerSettings settings,
      TopicClient client,
      TimerScheduler<Command> timers) {
    super(context);
    check(experiment, settings);
    this.experiment = experiment;
    this.settings = settings;
    this.client = client;
    this.timers = timers;
    deadLetters = client.publisher(client.topics().deadLetters())::publish;
    store = CheckpointStore.open(settings.checkpoint().directory());
    tracking = Tracking.begin(experiment, settings, context);
    feeder =
        context.messageAdapter(
            Description.class, d -> new Feed(d.offsets(), d.progress().admitted()));
    begin();
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Describe.class, this::onDescribe)
        .onMessage(Stop.class, this::onStop)
        .onMessageEquals(Begin.INSTANCE, this::onBegin)
        .onMessage(Feed.class, this::onFeed)
        .onMessage(Ended.class, this::onEnded)
        .onMessage(Starved.class, this::onStarved)
        .onSignal(PostStop.class, signal -> onPostStop())
        .build();
  }

  private Behavior<Command> onDescribe(Describe query) {
    ActorRef<Trainer.Command> current = trainer;
    if (current == null) {
      timers.startSingleTimer(query, query, FIRST_PAUSE);
    } else {
      current.tell(new Trainer.Describe(query.replyTo()));
    }
    return this;
  }

  private Behavior<Command> onStop(Stop stop) {
    stopping = stop;
    timers.cancelAll();
    abortIntake();
    ActorRef<Trainer.Command> current = trainer;
    if (current == null) {
      return stopped(stop);
    }
    // Its reply says that the checkpoint is written; its end, on which we wait, comes after.
    current.tell(new Trainer.Stop(getContext().getSystem().ignoreRef()));
    return this;
  }

  private Behavior<Command> onBegin() {
    begin();
    return this;
  }

  private Behavior<Command> onFeed(Feed feed) {
    if (feed.admitted() > furthest) {
      furthest = feed.admitted();
      endsInVain = 0;
      failures = 0;
    }
    ActorRef<Trainer.Command> current = trainer;
    if (current != null && stopping == null) {
      PairIntake.Running running =
          PairIntake.graph(
                  client.intake().assigned(client.topics().pairs(), feed.offsets()),
                  OutcomeOrigin.of(experiment),
                  current,
                  getContext().getSystem().scheduler(),
                  deadLetters)
              .run(getContext().getSystem());
      intake = running;
      getContext().pipeToSelf(running.done(), (done, cause) -> new Starved(running, cause));
    }
    return this;
  }

  private Behavior<Command> onEnded(Ended ended) {
    trainer = null;
    abortIntake();
    Stop stop = stopping;
    if (stop != null) {
      return stopped(stop);
    }
    if (++endsInVain > MOST_ENDS_IN_VAIN) {
      throw new IllegalStateException(
          "the trainer failed %d times in a row at the same place; the log says why"
              .formatted(endsInVain));
    }
    Duration pause = pause();
    getContext()
        .getLog()
        .error(
            "the trainer failed; it goes on from its last checkpoint in {} ms", pause.toMillis());
    timers.startSingleTimer(Begin.INSTANCE, pause);
    return this;
  }

  private Behavior<Command> onStarved(Starved starved) {
    if (starved.running() != intake || stopping != null) {
      return this;
    }
    intake = null;
    Throwable cause = starved.cause();
    Duration pause = pause();
    getContext()
        .getLog()
        .warn(
            "reading of pairs ended and begins again in {} ms: {}",
            pause.toMillis(),
            String.valueOf(cause));
    ActorRef<Trainer.Command> current = trainer;
    if (cause instanceof BrokerException) {
      // Records are gone. All that is left is read: repeats are dropped, what is missing is planned
      // again.
      timers.startSingleTimer(Feed.class, new Feed(Map.of(), 0), pause);
    } else if (current != null) {
      getContext().scheduleOnce(pause, current, new Trainer.Describe(feeder));
    }
    return this;
  }

  private Behavior<Command> onPostStop() {
    abortIntake();
    store.close();
    return this;
  }

  private void begin() {
    timers.cancel(Feed.class);
    ActorRef<Trainer.Command> spawned =
        getContext()
            .spawn(
                Trainer.create(
                    experiment,
                    settings,
                    store,
                    Target.of(experiment, settings.narrowing(), client, getContext().getSystem()),
                    tracking.heard(Outlets.of(client)),
                    PromotionGate.of(experiment, settings, client, getContext().getSystem()),
                    client.settings().clientId() + "-trainer-" + ProcessHandle.current().pid()),
                "trainer-" + ++trainers,
                DispatcherSelector.fromConfig("streambed-dispatchers.trainer"));
    getContext().watchWith(spawned, new Ended(spawned));
    trainer = spawned;
    spawned.tell(new Trainer.Describe(feeder));
  }

  private Behavior<Command> stopped(Stop stop) {
    // Whoever hears of the end may begin anew in the same folder.
    store.close();
    stop.replyTo().tell(Done.getInstance());
    return Behaviors.stopped();
  }

  private void abortIntake() {
    PairIntake.Running running = intake;
    if (running != null) {
      intake = null;
      running.abort().shutdown();
      running.control().drain();
    }
  }

  private Duration pause() {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
    failures++;
    return pause;
  }
}
