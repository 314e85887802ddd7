package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import io.streambed.science.Data;
import io.streambed.science.EmbedAndEmulateSettings;
import io.streambed.science.EmbeddingEstimator;
import io.streambed.science.Tensor;
import io.streambed.science.network.EmbeddingHead.Side;
import io.streambed.science.posterior.Bank;
import io.streambed.science.posterior.DifferentiableEmulator;
import io.streambed.science.posterior.EmbeddedBank;
import io.streambed.science.posterior.Ladder;
import io.streambed.science.posterior.LadderSettings;
import io.streambed.science.posterior.PosteriorEstimator;
import io.streambed.science.posterior.PosteriorSampler;
import io.streambed.science.posterior.StatisticSampler;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import java.util.List;
import java.util.SortedMap;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A frozen critic s(φ, y) = F(y) · G(φ), its embeddings E + 2 long with the bias terms inside. One
 * constant for all y.
 */
final class Critic implements PosteriorEstimator, EmbeddingEstimator {
  /** Rows that the emulator takes at once; more would leave the cache. */
  private static final int CHUNK = 2048;

  private final Prior prior;
  private final Proposal proposal;
  private final Standardisation standardisation;
  private final EmbedAndEmulateSettings settings;
  private final CriticNetwork network;
  private final FrozenWeights weights;
  private final Pool<DataFeed> dataFeeds;
  private final Pool<ParameterFeed> parameterFeeds;
  private final Pool<ScoreSlopes> scoreSlopes;

  private Critic(
      Prior prior,
      Proposal proposal,
      Standardisation standardisation,
      EmbedAndEmulateSettings settings,
      CriticNetwork network,
      FrozenWeights weights) {
    this.prior = prior;
    this.proposal = proposal;
    this.standardisation = standardisation;
    this.settings = settings;
    this.network = network;
    this.weights = weights;
    dataFeeds =
        new Pool<>(() -> new DataFeed(network.inputs(), settings.transform(), standardisation));
    parameterFeeds = new Pool<>(() -> new ParameterFeed(prior, standardisation));
    scoreSlopes = new Pool<>(() -> new ScoreSlopes(prior, standardisation, network));
  }

  /** See {@link EstimatorFamily#load}. */
  static Critic load(
      EmbedAndEmulateSettings settings,
      Prior prior,
      Proposal proposal,
      List<Integer> dataShape,
      SortedMap<String, Tensor> tensors) {
    CriticNetwork network = new CriticNetwork(settings, prior.size(), dataShape);
    Standardisation standardisation =
        Standardisation.of(tensors, prior.size(), network.inputs().channels());
    float[] flat = network.layout().flat(tensors);
    network.layout().requireOnly(tensors, Standardisation.NAMES);
    FrozenWeights weights = new FrozenWeights(network.layout(), flat);
    return new Critic(prior, proposal, standardisation, settings, network, weights);
  }

  @Override
  public Candidates candidates(double[] x, int count) {
    float[] g = emulate(x, count);
    return data -> Scores.of(encode(data), data.size(), g, count, width());
  }

  @Override
  public double[] own(List<Data> data, double[] x) {
    float[] f = encode(data);
    float[] g = emulate(x, data.size());
    double[] scores = new double[data.size()];
    for (int n = 0; n < scores.length; n++) {
      for (int e = n * width(); e < (n + 1) * width(); e++) {
        scores[n] += f[e] * g[e];
      }
    }
    return scores;
  }

  @Override
  public PosteriorSampler sampler(int bank, LadderSettings ladder, UniformRandomProvider random) {
    Bank draws = Bank.create(prior, proposal, bank, random);
    EmbeddedBank embedded =
        EmbeddedBank.of(DifferentiableEmulator.of(this::emulate, this::scoresAndSlopes), draws);
    Ladder rungs = new Ladder(prior, proposal, draws, ladder);
    return new StatisticSampler(embedded, rungs, data -> encode(List.of(data)), f -> places(f, 1));
  }

  @Override
  public int embedding() {
    return settings.embedding();
  }

  @Override
  public float[] embedData(List<Data> data) {
    return places(encode(data), data.size());
  }

  /** f of each row of F, [rows, E + 2]. */
  private float[] places(float[] rows, int count) {
    float[] f = unbiased(rows, count);
    for (int i = 0; i < f.length; i++) {
      f[i] *= (float) temperature();
    }
    return f;
  }

  @Override
  public float[] embedParameters(double[] x, int count) {
    return unbiased(emulate(x, count), count);
  }

  /** The slopes of s at F = a unit vector are those of one value of G. */
  @Override
  public double[] embeddingSlopes(double[] x, int count) {
    int size = prior.size();
    double[] slopes = new double[count * embedding() * size];
    double[] one = new double[count * size];
    for (int e = 0; e < embedding(); e++) {
      float[] unit = new float[width()];
      unit[e] = 1;
      scoresAndSlopes(x, count, unit, one);
      for (int row = 0; row < count; row++) {
        System.arraycopy(one, row * size, slopes, (row * embedding() + e) * size, size);
      }
    }
    return slopes;
  }

