package io.streambed.science;

/**
 * How far a posterior can be trusted. NaN where a figure does not apply to the sampler used.
 *
 * @param effectiveSampleSize (Σw)² / Σw² of the importance weights behind the draws, 1 to S
 * @param acceptance share of proposals accepted by the rejection or move step, 0 to 1
 * @param paretoK shape of the generalised Pareto tail of the weights; above 0.7 they are unreliable
 *     (arXiv 1507.02646)
 * @param logNormaliser log Z(y) = log E over the proposal of exp s(φ, y), of the observation that
 *     the posterior answers, whatever else it stands on; of all together where no statistic adds
 * @param logNormaliserMean mean of log Z over held-out data
 * @param logNormaliserDeviation its deviation; an observation unlike the simulations lies far out
 * @param cutMass share of the posterior mass outside the proposal's support, which was cut, 0 to 1
 * @param boundExcess share of the posterior mass above the rejection step's bound, as half of the
 *     bank finds it for the other half, 0 to 1
 * @param leakedMass share of the estimator's own mass outside the prior's support, where no
 *     posterior has any, which was rejected, 0 to 1
 * @param dataDistance of the data to held-out data, 1 where 1 % of such data lie farther, see
 *     {@link Cloud}; NaN where that is not known
 * @param embeddingDistance the same of its embedding
 */
public record Trust(
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

  /** With distances that are not known. */
  public Trust(
      double effectiveSampleSize,
      double acceptance,
      double paretoK,
      double logNormaliser,
      double logNormaliserMean,
      double logNormaliserDeviation,
      double cutMass,
      double boundExcess,
      double leakedMass) {
    this(
        effectiveSampleSize,
        acceptance,
        paretoK,
        logNormaliser,
        logNormaliserMean,
        logNormaliserDeviation,
        cutMass,
        boundExcess,
        leakedMass,
        Double.NaN,
        Double.NaN);
  }

  /**
   * The same with what the model's held-out data say.
   *
   * @param mean of their log Z
   * @param deviation of their log Z
   */
  public Trust withHeldOut(
      double mean, double deviation, double dataDistance, double embeddingDistance) {
    return new Trust(
        effectiveSampleSize,
        acceptance,
        paretoK,
        logNormaliser,
        mean,
        deviation,
        cutMass,
        boundExcess,
        leakedMass,
        dataDistance,
        embeddingDistance);
  }

  /** The same with log Z of the observation itself. */
  public Trust withLogNormaliser(double own) {
    return new Trust(
        effectiveSampleSize,
        acceptance,
        paretoK,
        own,
        logNormaliserMean,
        logNormaliserDeviation,
        cutMass,
        boundExcess,
        leakedMass,
        dataDistance,
        embeddingDistance);
  }

  /** Deviations between this observation's log Z and the held-out mean. */
  public double logNormaliserScore() {
    return (logNormaliser - logNormaliserMean) / logNormaliserDeviation;
  }
}
