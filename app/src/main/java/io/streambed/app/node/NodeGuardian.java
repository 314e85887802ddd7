package io.streambed.app.node;

import io.streambed.app.cluster.TrainerSeat;
import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.inference.InferenceGuardian;
import io.streambed.inference.ModelContract;
import io.streambed.inference.http.HttpGuardian;
import io.streambed.simulator.SimulatorGuardian;
import io.streambed.topics.client.TopicClient;
import io.streambed.trainer.TrainerGuardian;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;

/** Starts the roles of this process, and ends them together. */
final class NodeGuardian extends AbstractBehavior<NodeGuardian.Command> {

  sealed interface Command {}

  /**
   * Start these roles. No reply; they report through telemetry.
   *
   * @param page completed with the address of the live page; empty where none is to be served
   */
  record Start(
      ExperimentPlan plan,
      TopicClient client,
      Set<Role> roles,
      Optional<CompletableFuture<URI>> page)
      implements Command {}

  /** Stop all roles. Replies once each has finished what it had in hand. */
  record Stop(ActorRef<Done> replyTo) implements Command {}

  private static final String PAGE = "live-page";

  private final Map<String, Runnable> stops = new HashMap<>();
  private final Map<ActorRef<Void>, String> parts = new HashMap<>();
  private final Set<ActorRef<Done>> waiting = new HashSet<>();
  private final CompletableFuture<Void> ended;

  private NodeGuardian(ActorContext<Command> context, CompletableFuture<Void> ended) {
    super(context);
    this.ended = ended;
  }

  /**
   * Roots a node.
   *
   * @param ended fails with a {@link RoleFailure} when a role ends that was not asked to
   */
  static Behavior<Command> create(CompletableFuture<Void> ended) {
    return Behaviors.setup(context -> new NodeGuardian(context, ended));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Start.class, this::onStart)
        .onMessage(Stop.class, this::onStop)
        .onSignal(ChildFailed.class, failed -> onEnded(failed.getRef(), failed.getCause()))
        .onSignal(Terminated.class, terminated -> onEnded(terminated.getRef(), null))
        .build();
  }

  private Behavior<Command> onStart(Start start) {
    start.roles().stream()
        .filter(role -> role != Role.PAGE)
        .forEach(role -> stops.put(name(role), spawn(role, start.plan(), start.client())));
    start.page().ifPresent(page -> stops.put(PAGE, servePage(start, page)));
    return this;
  }

  private Behavior<Command> onStop(Stop stop) {
    waiting.add(stop.replyTo());
    List.copyOf(stops.values()).forEach(Runnable::run);
    replyIfAllEnded();
    return this;
  }

  private Behavior<Command> onEnded(ActorRef<Void> child, @Nullable Throwable cause) {
    String part = parts.remove(child);
    if (part == null) {
      return this;
    }
    stops.remove(part);
    if (waiting.isEmpty()) {
      getContext().getLog().error("The {} ended by itself", part, cause);
      ended.completeExceptionally(new RoleFailure(part, cause));
    }
    replyIfAllEnded();
    return this;
  }

  private void replyIfAllEnded() {
    if (stops.isEmpty()) {
      waiting.forEach(replyTo -> replyTo.tell(Done.getInstance()));
      waiting.clear();
    }
  }

  /** What asks the role to stop. */
  private Runnable spawn(Role role, ExperimentPlan plan, TopicClient client) {
    return switch (role) {
      case SIMULATOR -> {
        ActorRef<SimulatorGuardian.Command> guardian =
            child(
                name(role), SimulatorGuardian.create(plan.simulator(), plan.experiment(), client));
        yield () -> guardian.tell(new SimulatorGuardian.Stop(getContext().getSystem().ignoreRef()));
      }
      case TRAINER -> {
        Behavior<TrainerGuardian.Command> trainer =
            TrainerGuardian.create(plan.experiment(), plan.trainer(), client);
        yield plan.cluster().enabled() ? seat(trainer, client) : train(trainer);
      }
      case INFERENCE -> {
        ActorRef<InferenceGuardian.Command> guardian =
            child(
                name(role),
                InferenceGuardian.create(
                    ModelContract.of(plan.experiment()), plan.inference(), client));
        yield () -> guardian.tell(new InferenceGuardian.Stop(getContext().getSystem().ignoreRef()));
      }
      case PAGE -> throw new IllegalArgumentException("expected a role with an actor, got page");
    };
  }

  private Runnable train(Behavior<TrainerGuardian.Command> trainer) {
    ActorRef<TrainerGuardian.Command> guardian = child(name(Role.TRAINER), trainer);
    return () -> guardian.tell(new TrainerGuardian.Stop(getContext().getSystem().ignoreRef()));
  }

  /** Trains when it is this node's turn. */
  private Runnable seat(Behavior<TrainerGuardian.Command> trainer, TopicClient client) {
    ActorRef<TrainerSeat.Command> seat =
        child(name(Role.TRAINER), TrainerSeat.create(trainer, client));
    return () -> seat.tell(new TrainerSeat.Stop(getContext().getSystem().ignoreRef()));
  }

  private Runnable servePage(Start start, CompletableFuture<URI> address) {
    ExperimentPlan plan = start.plan();
    ActorRef<HttpGuardian.Command> guardian =
        child(
            PAGE,
            HttpGuardian.create(
                plan.experiment(),
                plan.inference(),
                plan.http(),
                start.client(),
                start.roles().contains(Role.INFERENCE),
                address));
    return () -> guardian.tell(new HttpGuardian.Stop(getContext().getSystem().ignoreRef()));
  }

  private static String name(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  private <T> ActorRef<T> child(String name, Behavior<T> behavior) {
    ActorRef<T> child = getContext().spawn(behavior, name);
    parts.put(child.unsafeUpcast(), name);
    getContext().watch(child);
    return child;
  }
}
