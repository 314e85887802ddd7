package io.streambed.inference;

import io.streambed.inference.Adoption.Adopted;
import io.streambed.inference.Adoption.Refused;
import io.streambed.inference.Adoption.Superseded;
import io.streambed.inference.Answer.Declined;
import io.streambed.science.ModelSnapshot;
import io.streambed.science.Observation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Owns the model that serves: lends it to sampler threads and replaces it by newer ones, between
 * two observations.
 */
final class PosteriorServer extends AbstractBehavior<PosteriorServer.Command> {

  sealed interface Command {}

  /** Serve this snapshot if it is newer. One {@link Adoption} is replied, once that is decided. */
  record Adopt(ModelSnapshot snapshot, ActorRef<Adoption> replyTo) implements Command {}

  /**
   * Draw from the posterior of this observation. One {@link Answer} is replied, by the
   * observation's deadline; while no model serves yet it waits for one until then. {@code
   * inference} runs on a sampler's thread.
   */
  record Infer(
      Observation observation,
      ReceiptTime receipt,
      Function<ServedModel, Answer> inference,
      ActorRef<Answer> replyTo)
      implements Command {

    /** Of the observation alone. */
    Infer(Observation observation, ReceiptTime receipt, ActorRef<Answer> replyTo) {
      this(observation, receipt, model -> model.answer(observation, receipt), replyTo);
    }
  }

  /** Which model serves? One {@link ServingModel} is replied at once. */
  record DescribeModel(ActorRef<ServingModel> replyTo) implements Command {}

  private record Loaded(Adopt request, ServedModel model) implements Command {}

  private record NotLoaded(Adopt request, Throwable failure) implements Command {}

  private record WaitedTooLong(long ticket) implements Command {}

  /**
   * The model that serves.
   *
   * @param snapshot where it comes from; empty while there is none
   * @param waiting observations that wait for a first model
   */
  record ServingModel(Optional<ModelSnapshot.Provenance> snapshot, int waiting) {}

  private record Load(Adopt request, CompletableFuture<ServedModel> model) {}

  private final TimerScheduler<Command> timers;
  private final ModelLoader loader;
  private final Executor loaders;
  private final Executor samplers;
  private final Map<Long, Infer> waiting = new LinkedHashMap<>();
  private long tickets;
  private @Nullable SharedModel serving;
  private @Nullable Load loading;
  private @Nullable Adopt next;

  private PosteriorServer(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      ModelLoader loader,
      Executor loaders,
      Executor samplers) {
    super(context);
    this.timers = timers;
    this.loader = loader;
    this.loaders = loaders;
    this.samplers = samplers;
  }

  /**
   * Begins without a model.
   *
   * @param loader makes models of snapshots
   * @param loaders the thread that loads them, so that this actor does not wait
   * @param samplers the threads that draw, as many as observations are drawn for at a time
   */
  static Behavior<Command> create(ModelLoader loader, Executor loaders, Executor samplers) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new PosteriorServer(context, timers, loader, loaders, samplers)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Adopt.class, this::onAdopt)
        .onMessage(Infer.class, this::onInfer)
        .onMessage(DescribeModel.class, this::onDescribeModel)
        .onMessage(Loaded.class, this::onLoaded)
        .onMessage(NotLoaded.class, this::onNotLoaded)
        .onMessage(WaitedTooLong.class, this::onWaitedTooLong)
        .onSignal(PostStop.class, stop -> onStop())
        .build();
  }

  private Behavior<Command> onAdopt(Adopt request) {
    long version = version(request);
    long newest = newestVersion();
    if (version <= newest) {
      request.replyTo().tell(new Superseded(version, newest));
    } else if (loading == null) {
      load(request);
    } else {
      if (next != null) {
        next.replyTo().tell(new Superseded(version(next), version));
      }
      next = request;
    }
    return this;
  }

  private Behavior<Command> onInfer(Infer request) {
    if (serving != null) {
      draw(serving, request);
      return this;
    }
    long ticket = tickets++;
    waiting.put(ticket, request);
    Duration left = request.receipt().remaining(request.observation().deadline());
    timers.startSingleTimer(ticket, new WaitedTooLong(ticket), left);
    return this;
  }

  private Behavior<Command> onDescribeModel(DescribeModel request) {
    Optional<ModelSnapshot.Provenance> provenance =
        Optional.ofNullable(serving).map(SharedModel::provenance);
    request.replyTo().tell(new ServingModel(provenance, waiting.size()));
    return this;
  }

  private Behavior<Command> onLoaded(Loaded loaded) {
    SharedModel adopted = new SharedModel(loaded.model());
    if (serving != null) {
      serving.retire();
    }
    serving = adopted;
    loaded.request().replyTo().tell(new Adopted(adopted.provenance()));
    timers.cancelAll();
    waiting.values().forEach(request -> draw(adopted, request));
    waiting.clear();
    return loadNext();
  }

  private Behavior<Command> onNotLoaded(NotLoaded refused) {
    String cause = Causes.describe(refused.failure());
    refused.request().replyTo().tell(new Refused(version(refused.request()), cause));
    return loadNext();
  }

  private Behavior<Command> onWaitedTooLong(WaitedTooLong late) {
    Infer request = waiting.remove(late.ticket());
    if (request != null) {
      String cause = "no model yet: none was published within the observation's deadline of %s s";
      double seconds = request.observation().deadline().toMillis() / 1e3;
      request.replyTo().tell(new Declined(cause.formatted(seconds)));
    }
    return this;
  }

  private Behavior<Command> onStop() {
    if (serving != null) {
      serving.retire();
    }
    if (loading != null) {
      var unused = loading.model().thenAccept(ServedModel::close);
    }
    return this;
  }

  private void load(Adopt request) {
    CompletableFuture<ServedModel> model =
        CompletableFuture.supplyAsync(() -> loader.load(request.snapshot()), loaders);
    loading = new Load(request, model);
    getContext()
        .pipeToSelf(
            model,
            (loaded, failure) ->
                failure == null ? new Loaded(request, loaded) : new NotLoaded(request, failure));
  }

  private Behavior<Command> loadNext() {
    loading = null;
    if (next != null) {
      load(next);
      next = null;
    }
    return this;
  }

  private void draw(SharedModel model, Infer request) {
    SharedModel.Lease lease = model.lease();
    try {
      samplers.execute(() -> answer(lease, request));
    } catch (RejectedExecutionException stopping) {
      // No reply: the asker's stream ends too, and reads the observation again after the next
      // start.
      lease.close();
    }
  }

  private static void answer(SharedModel.Lease lease, Infer request) {
    try (lease) {
      request.replyTo().tell(request.inference().apply(lease.model()));
    } catch (Throwable failure) {
      // An observation without a reply would be read, and fail, again after each restart.
      request.replyTo().tell(new Declined("sampling failed: " + Causes.describe(failure)));
      if (failure instanceof VirtualMachineError fatal && !(fatal instanceof OutOfMemoryError)) {
        throw fatal;
      }
    }
  }

  private long newestVersion() {
    if (next != null) {
      return version(next);
    }
    if (loading != null) {
      return version(loading.request());
    }
    return serving == null ? 0 : serving.provenance().version();
  }

  private static long version(Adopt request) {
    return request.snapshot().provenance().version();
  }
}
