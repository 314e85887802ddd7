package io.streambed.inference.document;

import io.streambed.science.Posterior;
import io.streambed.science.Trust;
import java.util.Locale;

/**
 * How far to trust a posterior; the figures of {@link Trust} with the sampler and how it ended.
 *
 * @param status complete, degraded or deadline
 * @param sampler rejection, importance-resampling, tempered-smc, mcmc or direct
 * @param effectiveSampleSize of the draws
 * @param acceptance share of candidates accepted, 0 to 1; NaN where the sampler has none
 * @param paretoK shape of the largest weights' tail
 * @param logNormaliser log Z(y), nats
 * @param logNormaliserMean of held-out data, nats; NaN without a calibration
 * @param logNormaliserDeviation of held-out data, nats; NaN without a calibration
 * @param cutMass share of the posterior outside the proposal's support, 0 to 1
 * @param boundExcess share of the posterior above the rejection step's bound, 0 to 1; NaN where
 *     nothing was rejected
 * @param leakedMass share of the estimator's own mass outside the prior's support, which was
 *     rejected, 0 to 1; NaN where it is not drawn from directly
 */
public record TrustSummary(
    String status,
    String sampler,
    double effectiveSampleSize,
    double acceptance,
    double paretoK,
    double logNormaliser,
    double logNormaliserMean,
    double logNormaliserDeviation,
    double cutMass,
    double boundExcess,
    double leakedMass) {

  /** That of {@code posterior}. */
  public static TrustSummary of(Posterior posterior) {
    Trust trust = posterior.trust();
    return new TrustSummary(
        posterior.status().name().toLowerCase(Locale.ROOT),
        posterior.sampler().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        trust.effectiveSampleSize(),
        trust.acceptance(),
        trust.paretoK(),
        trust.logNormaliser(),
        trust.logNormaliserMean(),
        trust.logNormaliserDeviation(),
        trust.cutMass(),
        trust.boundExcess(),
        trust.leakedMass());
  }
}
