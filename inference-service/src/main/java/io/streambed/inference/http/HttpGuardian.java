package io.streambed.inference.http;

import io.streambed.inference.InferenceSettings;
import io.streambed.inference.document.Lags;
import io.streambed.inference.live.LiveFeed;
import io.streambed.inference.live.LiveView;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.experiment.ExperimentSettings;
import io.streambed.topics.intake.Control;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.stream.Materializer;
import org.jspecify.annotations.Nullable;

/** Owns the server of the live page, what it remembers, and the streams that it is told by. */
public final class HttpGuardian extends AbstractBehavior<HttpGuardian.Command> {

  /** What may be asked of it. */
  public sealed interface Command permits Stop, Bound, NotBound, Look, Looked, Ended {}

  /** Listen no more, answer what is in hand. {@link Stopped} is replied within seconds. */
  public record Stop(ActorRef<Stopped> replyTo) implements Command {}

  /** It has ended; the client of the topics may be closed. */
  public enum Stopped {
    INSTANCE
  }

  record Bound(ServerBinding binding) implements Command {}

  record NotBound(Throwable failure) implements Command {}

  enum Look implements Command {
    INSTANCE
  }

  record Looked(@Nullable Lags lags) implements Command {}

  enum Ended implements Command {
    INSTANCE
  }

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Service service;
  private final Materializer materializer;
  private final CompletableFuture<URI> address;
  private final List<Control> feeds;
  private @Nullable ServerBinding binding;
  private @Nullable ActorRef<Stopped> stopper;
  private boolean looking;

  private HttpGuardian(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Service service,
      CompletableFuture<URI> address) {
    super(context);
    this.service = service;
    this.address = address;
    materializer = Materializer.createMaterializer(context);
    HttpSettings settings = service.settings();
    feeds =
        LiveFeed.graphs(service.client(), service.view(), settings.view()).stream()
            .map(graph -> graph.run(materializer))
            .toList();
    Duration longest = service.inference().deadline().maximum().plus(settings.limits().margin());
    Router router =
        Endpoints.router(
            service,
            materializer,
            context
                .getSystem()
                .dispatchers()
                .lookup(DispatcherSelector.fromConfig("streambed-dispatchers.http")));
    HttpPort port =
        new HttpPort(context.getSystem(), settings, longest.plus(PATIENCE), router::answer);
    context.pipeToSelf(
        port.bind(),
        (bound, failure) -> failure == null ? new Bound(bound) : new NotBound(failure));
    timers.startTimerWithFixedDelay(Look.INSTANCE, Duration.ZERO, settings.look());
  }

  /**
   * The server, running.
   *
   * @param inference what an observation may ask for
   * @param client of the experiment's topics, which exist; stays the caller's to close
   * @param infers whether this process answers observations itself, too
   * @param address completed with where it listens, or failed with an IllegalStateException that is
   *     complete for people
   */
  public static Behavior<Command> create(
      ExperimentSettings experiment,
      InferenceSettings inference,
      HttpSettings settings,
      TopicClient client,
      boolean infers,
      CompletableFuture<URI> address) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  LiveView view = new LiveView(settings.view(), settings.limits().waiting());
                  Service service =
                      new Service(experiment, inference, settings, client, view, infers);
                  return new HttpGuardian(context, timers, service, address);
                }));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Stop.class, this::onStop)
        .onMessage(Bound.class, this::onBound)
        .onMessage(NotBound.class, this::onNotBound)
        .onMessageEquals(Look.INSTANCE, this::onLook)
        .onMessage(Looked.class, this::onLooked)
        .onMessageEquals(Ended.INSTANCE, this::onEnded)
        .onSignal(PostStop.class, stop -> onPostStop())
        .build();
  }

  private Behavior<Command> onStop(Stop request) {
    stopper = request.replyTo();
    CompletionStage<?> answered =
        binding == null
            ? CompletableFuture.completedFuture(null)
            : binding.terminate(PATIENCE).exceptionally(late -> null);
    // Whoever still waits for a posterior is told by the feeds.
    getContext()
        .pipeToSelf(
            answered
                .thenCompose(done -> drained())
                .toCompletableFuture()
                .orTimeout(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS),
            (done, late) -> Ended.INSTANCE);
    return this;
  }

  private CompletableFuture<Void> drained() {
    return CompletableFuture.allOf(
        feeds.stream()
            .map(feed -> feed.drain().toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new));
  }

  private Behavior<Command> onBound(Bound bound) {
    binding = bound.binding();
    address.complete(HttpPort.address(bound.binding(), service.settings()));
    return this;
  }

  private Behavior<Command> onNotBound(NotBound refused) {
    Throwable cause = refused.failure();
    address.completeExceptionally(
        cause.getCause() instanceof IllegalStateException own ? own : cause);
    getContext().getLog().warn("The live page is not served: {}", cause.toString());
    return this;
  }

  private Behavior<Command> onLook() {
    if (!looking) {
      looking = true;
      getContext()
          .pipeToSelf(
              Lags.of(service.client())
                  .toCompletableFuture()
                  .orTimeout(service.settings().outage().toMillis(), TimeUnit.MILLISECONDS),
              (lags, failure) -> new Looked(lags));
    }
    return this;
  }

  private Behavior<Command> onLooked(Looked looked) {
    looking = false;
    service.view().lags(looked.lags());
    return this;
  }

  private Behavior<Command> onEnded() {
    if (stopper != null) {
      stopper.tell(Stopped.INSTANCE);
    }
    return Behaviors.stopped();
  }

  private Behavior<Command> onPostStop() {
    materializer.shutdown();
    if (binding != null) {
      binding.unbind();
    }
    return this;
  }
}