  /** The first E values of each row of embeddings, [rows, E + 2]. */
  private float[] unbiased(float[] rows, int count) {
    float[] shorter = new float[count * embedding()];
    for (int row = 0; row < count; row++) {
      System.arraycopy(rows, row * width(), shorter, row * embedding(), embedding());
    }
    return shorter;
  }

  /** E + 2, the length of every embedding. */
  int width() {
    return network.head().width();
  }

  /** τ; the root of E for INNER_PRODUCT. */
  double temperature() {
    return network.temperature(weights.flat());
  }

  /**
   * F(y) = [f(y) / τ, 1, c(y)] of each item; for a sum of repeats the sum over its rows, however
   * many.
   *
   * @param data N items in the shape of the simulator
   * @return [N, E + 2] row-major
   * @throws IllegalArgumentException if a shape is wrong
   */
  float[] encode(List<Data> data) {
    for (Data item : data) {
      network.inputs().requireReadable(item);
    }
    if (data.isEmpty()) {
      return new float[0];
    }
    return weights.use(
        leaves -> {
          float[] rows = encodeRows(data, leaves);
          return rows.length == data.size() * width()
              ? rows
              : RowSum.of(rows, data.size(), n -> rowsOf(data.get(n)), width());
        });
  }

  /**
   * G(φ) = [g(φ), b(φ), 1] of {@code count} rows of parameters.
   *
   * @param x [S, P] row-major, in the parameters' own units; only the first {@code count} rows are
   *     read
   * @return [count, E + 2] row-major
   * @throws IllegalArgumentException if there are fewer rows
   */
  float[] emulate(double[] x, int count) {
    if (count < 0 || (long) count * prior.size() > x.length) {
      throw new IllegalArgumentException(
          "expected parameters [%d, %d], got %d values".formatted(count, prior.size(), x.length));
    }
    return weights.use(
        leaves -> {
          float[] embedded = new float[count * width()];
          for (int from = 0; from < count; from += CHUNK) {
            float[] part = emulateChunk(x, from, Math.min(CHUNK, count - from), leaves);
            System.arraycopy(part, 0, embedded, from * width(), part.length);
          }
          return embedded;
        });
  }

  /**
   * Scores s = F · G(x) of {@code count} rows of parameters with one datum, and their slopes.
   *
   * @param x [S, P] row-major, in the parameters' own units; only the first {@code count} rows are
   *     read
   * @param embedding F of the datum, shape [E + 2]
   * @param slopes gets ds/dx, nats per own unit, [S, P] row-major
   * @return s, nats, shape [count]
   * @throws IllegalArgumentException if there are fewer rows or the embedding has another size
   */
  double[] scoresAndSlopes(double[] x, int count, float[] embedding, double[] slopes) {
    int shortest = Math.min(x.length, slopes.length);
    if (count < 0 || (long) count * prior.size() > shortest || embedding.length != width()) {
      throw new IllegalArgumentException(
          "expected parameters and slopes [%d, %d] and an embedding [%d], got %d, %d and %d values"
              .formatted(count, prior.size(), width(), x.length, slopes.length, embedding.length));
    }
    return weights.use(
        leaves ->
            scoreSlopes.use(
                pass -> {
                  double[] scores = new double[count];
                  for (int from = 0; from < count; from += CHUNK) {
                    int rows = Math.min(CHUNK, count - from);
                    pass.run(x, from, rows, embedding, leaves, scores, slopes);
                  }
                  return scores;
                }));
  }

  @Override
  public void close() {
    weights.close();
  }

  private int rowsOf(Data item) {
    return item.size() / network.inputs().rowSize();
  }

  private float[] encodeRows(List<Data> data, NDArray[] leaves) {
    float[] rows =
        dataFeeds.use(
            feed ->
                TensorRuntime.compute(
                    false,
                    manager -> network.encode(feed.rows(manager, data), leaves).toFloatArray()));
    EmbeddingHead head = network.head();
    return head.embed(Side.DATA, rows, rows.length / head.outputs(), (float) (1 / temperature()));
  }

  private float[] emulateChunk(double[] x, int from, int count, NDArray[] leaves) {
    float[] rows =
        parameterFeeds.use(
            feed -> {
              feed.begin(count);
              for (int row = from; row < from + count; row++) {
                feed.add(x, row * prior.size());
              }
              return TensorRuntime.compute(
                  false, manager -> network.emulate(feed.rows(manager), leaves).toFloatArray());
            });
    return network.head().embed(Side.PARAMETERS, rows, count, 1);
  }
}
