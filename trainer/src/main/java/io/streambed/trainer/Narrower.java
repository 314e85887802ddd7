package io.streambed.trainer;

import io.streambed.science.Tensor;
import io.streambed.topics.experiment.ExperimentSettings;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
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
   * Ending.Unobserved} if there is nothing yet to narrow around, or cannot be read.
   */
  CompletionStage<Ending> narrow(Round round) {
    SortedMap<String, Tensor> tensors = round.learner().tensors();
    Function<Target.Observed, Ending> narrowed =
        observed ->
            new Ending.Narrowed(
                Narrowing.of(
                    experiment, settings, round.number(), round.proposal(), tensors, observed));
    return target
        .now()
        .exceptionally(Narrower::unread)
        .thenApplyAsync(found -> found.map(narrowed).orElseGet(Ending.Unobserved::new), elsewhere);
  }

  /** What is missing, for people. */
  String waitsFor() {
    return "waits for an observation of sensor " + settings.sensor().orElse("");
  }

  private static Optional<Target.Observed> unread(Throwable problem) {
    LOG.warn("observations cannot be read", problem);
    return Optional.empty();
  }
}
