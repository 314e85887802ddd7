package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.streambed.science.Data;
import io.streambed.science.NreCSettings;
import io.streambed.science.Tensor;
import io.streambed.science.posterior.Bank;
import io.streambed.science.posterior.Ladder;
import io.streambed.science.posterior.LadderSettings;
import io.streambed.science.posterior.PosteriorEstimator;
import io.streambed.science.posterior.PosteriorSampler;
import io.streambed.science.posterior.SlopedScoring;
import io.streambed.science.posterior.WindowSampler;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import java.util.List;
import java.util.SortedMap;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A frozen classifier of parameters and data together. Every pair of the two costs a pass through
 * the network, so an observation costs one for each draw of the bank.
 */
final class RatioClassifier implements PosteriorEstimator {
  /** Rows that the network takes at once; more would leave the cache. */
  private static final int CHUNK = 2048;

  private final Prior prior;
  private final Proposal proposal;
  private final Standardisation standardisation;
  private final NreCSettings settings;
  private final RatioNetwork network;
  private final FrozenWeights weights;
  private final Pool<Feed> feeds = new Pool<>(Feed::new);

  private RatioClassifier(
      Prior prior,
      Proposal proposal,
      Standardisation standardisation,
      NreCSettings settings,
      RatioNetwork network,
      FrozenWeights weights) {
    this.prior = prior;
    this.proposal = proposal;
    this.standardisation = standardisation;
    this.settings = settings;
    this.network = network;
    this.weights = weights;
  }

  /** See {@link EstimatorFamily#load}. */
  static RatioClassifier load(
      NreCSettings settings,
      Prior prior,
      Proposal proposal,
      List<Integer> dataShape,
      SortedMap<String, Tensor> tensors) {
    RatioNetwork network = new RatioNetwork(settings, prior.size(), dataShape);
    Standardisation standardisation =
        Standardisation.of(tensors, prior.size(), network.inputs().channels());
    float[] flat = network.layout().flat(tensors);
    network.layout().requireOnly(tensors, Standardisation.NAMES);
    FrozenWeights weights = new FrozenWeights(network.layout(), flat);
    return new RatioClassifier(prior, proposal, standardisation, settings, network, weights);
  }

  @Override
  public Candidates candidates(double[] x, int count) {
    Whitened parameters = Whitened.of(standardisation, prior, x, count);
    return data -> {
      float[] scores = new float[Math.multiplyExact(data.size(), count)];
      for (int n = 0; n < data.size(); n++) {
        System.arraycopy(scores(data.get(n), parameters), 0, scores, n * count, count);
      }
      return scores;
    };
  }

  @Override
  public double[] own(List<Data> data, double[] x) {
    Whitened parameters = Whitened.of(standardisation, prior, x, data.size());
    double[] scores = new double[data.size()];
    for (int from = 0; from < scores.length; from += CHUNK) {
      int count = Math.min(CHUNK, scores.length - from);
      float[] part = meet(data.subList(from, from + count), parameters, from, count);
      for (int i = 0; i < count; i++) {
        scores[from + i] = part[i];
      }
    }
    return scores;
  }

  @Override
  public PosteriorSampler sampler(int bank, LadderSettings ladder, UniformRandomProvider random) {
    Ladder rungs = new Ladder(prior, proposal, Bank.create(prior, proposal, bank, random), ladder);
    return new WindowSampler(rungs, OneDatum::new);
  }

  @Override
  public void close() {
    weights.close();
  }

  private float[] scores(Data data, Whitened parameters) {
    float[] scores = new float[parameters.size()];
    for (int from = 0; from < scores.length; from += CHUNK) {
      int count = Math.min(CHUNK, scores.length - from);
      System.arraycopy(meet(List.of(data), parameters, from, count), 0, scores, from, count);
    }
    return scores;
  }

  /**
   * Scores of {@code count} rows of parameters from {@code from} on, all with the one item of
   * {@code data}, or each with its own.
   */
  private float[] meet(List<Data> data, Whitened parameters, int from, int count) {
    for (Data item : data) {
      network.inputs().requireReadable(item);
    }
    return withFeed(
        false,
        (manager, leaves, feed) ->
            network
                .forward(
                    feed.rows(manager, parameters, from, count),
                    feed.data.rows(manager, data),
                    leaves)
                .toFloatArray());
  }

  /** Scores with one item of data, and their slopes through the network. */
  private final class OneDatum implements SlopedScoring {
    private final Data data;

    OneDatum(Data data) {
      network.inputs().requireReadable(data);
      this.data = data;
    }

    @Override
    public double[] at(double[] x, int count) {
      return Scores.wide(scores(data, Whitened.of(standardisation, prior, x, count)));
    }

    @Override
    public double[] withSlopes(double[] x, int count, double[] slopes) {
      Whitened parameters = Whitened.of(standardisation, prior, x, count);
      double[] scores = new double[count];
      for (int from = 0; from < count; from += CHUNK) {
        int rows = Math.min(CHUNK, count - from);
        float[] byWhitened = byWhitened(parameters, from, rows, scores);
        standardisation.pullBack(prior, x, from, rows, byWhitened, slopes);
      }
      return scores;
    }

    /** Slopes by whitened rows, [count, P]; writes the scores to their places. */
    private float[] byWhitened(Whitened parameters, int from, int count, double[] scores) {
      return withFeed(
          true,
          (manager, leaves, feed) -> {
            NDArray rows = feed.rows(manager, parameters, from, count);
            rows.setRequiresGradient(true);
            NDArray outputs = network.forward(rows, feed.data.rows(manager, List.of(data)), leaves);
            float[] values = outputs.toFloatArray();
            for (int i = 0; i < count; i++) {
              scores[from + i] = values[i];
            }
            TensorRuntime.backward(outputs, manager.ones(outputs.getShape()));
            return rows.getGradient().toFloatArray();
          });
    }
  }

  /** What is done in the engine with all weights and memory of its own. */
  @FunctionalInterface
  private interface Pass {
    float[] run(NDManager manager, NDArray[] leaves, Feed feed);
  }

  private float[] withFeed(boolean gradients, Pass pass) {
    return weights.use(
        leaves ->
            feeds.use(
                feed ->
                    TensorRuntime.compute(gradients, manager -> pass.run(manager, leaves, feed))));
  }

  /** Memory that the engine looks into: one user at a time. */
  private final class Feed {
    private final NativeFloats parameters = new NativeFloats(CHUNK * prior.size());
    private final DataFeed data =
        new DataFeed(network.inputs(), settings.transform(), standardisation);

    NDArray rows(NDManager manager, Whitened whitened, int from, int count) {
      whitened.copy(from, count, parameters);
      return parameters.view(manager, 0, new Shape(count, whitened.parameters()));
    }
  }
}
