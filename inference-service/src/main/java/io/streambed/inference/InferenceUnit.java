package io.streambed.inference;

import io.streambed.inference.Adoption.Adopted;
import io.streambed.inference.Adoption.Refused;
import io.streambed.inference.window.ReadingsToObservations;
import io.streambed.inference.window.WindowKeeper;
import io.streambed.topics.GroupRole;
import io.streambed.topics.Topics;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.intake.Assignments;
import io.streambed.topics.intake.Control;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;

/**
 * Owns the server and the streams around it: models, and readings where windows are made, are read
 * from the start, observations once a model serves or has not come for a while. Fails as a whole
 * when one of them does.
 */
final class InferenceUnit extends AbstractBehavior<InferenceUnit.Command> {

  sealed interface Command {}

  /** Read no more, finish what is in hand, then stop. No reply: watch. */
  enum Drain implements Command {
    INSTANCE
  }

  private enum BeginReading implements Command {
    INSTANCE
  }

  private enum Drained implements Command {
    INSTANCE
  }

  /**
   * Says of which incarnation, since messages of the one before a restart still arrive after it.
   */
  private record Ended(InferenceUnit incarnation, String stream, @Nullable Throwable failure)
      implements Command {}

  private final InferenceSettings settings;
  private final TopicClient client;
  private final InferenceMeter meter;
  private final Materializer materializer;
  private final ActorRef<PosteriorServer.Command> server;
  private final Control models;
  private final @Nullable Control readings;
  private @Nullable Control observations;
  private boolean draining;

  private InferenceUnit(
      ActorContext<Command> context,
      ModelContract contract,
      InferenceSettings settings,
      TopicClient client,
      InferenceMeter meter,
      InferenceThreads threads) {
    super(context);
    this.settings = settings;
    this.client = client;
    this.meter = meter;
    materializer = Materializer.createMaterializer(context);
    server = context.spawn(server(contract, settings, threads), "posterior-server");
    context.watch(server);
    models = readModels();
    readings = settings.windows().areMade() ? readReadings(contract) : null;
  }

