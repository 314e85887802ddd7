package io.streambed.science;

import io.streambed.science.prior.ParameterSpace;
import java.time.Duration;

/**
 * Draws from p(φ | y) for one observation under one model.
 *
 * @param observation id of the observation
 * @param sensor who observed
 * @param modelVersion version of the model
 * @param modelAge time from the model's publication until the observation's record was written, at
 *     least 0
 * @param space names and units of the draws' parameters
 * @param draws in the parameters' own units
 * @param trust how far to trust it
 * @param sampler the rung of the ladder that gave the draws
 * @param status whether all that was asked was done in time
 * @param latency from receipt of the observation to this answer
 * @param standing which observations it stands on
 * @param credence how far to trust it, in one word, with reasons
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
    Duration latency,
    Standing standing,
    Credence credence) {

  /** That of one observation alone. */
  public Posterior(
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
    this(
        observation,
        sensor,
        modelVersion,
        modelAge,
        space,
        draws,
        trust,
        sampler,
        status,
        latency,
        Standing.ALONE,
        Credence.NONE);
  }

  /** The same, given after another time. */
  public Posterior withLatency(Duration time) {
    return new Posterior(
        observation,
        sensor,
        modelVersion,
        modelAge,
        space,
        draws,
        trust,
        sampler,
        status,
        time,
        standing,
        credence);
  }

  /**
   * Whether this one is of the past beside another that came before it from the same sensor: its
   * observation was set aside since it came too late. One that was set aside since it lies too far
   * from the simulations is news, and not to be trusted.
   *
   * @param known what the other one stands on
   */
  public boolean isOlderThan(Standing known) {
    return standing.late() && !known.late() && credence.level() != Credence.Level.NOT_TO_BE_TRUSTED;
  }

  /**
   * The observations that a posterior stands on.
   *
   * @param observations how many, this one included, at least 1
   * @param weight how much they weigh in all, this one for 1; below their number where the past is
   *     forgotten
   * @param notCarried observations of the sensor that were counted under an earlier model and could
   *     not be carried over to this one
   * @param late whether the observation was set aside and answered alone: it came too late to be
   *     counted, or lies too far from the simulations
   * @param doubtful how much of the weight is of earlier observations that are doubtful by
   *     themselves, since they lie far from the simulations; 0 to {@code weight}, or NaN where that
   *     is not known
   */
  public record Standing(
      long observations, double weight, long notCarried, boolean late, double doubtful) {
    /** On its own observation, of a sensor that has no session. */
    public static final Standing ALONE = new Standing(1, 1, 0, false);

    public Standing {
      if (observations < 1
          || !(weight > 0 && weight <= observations)
          || notCarried < 0
          || doubtful < 0
          || doubtful > weight) {
        throw new IllegalArgumentException(
            "expected observations >= 1, 0 < weight <= observations, not_carried >= 0, 0 <= doubtful <= weight, got %d, %s, %d, %s"
                .formatted(observations, weight, notCarried, doubtful));
      }
    }

    /** Without doubtful ones before this one. */
    public Standing(long observations, double weight, long notCarried, boolean late) {
      this(observations, weight, notCarried, late, 0);
    }
  }

  /** The rungs of the ladder, cheapest first. */
  public enum Sampler {
    REJECTION,
    IMPORTANCE_RESAMPLING,
    /** Importance sampling from a mixture that is fitted to the posterior. */
    ADAPTED_IMPORTANCE,
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
