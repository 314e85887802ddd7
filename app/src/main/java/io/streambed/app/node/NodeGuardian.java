package io.streambed.app.node;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.inference.InferenceGuardian;
import io.streambed.inference.ModelContract;
import io.streambed.simulator.SimulatorGuardian;
import io.streambed.topics.client.TopicClient;
import io.streambed.trainer.TrainerGuardian;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
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

  /** Start these roles. No reply; they report through telemetry. */
  record Start(ExperimentPlan plan, TopicClient client, Set<Role> roles) implements Command {}

  /** Stop all roles. Replies once each has finished what it had in hand. */
  record Stop(ActorRef<Done> replyTo) implements Command {}

  private final Map<Role, Runnable> stops = new EnumMap<>(Role.class);
  private final Map<ActorRef<Void>, Role> roles = new HashMap<>();
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
    start.roles().forEach(role -> stops.put(role, spawn(role, start.plan(), start.client())));
    return this;
  }

  private Behavior<Command> onStop(Stop stop) {
    waiting.add(stop.replyTo());
    stops.values().forEach(Runnable::run);
    replyIfAllEnded();
    return this;
  }

  private Behavior<Command> onEnded(ActorRef<Void> child, @Nullable Throwable cause) {
    Role role = roles.remove(child);
    if (role == null) {
      return this;
    }
    stops.remove(role);
    if (waiting.isEmpty()) {
      getContext().getLog().error("The {} ended by itself", role, cause);
      ended.completeExceptionally(new RoleFailure(role, cause));
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
            child(role, SimulatorGuardian.create(plan.simulator(), plan.experiment(), client));
        yield () -> guardian.tell(new SimulatorGuardian.Stop(getContext().getSystem().ignoreRef()));
      }
      case TRAINER -> {
        ActorRef<TrainerGuardian.Command> guardian =
            child(role, TrainerGuardian.create(plan.experiment(), plan.trainer(), client));
        yield () -> guardian.tell(new TrainerGuardian.Stop(getContext().getSystem().ignoreRef()));
      }
      case INFERENCE -> {
        ActorRef<InferenceGuardian.Command> guardian =
            child(
                role,
                InferenceGuardian.create(
                    ModelContract.of(plan.experiment()), plan.inference(), client));
        yield () -> guardian.tell(new InferenceGuardian.Stop(getContext().getSystem().ignoreRef()));
      }
    };
  }

  private <T> ActorRef<T> child(Role role, Behavior<T> behavior) {
    ActorRef<T> child = getContext().spawn(behavior, role.name().toLowerCase(Locale.ROOT));
    roles.put(child.unsafeUpcast(), role);
    getContext().watch(child);
    return child;
  }
}