  /** Begins to read models. */
  static Behavior<Command> create(
      ModelContract contract,
      InferenceSettings settings,
      TopicClient client,
      InferenceMeter meter,
      InferenceThreads threads) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startSingleTimer(BeginReading.INSTANCE, settings.firstModelWait());
                  return new InferenceUnit(context, contract, settings, client, meter, threads);
                }));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessageEquals(Drain.INSTANCE, this::onDrain)
        .onMessageEquals(BeginReading.INSTANCE, this::onBeginReading)
        .onMessageEquals(Drained.INSTANCE, Behaviors::stopped)
        .onMessage(Ended.class, this::onEnded)
        .onSignal(PreRestart.class, restart -> endStreams())
        .onSignal(PostStop.class, stop -> endStreams())
        .build();
  }

  private Behavior<Command> onDrain() {
    draining = true;
    CompletionStage<Done> drained = models.drain();
    if (readings != null) {
      drained = drained.thenCombine(readings.drain(), (first, second) -> second);
    }
    if (observations != null) {
      drained = drained.thenCombine(observations.drain(), (first, second) -> second);
    }
    getContext().pipeToSelf(drained, (done, failure) -> Drained.INSTANCE);
    return this;
  }

  private Behavior<Command> onBeginReading() {
    if (observations == null && !draining) {
      observations = readObservations();
    }
    return this;
  }

  private Behavior<Command> onEnded(Ended ended) {
    if (draining || ended.incarnation() != this) {
      return this;
    }
    String message = "the stream of %s ended unasked".formatted(ended.stream());
    throw new IllegalStateException(message, ended.failure());
  }

  private Behavior<Command> endStreams() {
    materializer.shutdown();
    return this;
  }

  private Control readModels() {
    CompletableFuture<Done> firstModel = new CompletableFuture<>();
    getContext().pipeToSelf(firstModel, (done, failure) -> BeginReading.INSTANCE);
    Source<Adoption, Control> route =
        client
            .models()
            .newest()
            .via(SnapshotIntake.flow(server, getContext().getSystem().scheduler()));
    Sink<Adoption, CompletionStage<Done>> report =
        Sink.foreach(adoption -> report(adoption, firstModel));
    return run("models", route.toMat(report, Keep.both()).run(materializer));
  }

  private Control readReadings(ModelContract contract) {
    ActorRef<WindowKeeper.Command> keeper =
        getContext()
            .spawn(
                ReadingsToObservations.keeper(
                    settings.windows(),
                    contract.dataShape(),
                    meter.windows(),
                    client,
                    materializer),
                "window-keeper");
    getContext().watch(keeper);
    Source<Done, Control> route =
        ReadingsToObservations.source(
            keeper, getContext().getSystem().scheduler(), client, readingsAtATime(contract));
    return run("readings", route.toMat(Sink.ignore(), Keep.both()).run(materializer));
  }

  /** So many that a session still knows all windows that are made of them. */
  private long readingsAtATime(ModelContract contract) {
    int known = settings.session().known();
    return known > 0
        ? settings.windows().rule(contract.dataShape()).mostReadings(known)
        : Long.MAX_VALUE;
  }

  private Control readObservations() {
    boolean sessions = settings.session().areKept();
    Source<Done, Control> route = sessions ? bySessions() : alone();
    return run("observations", route.toMat(Sink.ignore(), Keep.both()).run(materializer));
  }

  private Source<Done, Control> alone() {
    Answering answering = Answering.alone(server, getContext().getSystem().scheduler(), settings);
    return answered(answering, Assignments.IGNORED);
  }

  private Source<Done, Control> bySessions() {
    SessionTools tools =
        new SessionTools(
            server,
            settings.session(),
            Answering.patience(settings),
            new SessionTopic(client, materializer),
            meter.sessions(),
            InstantSource.system());
    ActorRef<SensorSessions.Command> sessions =
        getContext().spawn(SensorSessions.create(tools), "sensor-sessions");
    getContext().watch(sessions);
    return answered(
        Answering.bySessions(sessions, getContext().getSystem().scheduler(), settings),
        SensorSessions.assignments(sessions));
  }

  private Source<Done, Control> answered(Answering answering, Assignments assignments) {
    Topics topics = client.topics();
    if (settings.delivery().isExactlyOnce()) {
      AnswerWriter writer =
          new AnswerWriter(
              client.publisher(topics.posteriors()),
              client.publisher(topics.deadLetters()),
              client.publisher(topics.sessions()),
              meter);
      return client
          .intake()
          .exactlyOnce(
              topics.observations(),
              GroupRole.INFERENCE,
              ObservationToOutcome.flow(answering, writer),
              assignments,
              settings.delivery().commitInterval());
    }
    AnswerPublisher publisher =
        new AnswerPublisher(
            client.publisher(topics.posteriors())::publish,
            client.publisher(topics.deadLetters())::publish,
            client.publisher(topics.sessions())::publish,
            meter);
    return client
        .intake()
        .committed(
            topics.observations(),
            GroupRole.INFERENCE,
            ObservationToPosterior.flow(answering, publisher),
            assignments);
  }

  private void report(Adoption adoption, CompletableFuture<Done> firstModel) {
    meter.adoption(adoption);
    if (adoption instanceof Adopted) {
      firstModel.complete(Done.getInstance());
    } else if (adoption instanceof Refused refused) {
      getContext()
          .getSystem()
          .log()
          .warn("Model {} refused, the old one serves on: {}", refused.version(), refused.cause());
    }
  }

  private Control run(String stream, Pair<Control, CompletionStage<Done>> running) {
    getContext().pipeToSelf(running.second(), (done, failure) -> new Ended(this, stream, failure));
    return running.first();
  }

  private static Behavior<PosteriorServer.Command> server(
      ModelContract contract, InferenceSettings settings, InferenceThreads threads) {
    return PosteriorServer.create(
        snapshot -> {
          contract.check(snapshot);
          ServedModel model = ServedModel.load(snapshot, settings);
          try {
            SessionModel.require(model, settings.session());
          } catch (IllegalArgumentException unfit) {
            model.close();
            throw unfit;
          }
          return model;
        },
        threads.loaders(),
        threads.samplers());
  }
}
