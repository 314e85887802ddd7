package io.streambed.science.simulator;

import io.streambed.science.Data;
import io.streambed.science.Parameters;
import io.streambed.science.prior.Normal;
import io.streambed.science.prior.ParameterSpace;
import io.streambed.science.prior.Prior;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * y ~ N(φ, 0.1 I), the benchmark's gaussian_linear (arXiv 2101.04653): with its {@link #prior} N(0,
 * 0.1 I) the posterior is N(y/2, 0.05 I) exactly. The oracle of many tests. Setting: {@code
 * dimension}, P = D, default 10.
 */
public final class LinearGaussian implements TractableSimulator {

  /** Variance of every prior coordinate. */
  private static final double PRIOR_VARIANCE = 0.1;

  /** Variance of the noise on every coordinate. */
  private static final double NOISE_VARIANCE = 0.1;

  private final int dimension;

  /** Ten parameters. */
  public LinearGaussian() {
    this(10);
  }

  /**
   * @param dimension P = D, at least 1
   */
  public LinearGaussian(int dimension) {
    if (dimension < 1) {
      throw new IllegalArgumentException("expected dimension >= 1, got " + dimension);
    }
    this.dimension = dimension;
  }

  @Override
  public String name() {
    return "linear-gaussian";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public int parameters() {
    return dimension;
  }

  @Override
  public List<Integer> dataShape() {
    return List.of(dimension);
  }

  @Override
  public Simulator configured(Map<String, Object> settings) {
    GivenSettings given = GivenSettings.of(name(), settings, List.of("dimension"));
    return new LinearGaussian(given.wholeNumber("dimension", dimension, 1));
  }

  @Override
  public Data simulate(Parameters parameters, UniformRandomProvider random) {
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    float[] y = new float[dimension];
    for (int d = 0; d < dimension; d++) {
      y[d] = (float) (parameters.get(d) + Math.sqrt(NOISE_VARIANCE) * gaussian.sample());
    }
    return Data.of(y);
  }

  @Override
  public double logLikelihood(Parameters parameters, Data y) {
    double squares = 0;
    for (int d = 0; d < dimension; d++) {
      double difference = y.get(d) - parameters.get(d);
      squares += difference * difference;
    }
    return -0.5 * (squares / NOISE_VARIANCE + dimension * Math.log(2 * Math.PI * NOISE_VARIANCE));
  }

  /** N(0, 0.1 I), under which the closed form holds. */
  public Prior prior() {
    List<String> names = IntStream.rangeClosed(1, dimension).mapToObj(p -> "phi" + p).toList();
    return Prior.of(
        new ParameterSpace(names, Collections.nCopies(dimension, "1")),
        Collections.nCopies(dimension, new Normal(0, Math.sqrt(PRIOR_VARIANCE))));
  }

  /** Mean of p(φ | y), shape [P]: y times prior variance over (prior + noise variance). */
  public double[] posteriorMean(Data y) {
    double share = PRIOR_VARIANCE / (PRIOR_VARIANCE + NOISE_VARIANCE);
    return IntStream.range(0, dimension).mapToDouble(d -> share * y.get(d)).toArray();
  }

  /**
   * Covariance of p(φ | y), shape [P, P] row-major, the same for all y: 1 / (sum of precisions)
   * times I.
   */
  public double[] posteriorCovariance() {
    double[] covariance = new double[dimension * dimension];
    for (int p = 0; p < dimension; p++) {
      covariance[p * dimension + p] = 1 / (1 / PRIOR_VARIANCE + 1 / NOISE_VARIANCE);
    }
    return covariance;
  }
}
