package io.streambed.app.demo;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.inquiry.Inquiry;
import io.streambed.app.inquiry.Reply;
import io.streambed.app.node.Waiting;
import io.streambed.inference.InferenceSettings;
import io.streambed.science.Observation;
import io.streambed.science.Posterior;
import io.streambed.topics.experiment.PinnedObservation;
import java.time.Duration;
import java.time.Instant;

/** Asks for the posterior of an observation under the last model. */
public final class PinnedInquiry {
  /** As many draws as a demonstration shows. */
  public static final int SAMPLES = 10_000;

  private static final Duration MARGIN = Duration.ofMinutes(1);

  private PinnedInquiry() {}

  /** As the other, for {@link #SAMPLES} draws. */
  public static Posterior ask(
      Inquiry inquiry, PinnedObservation pinned, ExperimentPlan plan, long version) {
    return ask(inquiry, pinned, plan, version, SAMPLES);
  }

  /**
   * Sends the observation and waits.
   *
   * @param version of the last model
   * @param samples draws asked for, as far as inference allows so many
   * @throws DemoFailure if the observation became a dead letter, or another model answered
   */
  public static Posterior ask(
      Inquiry inquiry, PinnedObservation pinned, ExperimentPlan plan, long version, int samples) {
    InferenceSettings limits = plan.inference();
    Observation observation =
        new Observation(
            "demo-%s-%d".formatted(pinned.sensor(), version),
            pinned.sensor(),
            pinned.data(),
            Instant.now(),
            Math.min(samples, limits.mostSamples(plan.experiment().prior().size())),
            limits.deadline().maximum());
    Reply reply = Waiting.on(inquiry.ask(observation), limits.deadline().maximum().plus(MARGIN));
    if (reply instanceof Reply.Rejected rejected) {
      throw new DemoFailure("the observation was refused: " + rejected.cause());
    }
    Posterior posterior = ((Reply.Answered) reply).posterior();
    if (posterior.modelVersion() != version) {
      throw new DemoFailure(
          "expected the posterior of model %d, the last of this training, got one of model %d; do other nodes publish to the same topics?"
              .formatted(version, posterior.modelVersion()));
    }
    return posterior;
  }
}
