package io.streambed.app.progress;

import io.streambed.topics.Telemetry;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.intake.Control;
import io.streambed.topics.intake.Received;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;

/** Follows the telemetry of a run from now on. Thread-safe. */
public final class RunWatch implements AutoCloseable {
  private final List<Expectation> expectations = new CopyOnWriteArrayList<>();
  private volatile RunState state = RunState.start();
  private volatile Runnable end = () -> {};

  private RunWatch() {}

  /**
   * Follows.
   *
   * @param onWord told the state after every word, on one thread at a time
   */
  public static CompletionStage<RunWatch> start(
      ActorSystem<?> system, TopicClient client, Consumer<RunState> onWord) {
    RunWatch watch = new RunWatch();
    return client
        .admin()
        .endOffsets(client.topics().telemetry())
        .thenApply(
            ends -> {
              Control control =
                  client
                      .intake()
                      .assigned(client.topics().telemetry(), ends)
                      .toMat(Sink.foreach(word -> watch.take(word, onWord)), Keep.left())
                      .run(system);
              watch.end = control::drain;
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

  private void take(Received<Telemetry> received, Consumer<RunState> onWord) {
    if (received instanceof Received.Decoded<Telemetry> decoded) {
      state = state.plus(decoded.value());
      onWord.accept(state);
      expectations.removeIf(expectation -> expectation.offer(state));
    }
  }

  private record Expectation(Predicate<RunState> expected, CompletableFuture<RunState> met) {
    boolean offer(RunState state) {
      return expected.test(state) && (met.complete(state) || met.isDone());
    }
  }
}
