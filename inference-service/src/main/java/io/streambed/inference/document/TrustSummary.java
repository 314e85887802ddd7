package io.streambed.inference.document;

import io.streambed.science.Posterior;
import io.streambed.science.Trust;
import java.util.List;
import java.util.Locale;

/**
 * How far to trust a posterior; the figures of {@link Trust} with the sampler and how it ended.
 *
 * @param verdict trusted, doubtful or not-to-be-trusted; unjudged where nobody judged
 * @param reasons what speaks against it, in words, the gravest first
 * @param status complete, degraded or deadline
 * @param sampler rejection, importance-resampling, adapted-importance, tempered-smc, mcmc or direct
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
 * @param dataDistance of the data to held-out data, 1 where 1 % of such data lie farther; NaN where
 *     that is not known
 * @param embeddingDistance the same of its embedding
 */
public record TrustSummary(
    String verdict,
    List<String> reasons,
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
    double leakedMass,
    double dataDistance,
    double embeddingDistance) {

  public TrustSummary {
    reasons = List.copyOf(reasons);
  }

  /** That of {@code posterior}. */
  public static TrustSummary of(Posterior posterior) {
    Trust trust = posterior.trust();
    return new TrustSummary(
        posterior.credence().level().toString().intern(),
        posterior.credence().reasons(),
        word(posterior.status()),
        word(posterior.sampler()),
        trust.effectiveSampleSize(),
        trust.acceptance(),
        trust.paretoK(),
        trust.logNormaliser(),
        trust.logNormaliserMean(),
        trust.logNormaliserDeviation(),
        trust.cutMass(),
        trust.boundExcess(),
        trust.leakedMass(),
        trust.dataDistance(),
        trust.embeddingDistance());
  }

  /** One for all: summaries are kept by the hundred thousand. */
  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-').intern();
  }
}
