package io.streambed.inference.live;

import io.streambed.science.Credence;
import io.streambed.science.Draws;
import io.streambed.science.Posterior;
import io.streambed.science.Trust;
import io.streambed.science.prior.ParameterSpace;
import io.streambed.topics.DeadLetter;
import io.streambed.topics.Position;
import io.streambed.topics.Raw;
import io.streambed.topics.intake.Receipt;
import io.streambed.topics.intake.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.pekko.util.ByteString;

/** Tells a view of posteriors of parameters a and b, in a partition of their own offsets. */
public final class Told {
  private static final ParameterSpace SPACE =
      new ParameterSpace(List.of("a", "b"), List.of("1", "m"));

  private Told() {}

  /** The dead letter of the record at offset {@code n} of the observations, or its mark. */
  static DeadLetter letter(long n, DeadLetter.Fate fate) {
    return new DeadLetter(
        new Position("x.observations", 0, n),
        DeadLetter.Stage.TASK_PUT,
        "cause",
        "s",
        ByteString.emptyByteString(),
        fate);
  }

  /** Of one observation alone, under model 1, at that offset of partition 2. */
  public static void posterior(LiveView view, String sensor, String observation, long offset) {
    posterior(view, sensor, observation, offset, 1, Posterior.Standing.ALONE);
  }

  /**
   * The same under another model, standing on others too. Draws (offset, 0) and (offset + 2, 0).
   */
  public static void posterior(
      LiveView view,
      String sensor,
      String observation,
      long offset,
      long model,
      Posterior.Standing standing) {
    posterior(view, sensor, observation, offset, model, standing, Credence.NONE);
  }

  /** The same with a verdict. */
  public static void posterior(
      LiveView view,
      String sensor,
      String observation,
      long offset,
      long model,
      Posterior.Standing standing,
      Credence credence) {
    Posterior posterior =
        new Posterior(
            observation,
            sensor,
            model,
            Duration.ZERO,
            SPACE,
            Draws.of(2, new double[] {offset, 0, offset + 2, 0}),
            new Trust(2, 1, 0, 0, 0, 1, 0, 0, 0),
            Posterior.Sampler.REJECTION,
            Posterior.Status.COMPLETE,
            Duration.ofMillis(1),
            standing,
            credence);
    Position position = new Position("small.posteriors", 2, offset);
    Raw raw = new Raw(position, sensor, ByteString.emptyByteString(), Instant.EPOCH, Map.of());
    view.posterior(new Received.Decoded<>(posterior, raw, Receipt.of(position)));
  }
}
