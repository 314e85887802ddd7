package io.streambed.app.result;

import io.streambed.science.Posterior;
import io.streambed.science.Trust;

/** How far to trust a posterior; the figures of {@link Trust} with the sampler and how it ended. */
public record TrustSummary(
    String status,
    String sampler,
    double effectiveSampleSize,
    double acceptance,
    double paretoK,
    double logNormaliser,
    double logNormaliserMean,
    double logNormaliserDeviation,
    double cutMass) {

  public static TrustSummary of(Posterior posterior) {
    Trust trust = posterior.trust();
    return new TrustSummary(
        posterior.status().name(),
        posterior.sampler().name(),
        trust.effectiveSampleSize(),
        trust.acceptance(),
        trust.paretoK(),
        trust.logNormaliser(),
        trust.logNormaliserMean(),
        trust.logNormaliserDeviation(),
        trust.cutMass());
  }
}
