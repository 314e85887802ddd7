package io.streambed.app.progress;

import io.streambed.topics.Telemetry;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.intake.Control;
import io.streambed.topics.intake.Received;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;

/** Follows the telemetry of a run from now on. Thread-safe. */
public final class RunWatch implements AutoCloseable {
  private static final Duration OUTAGE_LOOK = Duration.ofSeconds(2);

  private final List<Expectation> expectations = new CopyOnWriteArrayList<>();
  private volatile RunState state = RunState.start();
  private volatile Runnable end = () -> {};

  private RunWatch() {}

  /** Is told what goes on. */
  @FunctionalInterface
  public interface Listener {

    /** What has been said, after every word. */
    void word(RunState state);

    /** No broker has answered for so long; asked every few seconds. */
    default void outage(Duration length) {}
  }

  /**
   * Follows.
   *
   * @param listener told on one thread at a time
   */
  public static CompletionStage<RunWatch> start(
      ActorSystem<?> system, TopicClient client, Listener listener) {
    RunWatch watch = new RunWatch();
    Cancellable outages =
        system
            .scheduler()
            .scheduleWithFixedDelay(
                OUTAGE_LOOK,
                OUTAGE_LOOK,
                () -> tellOutage(client, listener),
                system.executionContext());
    return client
        .admin()
        .endOffsets(client.topics().telemetry())
        .thenApply(
            ends -> {
              Control control =
                  client
                      .intake()
                      .assigned(client.topics().telemetry(), ends)
                      .toMat(Sink.foreach(word -> watch.take(word, listener)), Keep.left())
                      .run(system);
              watch.end =
                  () -> {
                    outages.cancel();
                    control.drain();
                  };
              return watch;
            });
  }

  /** What has been said until now. */
  public RunState state() {
    return state;
  }

  /** The first state from now on that is as {@code expected}. */
  public CompletionStage<RunState> until(Predicate<RunState> expected) {
    Expectation expectation = new Expectation(expected, new CompletableFuture<>());
    expectations.add(expectation);
    expectation.offer(state);
    return expectation.met();
  }

  @Override
  public void close() {
    end.run();
  }

  private static void tellOutage(TopicClient client, Listener listener) {
    Duration outage = client.outage();
    if (!outage.isZero()) {
      listener.outage(outage);
    }
  }

  private void take(Received<Telemetry> received, Listener listener) {
    if (received instanceof Received.Decoded<Telemetry> decoded) {
      state = state.plus(decoded.value());
      listener.word(state);
      expectations.removeIf(expectation -> expectation.offer(state));
    }
  }

  private record Expectation(Predicate<RunState> expected, CompletableFuture<RunState> met) {
    boolean offer(RunState state) {
      return expected.test(state) && (met.complete(state) || met.isDone());
    }
  }
}
