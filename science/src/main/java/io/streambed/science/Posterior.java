package io.streambed.science;

import io.streambed.science.prior.ParameterSpace;
import java.time.Duration;

/**
 * Draws from p(φ | y) for one observation under one model.
 *
 * @param observation id of the observation
 * @param sensor who observed
 * @param modelVersion version of the model
 * @param modelAge time from the model's publication to this answer
 * @param space names and units of the draws' parameters
 * @param draws in the parameters' own units
 * @param trust how far to trust it
 * @param sampler the rung of the ladder that gave the draws
 * @param status whether all that was asked was done in time
 * @param latency from receipt of the observation to this answer
 */
public record Posterior(
    String observation,
    String sensor,
    long modelVersion,
    Duration modelAge,
    ParameterSpace space,
    Draws draws,
    Trust trust,
    Sampler sampler,
    Status status,
    Duration latency) {

  /** The rungs of the ladder, cheapest first. */
  public enum Sampler {
    REJECTION,
    IMPORTANCE_RESAMPLING,
    TEMPERED_SMC,
    MCMC,
    /** No rung: the estimator was drawn from itself. */
    DIRECT
  }

  /** How sampling ended; it always ends. */
  public enum Status {
    /** All draws, from a sampler that met its own criteria. */
    COMPLETE,
    /** The deadline came first; these are the best draws by then. */
    DEADLINE,
    /** All draws, but no rung met its criteria: see the trust figures. */
    DEGRADED
  }
}
