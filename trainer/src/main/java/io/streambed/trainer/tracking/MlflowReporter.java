package io.streambed.trainer.tracking;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;

/**
 * Sends reports to one run of an MLflow server: one request at a time, in batches. While the server
 * is away points wait, the oldest giving way, counted; there is one warning an outage.
 */
public final class MlflowReporter extends AbstractBehavior<MlflowReporter.Command> {

  /** What the reporter does. */
  public sealed interface Command {}

  /** Send what this says, some time. No reply. */
  public record Tell(Report report) implements Command {}

  /** The run is there. To itself. */
  record Opened(MlflowRun run) implements Command {}

  /** What was underway is done. To itself. */
  record Sent() implements Command {}

  /** What was underway failed. To itself. */
  record Failed(Throwable cause) implements Command {}

  /** The pause after that is over. To itself. */
  record Again() implements Command {}

  private static final int BATCH = 500;
  private static final int TAGS = 50;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final int MOST_DOUBLINGS = 6;
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final MlflowClient client;
  private final TrainingFacts facts;
  private final String experiment;
  private final int capacity;
  private final Deque<Point> queue = new ArrayDeque<>();
  private final Map<String, String> tags = new LinkedHashMap<>();
  private final Points points = new Points();
  private List<Point> sending = List.of();
  private Map<String, String> sendingTags = Map.of();
  private String sendingStatus = "";
  private @Nullable MlflowRun run;
  private boolean busy;
  private int failures;
  private long dropped;
  private String status = "RUNNING";
  private String said = "RUNNING";

  /** A reporter of one training. */
  public static Behavior<Command> create(MlflowSettings settings, TrainingFacts facts) {
    return Behaviors.setup(context -> new MlflowReporter(context, settings, facts));
  }

  private MlflowReporter(
      ActorContext<Command> context, MlflowSettings settings, TrainingFacts facts) {
    super(context);
    this.facts = facts;
    experiment = settings.experiment().orElse(facts.experiment());
    client = new MlflowClient(settings);
    capacity = settings.queue();
    next();
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Tell.class, this::onTell)
        .onMessage(Opened.class, this::onOpened)
        .onMessage(Sent.class, this::onSent)
        .onMessage(Failed.class, this::onFailed)
        .onMessage(Again.class, this::onAgain)
        .onSignal(PostStop.class, signal -> onPostStop())
        .build();
  }

  private Behavior<Command> onTell(Tell tell) {
    if (tell.report() instanceof Report.Measured measured) {
      String phase = measured.telemetry().notes().getOrDefault("phase", "");
      status =
          phase.equals("finished") ? "FINISHED" : phase.equals("failed") ? "FAILED" : "RUNNING";
    } else if (tell.report() instanceof Report.Published published) {
      long version = published.model().provenance().version();
      tags.put("streambed.model.%d.sha256".formatted(version), published.sha256());
    }
    points.of(tell.report()).forEach(queue::addLast);
    makeRoom();
    return next();
  }

  private void makeRoom() {
    while (queue.size() > capacity) {
      queue.removeFirst();
      dropped++;
    }
    while (tags.size() > capacity) {
      tags.remove(tags.keySet().iterator().next());
      dropped++;
    }
  }

  private Behavior<Command> onOpened(Opened opened) {
    run = opened.run();
    getContext().getLog().info("tracked by MLflow as run {}", opened.run().id());
    return onSent(new Sent());
  }

  private Behavior<Command> onSent(Sent sent) {
    if (failures > 0) {
      getContext().getLog().info("MLflow answers again; {} points were dropped so far", dropped);
    }
    if (!sendingStatus.isEmpty()) {
      said = sendingStatus;
    }
    settled();
    failures = 0;
    return next();
  }

  private Behavior<Command> onFailed(Failed failed) {
    Throwable cause = MlflowRun.cause(failed.cause());
    if (failures == 0) {
      getContext()
          .getLog()
          .warn("MLflow does not take what it is sent, training goes on: {}", cause.toString());
    }
    if (run != null && cause instanceof MlflowClient.Refused refused && refused.lasting()) {
      dropped += sending.size() + sendingTags.size();
      said = sendingStatus.isEmpty() ? said : sendingStatus;
    } else {
      for (int i = sending.size() - 1; i >= 0; i--) {
        queue.addFirst(sending.get(i));
      }
      sendingTags.forEach(tags::putIfAbsent);
      makeRoom();
    }
    settled();
    // Nothing is sent before the pause is over.
    busy = true;
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures++, MOST_DOUBLINGS));
    getContext().scheduleOnce(pause, getContext().getSelf(), new Again());
    return this;
  }

  private Behavior<Command> onAgain(Again again) {
    busy = false;
    return next();
  }

  private void settled() {
    busy = false;
    sending = List.of();
    sendingTags = Map.of();
    sendingStatus = "";
  }

  /** Begins with what is due, if nothing is underway. */
  private Behavior<Command> next() {
    if (busy) {
      return this;
    }
    MlflowRun open = run;
    if (open == null) {
      busy = true;
      getContext()
          .pipeToSelf(
              MlflowRun.open(client, experiment, facts),
              (found, problem) -> problem == null ? new Opened(found) : new Failed(problem));
      return this;
    }
    take(open);
    if (!sending.isEmpty() || !sendingTags.isEmpty()) {
      underway(open.log(sending, sendingTags));
    } else if (!status.equals(said)) {
      sendingStatus = status;
      underway(open.status(status));
    }
    return this;
  }

  /** The next batch, without what the run had before this process began. */
  private void take(MlflowRun open) {
    List<Point> batch = new ArrayList<>();
    while (batch.size() < BATCH && !queue.isEmpty()) {
      Point point = queue.removeFirst();
      if (point.step() > open.last().getOrDefault(point.tag(), -1L)) {
        batch.add(point);
      }
    }
    Map<String, String> some = new LinkedHashMap<>();
    tags.entrySet().stream().limit(TAGS).forEach(e -> some.put(e.getKey(), e.getValue()));
    some.keySet().forEach(tags::remove);
    sending = batch;
    sendingTags = some;
  }

  private void underway(CompletionStage<?> request) {
    busy = true;
    getContext()
        .pipeToSelf(request, (done, problem) -> problem == null ? new Sent() : new Failed(problem));
  }

  /** What is left is sent once, and the run says how it ended, within seconds or not at all. */
  private Behavior<Command> onPostStop() {
    MlflowRun open = run;
    if (open != null) {
      take(open);
      String last = status.equals("RUNNING") ? "KILLED" : status;
      try {
        open.log(sending, sendingTags)
            .exceptionally(problem -> null)
            .thenCompose(done -> open.status(last))
            .toCompletableFuture()
            .orTimeout(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)
            .join();
      } catch (RuntimeException away) {
        getContext().getLog().warn("MLflow was not told of the end: {}", away.toString());
      }
    }
    return this;
  }
}
