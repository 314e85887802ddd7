package io.streambed.inference;

import io.streambed.inference.SensorSession.Observe;
import io.streambed.inference.SensorSession.Passivate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * The sessions of one partition: reads them back before the first observation, then gives each
 * sensor an actor while it has something to say, and keeps its bytes while it has not.
 */
final class PartitionSessions extends AbstractBehavior<PartitionSessions.Command> {

  sealed interface Command {}

  /** Hand this to its sensor's session, which replies. */
  record Follow(SessionRequest request) implements Command {}

  /** Another one follows this partition now: end once what is in hand is surely answered. */
  enum Leave implements Command {
    INSTANCE
  }

  private record Restored(@Nullable Map<String, byte[]> sessions, @Nullable Throwable failure)
      implements Command {}

  private record Resting(Passivate asked) implements Command {}

  private enum End implements Command {
    INSTANCE
  }

  private static final class Active {
    private final ActorRef<SensorSession.Command> session;
    private long handed;

    Active(ActorRef<SensorSession.Command> session) {
      this.session = session;
    }
  }

  private final TimerScheduler<Command> timers;
  private final SessionTools tools;
  private final ActorRef<Passivate> passivate;
  private final Map<String, Active> active = new HashMap<>();
  private final List<SessionRequest> early = new ArrayList<>();
  private final Map<String, byte[]> resting = new HashMap<>();
  private final long begun = System.nanoTime();
  private boolean restored;
  private boolean left;

  private PartitionSessions(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      SessionTools tools,
      int partition) {
    super(context);
    this.timers = timers;
    this.tools = tools;
    passivate = context.messageAdapter(Passivate.class, Resting::new);
    context.pipeToSelf(tools.backlog().read(partition), Restored::new);
  }

  /** Begins to read the sessions of {@code partition}. */
  static Behavior<Command> create(SessionTools tools, int partition) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new PartitionSessions(context, timers, tools, partition)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Follow.class, this::onFollow)
        .onMessageEquals(Leave.INSTANCE, this::onLeave)
        .onMessage(Restored.class, this::onRestored)
        .onMessage(Resting.class, this::onResting)
        .onMessageEquals(End.INSTANCE, Behaviors::stopped)
        .onSignal(PostStop.class, stop -> onPostStop())
        .build();
  }

  private Behavior<Command> onFollow(Follow follow) {
    if (restored) {
      hand(follow.request());
    } else {
      early.add(follow.request());
    }
    return this;
  }

  private Behavior<Command> onLeave() {
    left = true;
    early.forEach(request -> request.replyTo().tell(SessionAnswer.of(Answer.Moved.INSTANCE)));
    early.clear();
    tools.meter().known(-resting.size());
    resting.clear();
    if (active.isEmpty()) {
      return Behaviors.stopped();
    }
    timers.startSingleTimer(End.INSTANCE, tools.patience());
    return this;
  }

  private Behavior<Command> onRestored(Restored read) {
    if (read.sessions() == null) {
      throw new IllegalStateException("sessions cannot be read", read.failure());
    }
    restored = true;
    tools.meter().restored(System.nanoTime() - begun);
    resting.putAll(read.sessions());
    tools.meter().known(resting.size());
    early.forEach(this::hand);
    early.clear();
    return this;
  }

  private Behavior<Command> onResting(Resting request) {
    Passivate asked = request.asked();
    String sensor = asked.state().sensor();
    Active session = active.get(sensor);
    // Otherwise an observation is on its way to it, or it asked twice and another one is there.
    if (session != null
        && session.session.equals(asked.from())
        && session.handed == asked.observed()) {
      active.remove(sensor);
      getContext().unwatch(session.session);
      getContext().stop(session.session);
      tools.meter().active(-1);
      rest(asked.state());
    }
    return this;
  }

  private void rest(SessionState state) {
    if (state.counted() > 0 && !left) {
      resting.put(state.sensor(), tools.backlog().encode(state.toSession(tools.clock().instant())));
    } else {
      tools.meter().known(-1);
    }
  }

  private void hand(SessionRequest request) {
    Active session = active.computeIfAbsent(request.sensor(), this::wake);
    session.handed++;
    session.session.tell(new Observe(request));
  }

  private Active wake(String sensor) {
    byte[] bytes = resting.remove(sensor);
    SessionState state =
        bytes == null
            ? SessionState.begin(sensor)
            : SessionState.from(tools.backlog().decode(bytes));
    ActorRef<SensorSession.Command> session =
        getContext().spawnAnonymous(SensorSession.create(tools, state, passivate));
    getContext().watch(session);
    tools.meter().active(1);
    tools.meter().known(bytes == null ? 1 : 0);
    return new Active(session);
  }

  private Behavior<Command> onPostStop() {
    tools.meter().known(-active.size() - resting.size());
    tools.meter().active(-active.size());
    return this;
  }
}
