package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.streambed.science.Data;
import io.streambed.science.DataEmbedding;
import io.streambed.science.EmbedAndEmulateSettings;
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
 * A frozen {@link DiscrepancyNetwork}. Parameters are emulated once for all observations; an
 * observation costs a pass through the small network h for each draw of the bank.
 */
final class DiscrepancyCritic implements PosteriorEstimator, DataEmbedding {
  /** Rows that the networks take at once; more would leave the cache. */
  private static final int CHUNK = 2048;

  private final Prior prior;
  private final Proposal proposal;
  private final Standardisation standardisation;
  private final EmbedAndEmulateSettings settings;
  private final DiscrepancyNetwork network;
  private final FrozenWeights weights;
  private final Pool<Feed> feeds = new Pool<>(Feed::new);

  private DiscrepancyCritic(
      Prior prior,
      Proposal proposal,
      Standardisation standardisation,
      EmbedAndEmulateSettings settings,
      DiscrepancyNetwork network,
      FrozenWeights weights) {
    this.prior = prior;
    this.proposal = proposal;
    this.standardisation = standardisation;
    this.settings = settings;
    this.network = network;
    this.weights = weights;
  }

  /** See {@link EstimatorFamily#load}. */
  static DiscrepancyCritic load(
      EmbedAndEmulateSettings settings,
      Prior prior,
      Proposal proposal,
      List<Integer> dataShape,
      SortedMap<String, Tensor> tensors) {
    DiscrepancyNetwork network = new DiscrepancyNetwork(settings, prior.size(), dataShape);
    Standardisation standardisation =
        Standardisation.of(tensors, prior.size(), network.inputs().channels());
    float[] flat = network.layout().flat(tensors);
    network.layout().requireOnly(tensors, Standardisation.NAMES);
    FrozenWeights weights = new FrozenWeights(network.layout(), flat);
    return new DiscrepancyCritic(prior, proposal, standardisation, settings, network, weights);
  }

  @Override
  public Candidates candidates(double[] x, int count) {
    float[] emulated = emulate(x, count);
    return data -> {
      float[] scores = new float[Math.multiplyExact(data.size(), count)];
      for (int n = 0; n < data.size(); n++) {
        System.arraycopy(
            meet(encode(data.get(n)), emulated, 0, count), 0, scores, n * count, count);
      }
      return scores;
    };
  }

  @Override
  public double[] own(List<Data> data, double[] x) {
    float[] emulated = emulate(x, data.size());
    double[] scores = new double[data.size()];
    for (int n = 0; n < scores.length; n++) {
      scores[n] = meet(encode(data.get(n)), emulated, n, n + 1)[0];
    }
    return scores;
  }

  @Override
  public PosteriorSampler sampler(int bank, LadderSettings ladder, UniformRandomProvider random) {
    Bank draws = Bank.create(prior, proposal, bank, random);
    float[] inside = emulate(draws.draws(), draws.size());
    float[] around = emulate(draws.fringeDraws(), draws.fringeSize());
    Ladder rungs = new Ladder(prior, proposal, draws, ladder);
    return new WindowSampler(rungs, data -> new OneDatum(encode(data), inside, around));
  }

  @Override
  public int embedding() {
    return settings.embedding();
  }

  /** {@inheritDoc} Those of independent repeats are added. */
  @Override
  public float[] embedData(List<Data> data) {
    int size = embedding();
    float[] embedded = new float[Math.multiplyExact(data.size(), size)];
    for (int n = 0; n < data.size(); n++) {
      float[] rows = encode(data.get(n));
      for (int from = 0; from < rows.length; from += network.outputs()) {
        for (int e = 0; e < size; e++) {
          embedded[n * size + e] += rows[from + e];
        }
      }
    }
    return embedded;
  }

  @Override
  public void close() {
    weights.close();
  }

  /** f with c of every row of one item of data, [R, outputs]. */
  private float[] encode(Data data) {
    network.inputs().requireReadable(data);
    return withFeed(
        false,
        (manager, leaves, feed) ->
            network.encode(feed.data.rows(manager, List.of(data)), leaves).toFloatArray());
  }

  /** g with b of {@code count} rows of parameters, [count, outputs]. */
  private float[] emulate(double[] x, int count) {
    if (count < 0 || (long) count * prior.size() > x.length) {
      throw new IllegalArgumentException(
          "expected parameters [%d, %d], got %d values".formatted(count, prior.size(), x.length));
    }
    float[] emulated = new float[count * network.outputs()];
    for (int from = 0; from < count; from += CHUNK) {
      int first = from;
      int rows = Math.min(CHUNK, count - from);
      float[] part =
          withFeed(
              false,
              (manager, leaves, feed) ->
                  network.emulate(feed.parameters(manager, x, first, rows), leaves).toFloatArray());
      System.arraycopy(part, 0, emulated, from * network.outputs(), part.length);
    }
    return emulated;
  }

