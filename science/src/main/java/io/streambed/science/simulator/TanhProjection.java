package io.streambed.science.simulator;

import io.streambed.science.Data;
import io.streambed.science.Parameters;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * y = B tanh(A φ) + σ e with e standard normal: few parameters in many values, each of them mostly
 * noise (after the synthetic experiments of arXiv 2409.18402). Usually φ is uniform on [-1, 1].
 * Sufficient for φ is B' y.
 *
 * <p>The first Q parameters inform, R more are read by nothing: P = Q + R. A, [Q, Q], is a rotation
 * times the gain; B, [D, Q], has columns of length 1 at right angles. All is dimensionless.
 *
 * <p>Settings: {@code informative} Q, {@code redundant} R, {@code values} D, at least Q, {@code
 * gain}, {@code noise} σ, {@code matrices}, a number that A and B are drawn from.
 */
public final class TanhProjection implements TractableSimulator {
  private static final List<String> SETTINGS =
      List.of("informative", "redundant", "values", "gain", "noise", "matrices");

  private final Mixing mixing;
  private final int redundant;
  private final double noise;

  /** Q = 3, R = 0, D = 100, gain 2, σ = 0.2, the first matrices. */
  public TanhProjection() {
    this(Mixing.draw(3, 100, 2, 1), 0, 0.2);
  }

  TanhProjection(Mixing mixing, int redundant, double noise) {
    this.mixing = mixing;
    this.redundant = redundant;
    this.noise = noise;
  }

  @Override
  public String name() {
    return "tanh-projection";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public int parameters() {
    return mixing.parameters() + redundant;
  }

  /** Q, how many of the parameters inform; they come first. */
  public int informative() {
    return mixing.parameters();
  }

  @Override
  public List<Integer> dataShape() {
    return List.of(mixing.values());
  }

  @Override
  public Simulator configured(Map<String, Object> settings) {
    GivenSettings given = GivenSettings.of(name(), settings, SETTINGS);
    int informative = given.wholeNumber("informative", mixing.parameters(), 1);
    return new TanhProjection(
        Mixing.draw(
            informative,
            given.wholeNumber("values", Math.max(informative, mixing.values()), informative),
            given.number("gain", mixing.gain(), true),
            given.wholeNumber("matrices", mixing.number(), 0)),
        given.wholeNumber("redundant", redundant, 0),
        given.number("noise", noise, true));
  }

  @Override
  public Data simulate(Parameters parameters, UniformRandomProvider random) {
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    double[] mean = mixing.mean(parameters);
    float[] y = new float[mean.length];
    for (int d = 0; d < y.length; d++) {
      y[d] = (float) (mean[d] + noise * gaussian.sample());
    }
    return Data.of(y);
  }

  /** B' y, shape [Q]: tanh(A φ) with noise of deviation σ on each value. */
  public double[] statistic(Data y) {
    return mixing.projected(y);
  }

  @Override
  public double logLikelihood(Parameters parameters, Data y) {
    return logLikelihoodOf(y).applyAsDouble(parameters);
  }

  /** Since B' B = I: |y - B h|² = |y|² - 2 h · B' y + |h|² for h = tanh(A φ). */
  @Override
  public ToDoubleFunction<Parameters> logLikelihoodOf(Data y) {
    double variance = noise * noise;
    double squares = 0;
    for (int d = 0; d < y.size(); d++) {
      squares += (double) y.get(d) * y.get(d);
    }
    double alone = -0.5 * (squares / variance + y.size() * Math.log(2 * Math.PI * variance));
    double[] statistic = statistic(y);
    return parameters -> {
      double[] hidden = mixing.hidden(parameters);
      double sum = 0;
      for (int q = 0; q < hidden.length; q++) {
        sum += hidden[q] * (statistic[q] - 0.5 * hidden[q]);
      }
      return alone + sum / variance;
    };
  }
}
