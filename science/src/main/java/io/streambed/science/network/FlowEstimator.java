package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import io.streambed.science.Data;
import io.streambed.science.NpeCSettings;
import io.streambed.science.Tensor;
import io.streambed.science.posterior.DirectSampling;
import io.streambed.science.posterior.LadderSettings;
import io.streambed.science.posterior.PosteriorEstimator;
import io.streambed.science.posterior.PosteriorSampler;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import java.util.List;
import java.util.SortedMap;
import java.util.function.BiFunction;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A frozen flow q(φ | y), drawn from directly: s = log q - log p, both in the flow's coordinates.
 * Normalised over all of space where the pairs were of the prior, whole or cut to a box; after
 * other narrowing the loss has determined q up to a factor of y, inside the proposal's support
 * only, and the share outside says more of the start of training than of the posterior.
 */
final class FlowEstimator implements PosteriorEstimator {
  private final Prior prior;
  private final Proposal proposal;
  private final Standardisation standardisation;
  private final FlowCoordinates coordinates;
  private final FlowNetwork network;
  private final FrozenWeights weights;
  private final Pool<SplineDensity> densities;

  private FlowEstimator(
      Prior prior,
      Proposal proposal,
      Standardisation standardisation,
      FlowNetwork network,
      FrozenWeights weights) {
    this.prior = prior;
    this.proposal = proposal;
    this.standardisation = standardisation;
    this.network = network;
    this.weights = weights;
    densities = new Pool<>(() -> new SplineDensity(network.flow()));
    coordinates = new FlowCoordinates(prior, standardisation);
  }

  /** See {@link EstimatorFamily#load}. */
  static FlowEstimator load(
      NpeCSettings settings,
      Prior prior,
      Proposal proposal,
      List<Integer> dataShape,
      SortedMap<String, Tensor> tensors) {
    FlowNetwork network = new FlowNetwork(settings, prior.size(), dataShape);
    Standardisation standardisation =
        Standardisation.of(tensors, prior.size(), network.inputs().channels());
    float[] flat = network.layout().flat(tensors);
    network.layout().requireOnly(tensors, Standardisation.NAMES);
    FrozenWeights weights = new FrozenWeights(network.layout(), flat);
    return new FlowEstimator(prior, proposal, standardisation, network, weights);
  }

  @Override
  public Candidates candidates(double[] x, int count) {
    float[] w = coordinates.of(x, count);
    double[] logPrior = coordinates.logPrior(x, count);
    return data -> {
      float[] scores = new float[Math.multiplyExact(data.size(), count)];
      for (int n = 0; n < data.size(); n++) {
        double[] logDensity = logDensity(w, data.subList(n, n + 1));
        for (int row = 0; row < count; row++) {
          scores[n * count + row] = (float) score(logDensity[row], logPrior[row]);
        }
      }
      return scores;
    };
  }

  @Override
  public double[] own(List<Data> data, double[] x) {
    double[] logPrior = coordinates.logPrior(x, data.size());
    double[] scores = logDensity(coordinates.of(x, data.size()), data);
    for (int n = 0; n < scores.length; n++) {
      scores[n] = score(scores[n], logPrior[n]);
    }
    return scores;
  }

  @Override
  public PosteriorSampler sampler(int bank, LadderSettings ladder, UniformRandomProvider random) {
    DirectSampling sampling = new DirectSampling(prior, proposal);
    return (data, samples, deadline, generator) -> {
      float[] context = network.context(standardisation, List.of(data));
      DirectSampling.Source source =
          (count, state) ->
              coordinates.toOwnUnits(
                  withDensity(
                      (density, leaves) -> density.draw(leaves, context, count, state).u()));
      // Every draw is independent of the others.
      return sampling.sample(source, samples, samples, Double.NaN, deadline, generator);
    };
  }

  @Override
  public void close() {
    weights.close();
  }

  /**
   * log q in the flow's coordinates, nats, of rows {@code w}, [N, P], with one item or each its
   * own.
   */
  private double[] logDensity(float[] w, List<Data> data) {
    float[] context = network.context(standardisation, data);
    return w.length == 0
        ? new double[0]
        : withDensity((density, leaves) -> density.logDensity(leaves, w, context));
  }

  /** Negative infinity outside the prior's support. */
  private static double score(double logDensity, double logPrior) {
    return Double.isFinite(logPrior) && !Double.isNaN(logDensity)
        ? logDensity - logPrior
        : Double.NEGATIVE_INFINITY;
  }

  private <T> T withDensity(BiFunction<SplineDensity, NDArray[], T> work) {
    return weights.use(
        leaves ->
            densities.use(
                density -> TensorRuntime.compute(false, manager -> work.apply(density, leaves))));
  }
}
