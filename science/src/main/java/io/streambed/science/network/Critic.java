package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import io.streambed.science.Data;
import io.streambed.science.EstimatorSettings;
import io.streambed.science.Tensor;
import io.streambed.science.network.EmbeddingHead.Side;
import io.streambed.science.prior.Prior;
import java.lang.ref.Reference;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * A frozen critic s(φ, y) = F(y) · G(φ), its embeddings E + 2 long with the bias terms inside.
 *
 * <p>Any number of threads may use it at once. {@link #close} waits for those inside; whoever comes
 * later gets an IllegalStateException.
 */
public final class Critic implements AutoCloseable {
  /** Rows that the emulator takes at once; more would leave the cache. */
  private static final int CHUNK = 2048;

  private final Prior prior;
  private final Standardisation standardisation;
  private final EstimatorSettings settings;
  private final CriticNetwork network;
  private final FrozenWeights weights;
  private final ConcurrentLinkedQueue<DataFeed> dataFeeds = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<ParameterFeed> parameterFeeds = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<ScoreSlopes> scoreSlopes = new ConcurrentLinkedQueue<>();
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  private Critic(
      Prior prior,
      Standardisation standardisation,
      EstimatorSettings settings,
      CriticNetwork network,
      FrozenWeights weights) {
    this.prior = prior;
    this.standardisation = standardisation;
    this.settings = settings;
    this.network = network;
    this.weights = weights;
  }

  /**
   * Copies {@code tensors} into a critic.
   *
   * @param prior gives P and the parameters' standard coordinates
   * @param dataShape sizes of the axes of y
   * @param tensors what {@link Learner#tensors} gave
   * @throws IllegalArgumentException naming the tensor that is missing, unknown, of a wrong shape
   *     or not finite
   */
  public static Critic load(
      EstimatorSettings settings,
      Prior prior,
      List<Integer> dataShape,
      SortedMap<String, Tensor> tensors) {
    CriticNetwork network = new CriticNetwork(settings, prior.size(), dataShape);
    Standardisation standardisation =
        Standardisation.of(tensors, prior.size(), network.inputs().channels());
    float[] flat = network.layout().flat(tensors);
    for (String name : tensors.keySet()) {
      if (!network.layout().contains(name) && !Standardisation.NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "expected the tensors of %s, got an unknown one, %s %s"
                .formatted(settings, name, tensors.get(name)));
      }
    }
    FrozenWeights weights = new FrozenWeights(network.layout(), flat);
    return new Critic(prior, standardisation, settings, network, weights);
  }

  /**
   * How large the critic is that {@code settings} ask for; nothing is made.
   *
   * @param parameters P
   * @param dataShape sizes of the axes of y
   * @return bytes of all its weights; {@link Long#MAX_VALUE} for more than an array holds
   * @throws IllegalArgumentException if the encoder cannot read data of that shape, saying which it
   *     reads
   */
  public static long weightBytes(
      EstimatorSettings settings, int parameters, List<Integer> dataShape) {
    try {
      return (long) Float.BYTES
          * new CriticNetwork(settings, parameters, dataShape).layout().length();
    } catch (ArithmeticException beyondAnArray) {
      return Long.MAX_VALUE;
    }
  }

  /** E + 2, the length of every embedding. */
  public int width() {
    return network.head().width();
  }

  /** τ; the root of E for INNER_PRODUCT. */
  public double temperature() {
    return weights.temperature(network);
  }

  /**
   * F(y) = [f(y) / τ, 1, c(y)] of each item; for a sum of repeats the sum over its rows, however
   * many.
   *
   * @param data N items in the shape of the simulator
   * @return [N, E + 2] row-major
   * @throws IllegalArgumentException if a shape is wrong
   */
  public float[] encode(List<Data> data) {
    for (Data item : data) {
      network.inputs().requireReadable(item);
    }
    if (data.isEmpty()) {
      return new float[0];
    }
    return used(
        () -> {
          float[] rows = encodeRows(data);
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
  public float[] emulate(double[] x, int count) {
    if (count < 0 || (long) count * prior.size() > x.length) {
      throw new IllegalArgumentException(
          "expected parameters [%d, %d], got %d values".formatted(count, prior.size(), x.length));
    }
    return used(
        () -> {
          float[] embedded = new float[count * width()];
          for (int from = 0; from < count; from += CHUNK) {
            float[] part = emulateChunk(x, from, Math.min(CHUNK, count - from));
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
  public double[] scoresAndSlopes(double[] x, int count, float[] embedding, double[] slopes) {
    int shortest = Math.min(x.length, slopes.length);
    if (count < 0 || (long) count * prior.size() > shortest || embedding.length != width()) {
      throw new IllegalArgumentException(
          "expected parameters and slopes [%d, %d] and an embedding [%d], got %d, %d and %d values"
              .formatted(count, prior.size(), width(), x.length, slopes.length, embedding.length));
    }
    return used(
        () -> {
          ScoreSlopes pooled = scoreSlopes.poll();
          ScoreSlopes pass =
              pooled != null ? pooled : new ScoreSlopes(prior, standardisation, network);
          double[] scores = new double[count];
          for (int from = 0; from < count; from += CHUNK) {
            int rows = Math.min(CHUNK, count - from);
            pass.run(x, from, rows, embedding, weights.leaves(), scores, slopes);
          }
          scoreSlopes.add(pass);
          return scores;
        });
  }

  /**
   * All scores s_ij = F_i · G_j, nats.
   *
   * @param f embeddings of data, [n, width] row-major
   * @param g embeddings of parameters, [m, width] row-major
   * @return [n, m] row-major
   * @throws IllegalArgumentException if an array is shorter
   */
  public static float[] scores(float[] f, int n, float[] g, int m, int width) {
    return Scores.of(f, n, g, m, width);
  }

  /** Frees the native memory, as soon as nobody is inside. Closing twice is harmless. */
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      weights.close();
    } finally {
      lock.writeLock().unlock();
    }
  }

  private int rowsOf(Data item) {
    return item.size() / network.inputs().rowSize();
  }

  private float[] encodeRows(List<Data> data) {
    DataFeed pooled = dataFeeds.poll();
    DataFeed feed =
        pooled != null
            ? pooled
            : new DataFeed(network.inputs(), settings.transform(), standardisation);
    float[] rows =
        TensorRuntime.compute(
            false,
            manager -> {
              NDArray inputs = feed.rows(manager, data);
              return network.encode(inputs, weights.leaves()).toFloatArray();
            });
    dataFeeds.add(feed);
    EmbeddingHead head = network.head();
    return head.embed(Side.DATA, rows, rows.length / head.outputs(), (float) (1 / temperature()));
  }

  private float[] emulateChunk(double[] x, int from, int count) {
    ParameterFeed pooled = parameterFeeds.poll();
    ParameterFeed feed = pooled != null ? pooled : new ParameterFeed(prior, standardisation);
    feed.begin(count);
    for (int row = from; row < from + count; row++) {
      feed.add(x, row * prior.size());
    }
    float[] rows =
        TensorRuntime.compute(
            false, manager -> network.emulate(feed.rows(manager), weights.leaves()).toFloatArray());
    parameterFeeds.add(feed);
    return network.head().embed(Side.PARAMETERS, rows, count, 1);
  }

  private <T> T used(Supplier<T> work) {
    lock.readLock().lock();
    try {
      weights.requireOpen();
      return work.get();
    } finally {
      Reference.reachabilityFence(this);
      lock.readLock().unlock();
    }
  }
}
