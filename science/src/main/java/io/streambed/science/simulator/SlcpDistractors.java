package io.streambed.science.simulator;

import io.streambed.science.Data;
import io.streambed.science.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The benchmark's slcp_distractors (arXiv 2101.04653): the eight values of {@link Slcp} among 92
 * that tell nothing, drawn from a fixed mixture of 20 heavy-tailed distributions (Student-t, two
 * degrees of freedom) and shuffled by a fixed permutation. Five dimensionless parameters and their
 * posterior are those of {@link Slcp}; data of shape [100].
 *
 * <p>The scales are so nearly singular that the distractors' density at 32-bit data, some
 * exp(-2000), is that of the rounding. It does not depend on φ.
 *
 * <p>Permutation, locations and scales are the benchmark's own (MIT licence beside the files).
 */
public final class SlcpDistractors implements TractableSimulator {
  private static final int INFORMATIVE = 2 * Slcp.POINTS;
  private static final int DISTRACTORS = 92;

  private final Slcp slcp = new Slcp();

  /** What never changes; read when first asked for. */
  private static final class Constants {
    /** Place of each value before shuffling, shape [100]. */
    static final int[] PERMUTATION =
        Arrays.stream(StoredNumbers.lines("slcp-distractors-permutation.csv"))
            .mapToInt(place -> (int) place)
            .toArray();

    static final StudentMixture NOISE =
        new StudentMixture(
            DISTRACTORS,
            StoredNumbers.compressed("slcp-distractors-locations.f64.gz"),
            StoredNumbers.compressed("slcp-distractors-factors.f64.gz"));
  }

  @Override
  public String name() {
    return "slcp-distractors";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public int parameters() {
    return slcp.parameters();
  }

  @Override
  public List<Integer> dataShape() {
    return List.of(INFORMATIVE + DISTRACTORS);
  }

  @Override
  public Data simulate(Parameters parameters, UniformRandomProvider random) {
    Data informative = slcp.simulate(parameters, random);
    double[] distractors = Constants.NOISE.sample(random);
    float[] y = new float[Constants.PERMUTATION.length];
    for (int i = 0; i < y.length; i++) {
      int place = Constants.PERMUTATION[i];
      y[i] =
          place < INFORMATIVE ? informative.get(place) : (float) distractors[place - INFORMATIVE];
    }
    return Data.of(y);
  }

  @Override
  public double logLikelihood(Parameters parameters, Data y) {
    return logLikelihoodOf(y).applyAsDouble(parameters);
  }

  /** {@inheritDoc} The distractors' part is computed once. */
  @Override
  public ToDoubleFunction<Parameters> logLikelihoodOf(Data y) {
    float[] unshuffled = new float[Constants.PERMUTATION.length];
    for (int i = 0; i < unshuffled.length; i++) {
      unshuffled[Constants.PERMUTATION[i]] = y.get(i);
    }
    Data informative = Data.of(Arrays.copyOf(unshuffled, INFORMATIVE), Slcp.POINTS, 2);
    double distractors =
        Constants.NOISE.logDensity(
            IntStream.range(INFORMATIVE, unshuffled.length)
                .mapToDouble(i -> unshuffled[i])
                .toArray());
    return parameters -> slcp.logLikelihood(parameters, informative) + distractors;
  }
}