  /**
   * Scores of one item of data, [R, outputs], with rows {@code from} to {@code to}, not included,
   * of {@code emulated}, [M, outputs].
   */
  private float[] meet(float[] encoded, float[] emulated, int from, int to) {
    float[] scores = new float[to - from];
    for (int next = from; next < to; next += CHUNK) {
      int first = next;
      int rows = Math.min(CHUNK, to - first);
      float[] part =
          withFeed(
              false,
              (manager, leaves, feed) ->
                  network
                      .all(
                          feed.encoded(manager, encoded),
                          feed.emulated(manager, emulated, first, rows),
                          leaves)
                      .toFloatArray());
      add(part, scores, first - from, rows);
    }
    return scores;
  }

  /** Adds scores of R rows of data with {@code rows} parameters, [R rows]. */
  private static void add(float[] part, float[] scores, int from, int rows) {
    for (int i = 0; i < part.length; i++) {
      scores[from + i % rows] += part[i];
    }
  }

  /** Scores with one item of data, and their slopes through h and the emulator. */
  private final class OneDatum implements SlopedScoring {
    private final float[] encoded;
    private final float[] inside;
    private final float[] around;

    /**
     * @param encoded of the item, [R, outputs]
     * @param inside of the bank's draws
     * @param around of those around its proposal
     */
    OneDatum(float[] encoded, float[] inside, float[] around) {
      this.encoded = encoded;
      this.inside = inside;
      this.around = around;
    }

    @Override
    public double[] at(double[] x, int count) {
      return Scores.wide(meet(encoded, emulate(x, count), 0, count));
    }

    @Override
    public double[] atBank(Bank bank, int from, int to) {
      return Scores.wide(meet(encoded, inside, from, to));
    }

    @Override
    public double[] atFringe(Bank bank) {
      return Scores.wide(meet(encoded, around, 0, bank.fringeSize()));
    }

    @Override
    public double[] withSlopes(double[] x, int count, double[] slopes) {
      float[] scores = new float[count];
      for (int from = 0; from < count; from += CHUNK) {
        int rows = Math.min(CHUNK, count - from);
        float[] byWhitened = byWhitened(x, from, rows, scores);
        standardisation.pullBack(prior, x, from, rows, byWhitened, slopes);
      }
      return Scores.wide(scores);
    }

    /** Slopes by whitened rows, [rows, P]; adds the scores to their places. */
    private float[] byWhitened(double[] x, int from, int rows, float[] scores) {
      int width = network.outputs();
      return withFeed(
          true,
          (manager, leaves, feed) -> {
            NDArray parameters = feed.parameters(manager, x, from, rows);
            parameters.setRequiresGradient(true);
            NDArray all =
                network.all(
                    feed.encoded(manager, encoded), network.emulate(parameters, leaves), leaves);
            add(all.toFloatArray(), scores, from, rows);
            TensorRuntime.backward(all, manager.ones(all.getShape()));
            return parameters.getGradient().toFloatArray();
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
    private final ParameterFeed parameters = new ParameterFeed(prior, standardisation);
    private final DataFeed data =
        new DataFeed(network.inputs(), settings.transform(), standardisation);
    private NativeFloats encoded = new NativeFloats(0);
    private NativeFloats emulated = new NativeFloats(0);

    /** Whitened rows from {@code from} on, [count, P]. */
    NDArray parameters(NDManager manager, double[] x, int from, int count) {
      parameters.begin(count);
      for (int row = from; row < from + count; row++) {
        parameters.add(x, row * prior.size());
      }
      return parameters.rows(manager);
    }

    /** All of f with c, [R, outputs]. */
    NDArray encoded(NDManager manager, float[] rows) {
      encoded = encoded.holding(rows.length);
      return view(manager, encoded, rows, 0, rows.length / network.outputs());
    }

    /** Rows of g with b from {@code from} on, [count, outputs]. */
    NDArray emulated(NDManager manager, float[] rows, int from, int count) {
      emulated = emulated.holding(count * network.outputs());
      return view(manager, emulated, rows, from, count);
    }

    private NDArray view(
        NDManager manager, NativeFloats memory, float[] rows, int from, int count) {
      int width = network.outputs();
      memory.put(0, rows, from * width, count * width);
      return memory.view(manager, 0, new Shape(count, width));
    }
  }
}
