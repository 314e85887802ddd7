package io.streambed.inference;

import io.streambed.inference.Answer.Inferred;
import io.streambed.science.Calibration;
import io.streambed.science.ModelSnapshot;
import io.streambed.science.Observation;
import io.streambed.science.Posterior;
import io.streambed.science.network.Estimators;
import io.streambed.science.posterior.Deadline;
import io.streambed.science.posterior.PosteriorEstimator;
import io.streambed.science.posterior.PosteriorSampler;
import io.streambed.science.posterior.Sampled;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A model ready to sample: one observation in, one answer out. Thread-safe until closed; must not
 * be closed while an answer is being made, see {@link SharedModel}.
 */
final class ServedModel implements AutoCloseable {
  private final ModelSnapshot snapshot;
  private final PosteriorEstimator estimator;
  private final PosteriorSampler sampler;
  private final InstantSource clock;

  private ServedModel(
      ModelSnapshot snapshot,
      PosteriorEstimator estimator,
      PosteriorSampler sampler,
      InstantSource clock) {
    this.snapshot = snapshot;
    this.estimator = estimator;
    this.sampler = sampler;
    this.clock = clock;
  }

  /**
   * Builds estimator and sampler; takes up to seconds.
   *
   * @param clock tells the model's age
   * @throws IllegalArgumentException if the snapshot's tensors do not fit its estimator and data
   *     shape, or are not finite
   */
  static ServedModel load(ModelSnapshot snapshot, InferenceSettings settings, InstantSource clock) {
    ModelSnapshot.Provenance origin = snapshot.provenance();
    PosteriorEstimator estimator = Estimators.load(snapshot);
    try {
      PosteriorSampler sampler =
          estimator.sampler(
              settings.bank(),
              settings.ladder(),
              SamplingSeed.forBank(origin.experiment(), origin.version()));
      return new ServedModel(snapshot, estimator, sampler, clock);
    } catch (RuntimeException | Error e) {
      estimator.close();
      throw e;
    }
  }

  /** Where the model comes from. */
  ModelSnapshot.Provenance provenance() {
    return snapshot.provenance();
  }

  /**
   * Draws from p(φ | y) by the observation's deadline, counted from its receipt. The draws depend
   * only on the observation's id, y, the number asked for and the model, unless the deadline cuts
   * them short (status {@link Posterior.Status#DEADLINE}).
   */
  Answer answer(Observation observation, ReceiptTime receipt) {
    Optional<String> mistake =
        ObservationCheck.ofData(observation, snapshot.dataShape())
            .or(() -> ObservationCheck.ofDraws(observation, snapshot.prior().size()));
    if (mistake.isPresent()) {
      return new Answer.Declined(mistake.get());
    }
    Deadline deadline = Deadline.after(receipt.remaining(observation.deadline()));
    Sampled sampled =
        sampler.sample(
            observation.data(),
            observation.samples(),
            deadline,
            SamplingSeed.forObservation(observation.id(), provenance().version()));
    return new Inferred(posterior(observation, receipt, withHeldOut(sampled)));
  }

  private Posterior posterior(Observation observation, ReceiptTime receipt, Sampled sampled) {
    Duration age = Duration.between(provenance().created(), clock.instant());
    return new Posterior(
        observation.id(),
        observation.sensor(),
        provenance().version(),
        age.isNegative() ? Duration.ZERO : age,
        snapshot.prior().space(),
        sampled.draws(),
        sampled.trust(),
        sampled.sampler(),
        sampled.status(),
        receipt.elapsed());
  }

  private Sampled withHeldOut(Sampled sampled) {
    Calibration calibration = snapshot.calibration();
    return calibration == null
        ? sampled
        : sampled.withNormaliser(
            calibration.logNormaliserMean(), calibration.logNormaliserDeviation());
  }

  @Override
  public void close() {
    estimator.close();
  }
}
