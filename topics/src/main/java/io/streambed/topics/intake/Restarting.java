package io.streambed.topics.intake;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.event.Logging;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.RestartSettings;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.RestartSource;
import org.apache.pekko.stream.javadsl.Source;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a source again, after a pause that grows to some seconds, whenever it fails. */
final class Restarting {
  private static final Logger LOG = LoggerFactory.getLogger(Restarting.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);
  private static final double SPREAD = 0.2;

  private Restarting() {}

  /**
   * {@code inner} until it completes, or fails in a way that {@code isLasting}.
   *
   * @param what for the log
   */
  static <T> Source<T, Control> source(
      String what, Supplier<Source<T, Control>> inner, Predicate<Throwable> isLasting) {
    return Source.fromMaterializer(
            (materializer, attributes) -> {
              Lifetime lifetime = new Lifetime();
              return RestartSource.onFailuresWithBackoff(
                      settings(isLasting), () -> attempt(what, lifetime, inner, isLasting))
                  .viaMat(KillSwitches.single(), Keep.right())
                  .watchTermination(lifetime::running);
            })
        .mapMaterializedValue(Restarting::later);
  }

  private static RestartSettings settings(Predicate<Throwable> isLasting) {
    return RestartSettings.create(FIRST_PAUSE, LONGEST_PAUSE, SPREAD)
        // Ours is one line without a stack.
        .withLogSettings(RestartSettings.createLogSettings(Logging.DebugLevel()))
        .withRestartOn(isLasting.negate());
  }

  private static <T> Source<T, NotUsed> attempt(
      String what,
      Lifetime lifetime,
      Supplier<Source<T, Control>> inner,
      Predicate<Throwable> isLasting) {
    if (lifetime.isEnding()) {
      return Source.empty();
    }
    return inner
        .get()
        .watchTermination(
            (control, ended) -> {
              lifetime.started(control, ended);
              ended.whenComplete((done, failure) -> log(what, failure, isLasting));
              return NotUsed.getInstance();
            });
  }

  private static void log(String what, Throwable failure, Predicate<Throwable> isLasting) {
    if (failure != null && !isLasting.test(failure)) {
      LOG.warn("{} failed and starts again after a pause: {}", what, failure.toString());
    }
  }

  /** The control of a source that is not there yet. */
  static Control later(CompletionStage<Control> control) {
    return () -> control.thenCompose(Control::drain);
  }
}
