package io.streambed.inference;

import io.streambed.inference.PosteriorServer.Infer;
import io.streambed.inference.SessionPlace.Next;
import io.streambed.inference.SessionPlace.Passed;
import io.streambed.inference.SessionPlace.Repeated;
import io.streambed.science.Observation;
import io.streambed.science.Posterior.Standing;
import io.streambed.topics.Session;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;

/**
 * One sensor's session: counts its observations in the order in which they arrive, one after the
 * other, while draws for several of them are made side by side.
 */
final class SensorSession extends AbstractBehavior<SensorSession.Command> {

  sealed interface Command {}

  /** Answer this observation. One {@link SessionAnswer} is replied to the request's sender. */
  record Observe(SessionRequest request) implements Command {}

  /** The observation with {@code ticket} is counted, {@code state} is what follows. */
  private record Counted(long ticket, SessionState state) implements Command {}

  private record Answered(
      long ticket, SessionRequest request, @Nullable Answer answer, @Nullable Throwable failure)
      implements Command {}

  private enum Idle implements Command {
    INSTANCE
  }

  /**
   * What its parent is asked for after a while without observations.
   *
   * @param observed how many observations were taken in until then
   * @param from who asks
   */
  record Passivate(SessionState state, long observed, ActorRef<Command> from) {}

  private static final Standing SET_ASIDE = new Standing(1, 1, 0, true);

  private final SessionTools tools;
  private final ActorRef<Passivate> parent;
  private final Queue<SessionRequest> waiting = new ArrayDeque<>();
  private final Map<Long, @Nullable Session> unanswered = new HashMap<>();
  private SessionState state;
  private long counting;
  private long tickets;
  private long observed;

  private SensorSession(
      ActorContext<Command> context,
      SessionTools tools,
      SessionState state,
      ActorRef<Passivate> parent) {
    super(context);
    this.tools = tools;
    this.state = state;
    this.parent = parent;
    context.setReceiveTimeout(tools.settings().idle(), Idle.INSTANCE);
  }

  /** Goes on from {@code state}. */
  static Behavior<Command> create(
      SessionTools tools, SessionState state, ActorRef<Passivate> parent) {
    return Behaviors.setup(context -> new SensorSession(context, tools, state, parent));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Observe.class, this::onObserve)
        .onMessage(Counted.class, this::onCounted)
        .onMessage(Answered.class, this::onAnswered)
        .onMessageEquals(Idle.INSTANCE, this::onIdle)
        .build();
  }

  private Behavior<Command> onObserve(Observe observe) {
    observed++;
    waiting.add(observe.request());
    return goOn();
  }

  private Behavior<Command> onCounted(Counted counted) {
    state = counted.state();
    unanswered.put(counted.ticket(), state.toSession(tools.clock().instant()));
    counting = 0;
    return goOn();
  }

  private Behavior<Command> onAnswered(Answered answered) {
    Session session = unanswered.remove(answered.ticket());
    if (counting == answered.ticket()) {
      counting = 0;
    }
    if (answered.answer() == null) {
      // Nobody knows what was counted: begin again, from what the topic says.
      throw new IllegalStateException("an observation was not answered", answered.failure());
    }
    answered.request().replyTo().tell(new SessionAnswer(answered.answer(), session));
    return goOn();
  }

  private Behavior<Command> onIdle() {
    if (waiting.isEmpty() && unanswered.isEmpty()) {
      parent.tell(new Passivate(state, observed, getContext().getSelf()));
    }
    return this;
  }

  /** Takes up what waits, until one that is to be counted is under way. */
  private Behavior<Command> goOn() {
    while (counting == 0 && !waiting.isEmpty()) {
      SessionRequest request = waiting.remove();
      SessionPlace place = SessionPlace.of(request.incoming(), state, tools.settings());
      tools.meter().placed(place);
      if (place instanceof Passed) {
        request.replyTo().tell(SessionAnswer.of(Answer.Known.INSTANCE));
      } else {
        infer(request, place);
      }
    }
    return this;
  }

  private void infer(SessionRequest request, SessionPlace place) {
    long ticket = ++tickets;
    unanswered.put(ticket, null);
    SessionState before = state;
    Function<ServedModel, Answer> inference;
    if (place instanceof Next next) {
      counting = ticket;
      ActorRef<Command> self = getContext().getSelf();
      inference = model -> next(model, before, request, next, ticket, self);
    } else if (place instanceof Repeated repeated) {
      inference = model -> again(model, before, repeated.index(), request);
    } else {
      inference = model -> alone(model, request);
    }
    getContext()
        .ask(
            Answer.class,
            tools.server(),
            tools.patience(),
            replyTo -> new Infer(request.observation(), request.receipt(), inference, replyTo),
            (answer, failure) -> new Answered(ticket, request, answer, failure));
  }

  /** Runs on a sampler's thread: the next observation need not wait for these draws. */
  private Answer next(
      ServedModel model,
      SessionState before,
      SessionRequest request,
      Next place,
      long ticket,
      ActorRef<Command> self) {
    var mistake = model.mistake(request.observation());
    if (mistake.isPresent()) {
      return new Answer.Declined(mistake.get());
    }
    SessionObservation incoming = request.incoming();
    Encoded encoded = model.encode(request.observation().data());
    if (model.isOdd(encoded)) {
      tools.meter().setAside();
      return model.alone(request.observation(), encoded, request.receipt(), SET_ASIDE);
    }
    SessionModel sessions = sessions(model);
    SessionState counted;
    try {
      counted = sessions.settled(before.plus(incoming, Seen.of(incoming.window(), model, encoded)));
    } catch (IllegalArgumentException notFinite) {
      return new Answer.Declined(String.valueOf(notFinite.getMessage()));
    }
    tools.meter().counted(place);
    self.tell(new Counted(ticket, counted));
    return sessions.answer(
        counted, counted.kept().size() - 1, request.observation(), encoded, request.receipt());
  }

  private Answer again(ServedModel model, SessionState state, int index, SessionRequest request) {
    Observation observation = request.observation();
    if (!state.kept().get(index).data().equals(observation.data())) {
      return new Answer.Declined(
          "observation.id: expected the data that came under it before, or another id, got other data under "
              + observation.id());
    }
    return model
        .mistake(observation)
        .<Answer>map(Answer.Declined::new)
        .orElseGet(() -> sessions(model).answer(state, index, observation, request.receipt()));
  }

  private static Answer alone(ServedModel model, SessionRequest request) {
    return model.answer(request.observation(), request.receipt(), SET_ASIDE);
  }

  private SessionModel sessions(ServedModel model) {
    return new SessionModel(model, tools.settings());
  }
}
