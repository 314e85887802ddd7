package io.streambed.inference;

import io.streambed.inference.Answer.Inferred;
import io.streambed.science.Calibration;
import io.streambed.science.Data;
import io.streambed.science.EstimatorSettings.DataTransform;
import io.streambed.science.ModelSnapshot;
import io.streambed.science.Observation;
import io.streambed.science.Posterior;
import io.streambed.science.Posterior.Standing;
import io.streambed.science.Trust;
import io.streambed.science.diagnostics.HeldOutClouds;
import io.streambed.science.diagnostics.HeldOutClouds.Distances;
import io.streambed.science.network.Estimators;
import io.streambed.science.posterior.Deadline;
import io.streambed.science.posterior.PosteriorEstimator;
import io.streambed.science.posterior.PosteriorSampler;
import io.streambed.science.posterior.Sampled;
import io.streambed.science.posterior.StatisticSampler;
import io.streambed.science.posterior.TrustLimits;
import java.time.Duration;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A model ready to sample: one observation in, one answer out. Thread-safe until closed; must not
 * be closed while an answer is being made, see {@link SharedModel}.
 */
final class ServedModel implements AutoCloseable {
  private final ModelSnapshot snapshot;
  private final PosteriorEstimator estimator;
  private final PosteriorSampler sampler;
  private final TrustLimits limits;

  private ServedModel(
      ModelSnapshot snapshot,
      PosteriorEstimator estimator,
      PosteriorSampler sampler,
      TrustLimits limits) {
    this.snapshot = snapshot;
    this.estimator = estimator;
    this.sampler = sampler;
    this.limits = limits;
  }

  /**
   * Builds estimator and sampler; takes up to seconds.
   *
   * @throws IllegalArgumentException if the snapshot's tensors do not fit its estimator and data
   *     shape, or are not finite
   */
  static ServedModel load(ModelSnapshot snapshot, InferenceSettings settings) {
    ModelSnapshot.Provenance origin = snapshot.provenance();
    PosteriorEstimator estimator = Estimators.load(snapshot);
    try {
      PosteriorSampler sampler =
          estimator.sampler(
              settings.bank(),
              settings.ladder(),
              SamplingSeed.forBank(origin.experiment(), origin.version()));
      return new ServedModel(snapshot, estimator, sampler, settings.trust());
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
   * Embeds an observation's data, the only time that it does.
   *
   * @throws IllegalArgumentException if their shape is another one
   */
  Encoded encode(Data data) {
    Calibration calibration = snapshot.calibration();
    DataTransform transform = snapshot.estimator().transform();
    if (sampler instanceof StatisticSampler statistics) {
      float[] embedding = statistics.embed(data);
      return new Encoded(
          embedding,
          calibration == null
              ? Distances.UNKNOWN
              : HeldOutClouds.distances(calibration, transform, data, statistics.place(embedding)));
    }
    return new Encoded(
        new float[0],
        calibration == null
            ? Distances.UNKNOWN
            : HeldOutClouds.distances(calibration, estimator, transform, data));
  }

  /** Whether an observation lies so far from the simulations that no other is to rest on it. */
  boolean isOdd(Encoded encoded) {
    return limits.refusesEither(encoded.distances().data(), encoded.distances().embedding());
  }

  /** Whether an observation is doubtful by itself. */
  boolean isDoubtful(Encoded encoded) {
    return limits.doubtsEither(encoded.distances().data(), encoded.distances().embedding());
  }

  /** What draws for this model, as long as it is open. */
  PosteriorSampler sampler() {
    return sampler;
  }

  /** What keeps this model from answering {@code observation}; empty if nothing does. */
  Optional<String> mistake(Observation observation) {
    return ObservationCheck.ofData(observation, snapshot.dataShape())
        .or(() -> ObservationCheck.ofDraws(observation, snapshot.prior().size()));
  }

  /** Draws for one observation, whatever it stands on. */
  @FunctionalInterface
  interface Drawing {
    Sampled draw(int samples, Deadline deadline, UniformRandomProvider random);
  }

  /**
   * Draws from p(φ | y) by the observation's deadline, counted from its receipt. The draws depend
   * only on the observation's id, y, the number asked for and the model, unless the deadline cuts
   * them short (status {@link Posterior.Status#DEADLINE}); so does all else but the latency, given
   * when the observation's record was written.
   */
  Answer answer(Observation observation, ReceiptTime receipt) {
    return answer(observation, receipt, Standing.ALONE);
  }

  /** The same, of an observation that is answered alone for a reason. */
  Answer answer(Observation observation, ReceiptTime receipt, Standing standing) {
    return mistake(observation)
        .<Answer>map(Answer.Declined::new)
        .orElseGet(() -> alone(observation, encode(observation.data()), receipt, standing));
  }

  /** The same, of one that is embedded. */
  Answer alone(Observation observation, Encoded encoded, ReceiptTime receipt, Standing standing) {
    return answer(
        observation,
        encoded,
        receipt,
        standing,
        sampler instanceof StatisticSampler statistics
            ? (samples, deadline, random) ->
                statistics.sample(encoded.embedding(), samples, deadline, random)
            : (samples, deadline, random) ->
                sampler.sample(observation.data(), samples, deadline, random));
  }

  /**
   * The same, of an observation that is answered together with others.
   *
   * @param standing which ones
   * @param drawing draws for all of them; its randomness is that of the observation
   */
  Answer answer(
      Observation observation,
      Encoded encoded,
      ReceiptTime receipt,
      Standing standing,
      Drawing drawing) {
    Deadline deadline = Deadline.after(receipt.remaining(observation.deadline()));
    Sampled sampled =
        drawing.draw(
            observation.samples(),
            deadline,
            SamplingSeed.forObservation(
                observation.sensor(), observation.id(), provenance().version()));
    return new Inferred(
        posterior(
            observation, receipt, standing, sampled, withHeldOut(encoded, standing, sampled)));
  }

  private Posterior posterior(
      Observation observation,
      ReceiptTime receipt,
      Standing standing,
      Sampled sampled,
      Trust trust) {
    Duration between = Duration.between(provenance().created(), receipt.written());
    Duration age = between.isNegative() ? Duration.ZERO : between;
    return new Posterior(
        observation.id(),
        observation.sensor(),
        provenance().version(),
        age,
        snapshot.prior().space(),
        sampled.draws(),
        trust,
        sampled.sampler(),
        sampled.status(),
        receipt.elapsed(),
        standing,
        limits.judge(trust, sampled.draws().size(), standing, sampled.status(), age));
  }

  /** log Z is compared where it is that of one observation: so are the held-out ones. */
  private Trust withHeldOut(Encoded encoded, Standing standing, Sampled sampled) {
    Trust trust = sampled.trust();
    boolean alone = standing.observations() == 1;
    if (!alone && sampler instanceof StatisticSampler statistics) {
      trust = trust.withLogNormaliser(statistics.logNormaliser(encoded.embedding()));
      alone = true;
    }
    Calibration calibration = snapshot.calibration();
    if (calibration == null) {
      return trust;
    }
    Distances distances = encoded.distances();
    return trust.withHeldOut(
        alone ? calibration.logNormaliserMean() : Double.NaN,
        alone ? calibration.logNormaliserDeviation() : Double.NaN,
        distances.data(),
        distances.embedding());
  }

  @Override
  public void close() {
    estimator.close();
  }
}
