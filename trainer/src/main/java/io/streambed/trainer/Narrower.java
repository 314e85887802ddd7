package io.streambed.trainer;

import io.streambed.topics.experiment.ExperimentSettings;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Narrows off the trainer's thread, if there is something to narrow around. */
final class Narrower {
  private static final Logger LOG = LoggerFactory.getLogger(Narrower.class);

  private final ExperimentSettings experiment;
  private final NarrowingSettings settings;
  private final Target target;
  private final Executor elsewhere;

  Narrower(
      ExperimentSettings experiment,
      NarrowingSettings settings,
      Target target,
      Executor elsewhere) {
    this.experiment = experiment;
    this.settings = settings;
    this.target = target;
    this.elsewhere = elsewhere;
  }

  /**
   * Makes the proposal that follows {@code round}; ends as {@link Ending.Narrowed}, or as {@link
   * Ending.Unobserved} if there is nothing yet to narrow around, it cannot be read, or nothing can
   * be narrowed around what a sensor has sent: that is passed over.
   */
  CompletionStage<Ending> narrow(Round round) {
    return target
        .now()
        .handle((found, problem) -> problem == null ? around(round, found) : unread(problem))
        .thenApplyAsync(Supplier::get, elsewhere);
  }

  private Supplier<Ending> around(Round round, Optional<Target.Observed> found) {
    return () ->
        found
            .map(observed -> narrowed(round, observed))
            .orElseGet(() -> new Ending.Unobserved(waitsFor()));
  }

  private Ending narrowed(Round round, Target.Observed observed) {
    try {
      return new Ending.Narrowed(
          Narrowing.of(
              experiment,
              settings,
              round.number(),
              round.proposal(),
              round.learner().tensors(),
              observed));
    } catch (IllegalArgumentException | ArithmeticException odd) {
      if (observed.id().isEmpty()) {
        throw odd;
      }
      LOG.warn("nothing can be narrowed around observation {}", observed.id(), odd);
      target.passOver(observed);
      return new Ending.Unobserved(
          "passed over observation %s: %s; %s"
              .formatted(observed.id(), odd.getMessage(), waitsFor()));
    }
  }

  private String waitsFor() {
    return "waits for an observation of sensor " + settings.sensor().orElse("");
  }

  private static Supplier<Ending> unread(Throwable problem) {
    LOG.warn("observations cannot be read", problem);
    return () ->
        new Ending.Unobserved("observations cannot be read: " + Ending.cause(problem).getMessage());
  }
}
