package io.streambed.trainer;

import io.streambed.topics.BrokerException;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.experiment.ExperimentSettings;
import io.streambed.topics.publish.SoleWriter;
import io.streambed.trainer.checkpoint.CheckpointStore;
import java.time.Duration;
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

  /** Nobody else writes as the trainer any more. To itself. */
  enum Alone implements Command {
    INSTANCE
  }

  /** The brokers take nothing from this trainer any more. To itself. */
  record Lost(Throwable cause) implements Command {}

  /** All that was published is sent, or given up. To itself. */
  enum Sent implements Command {
    INSTANCE
  }

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
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private final ExperimentSettings experiment;
  private final TrainerSettings settings;
  private final TopicClient client;
  private final TimerScheduler<Command> timers;
  private final SoleWriter writer;
  private final Tracking tracking;
  private final ActorRef<Description> feeder;
  private final TrainerFeed feed;
  private @Nullable CheckpointStore store;
  private @Nullable ActorRef<Trainer.Command> trainer;
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

  private TrainerGuardian(
      ActorContext<Command> context,
      ExperimentSettings experiment,
      TrainerSettings settings,
      TopicClient client,
      TimerScheduler<Command> timers) {
    super(context);
    TrainerCheck.check(experiment, settings);
    this.experiment = experiment;
    this.settings = settings;
    this.client = client;
    this.timers = timers;
    feed = new TrainerFeed(experiment, client, context.getSystem());
    tracking = Tracking.begin(experiment, settings, context);
    feeder =
        context.messageAdapter(
            Description.class, d -> new Feed(d.offsets(), d.progress().admitted()));
    writer = client.soleWriter("trainer");
    context.pipeToSelf(writer.opened(), (done, lost) -> Alone.INSTANCE);
    context.pipeToSelf(writer.lost(), (never, lost) -> new Lost(Ending.cause(lost)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Describe.class, this::onDescribe)
        .onMessage(Stop.class, this::onStop)
        .onMessageEquals(Alone.INSTANCE, this::onBegin)
        .onMessage(Lost.class, this::onLost)
        .onMessageEquals(Sent.INSTANCE, this::onSent)
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
    feed.abort();
    ActorRef<Trainer.Command> current = trainer;
    if (current == null) {
      return closeWriter();
    }
    // Its reply says that the checkpoint is written; its end, on which we wait, comes after.
    current.tell(new Trainer.Stop(getContext().getSystem().ignoreRef()));
    return this;
  }

  /** What was saved is looked for only now that nobody else can save any more. */
  private Behavior<Command> onBegin() {
    if (stopping == null && !writer.isLost()) {
      begin();
    }
    return this;
  }

  private Behavior<Command> onLost(Lost lost) {
    if (stopping != null) {
      return this;
    }
    throw lost.cause() instanceof BrokerException known
        ? known
        : new IllegalStateException(lost.cause());
  }

  private Behavior<Command> onSent() {
    Stop stop = stopping;
    if (stop != null) {
      stop.replyTo().tell(Done.getInstance());
    }
    return Behaviors.stopped();
  }

  private Behavior<Command> onFeed(Feed wanted) {
    if (wanted.admitted() > furthest) {
      furthest = wanted.admitted();
      endsInVain = 0;
      failures = 0;
    }
    ActorRef<Trainer.Command> current = trainer;
    if (current != null && stopping == null) {
      PairIntake.Running running = feed.begin(current, wanted.offsets());
      getContext().pipeToSelf(running.done(), (done, cause) -> new Starved(running, cause));
    }
    return this;
  }

  private Behavior<Command> onEnded(Ended ended) {
    trainer = null;
    feed.abort();
    if (stopping != null) {
      return closeWriter();
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
    if (stopping != null || !feed.ended(starved.running())) {
      return this;
    }
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
    feed.abort();
    closeStore();
    writer.close(Duration.ZERO);
    return this;
  }

  private void begin() {
    timers.cancel(Feed.class);
    CheckpointStore opened =
        store == null ? CheckpointStores.open(settings, client, writer) : store;
    store = opened;
    ActorRef<Trainer.Command> spawned =
        getContext()
            .spawn(
                Trainer.create(
                    experiment,
                    settings,
                    opened,
                    Target.of(experiment, settings.narrowing(), client, getContext().getSystem()),
                    tracking.heard(Outlets.of(client, writer)),
                    PromotionGate.of(experiment, settings, client, getContext().getSystem()),
                    client.settings().clientId() + "-trainer-" + ProcessHandle.current().pid()),
                "trainer-" + ++trainers,
                DispatcherSelector.fromConfig("streambed-dispatchers.trainer"));
    getContext().watchWith(spawned, new Ended(spawned));
    trainer = spawned;
    spawned.tell(new Trainer.Describe(feeder));
  }

  private Behavior<Command> closeWriter() {
    // Whoever hears of the end may begin anew in the same folder.
    closeStore();
    getContext().pipeToSelf(writer.close(CLOSE_LIMIT), (done, late) -> Sent.INSTANCE);
    return this;
  }

  private void closeStore() {
    CheckpointStore opened = store;
    if (opened != null) {
      store = null;
      opened.close();
    }
  }

  private Duration pause() {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
    failures++;
    return pause;
  }
}
