package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.streambed.science.ContrastSettings.Intra;
import io.streambed.science.network.EmbeddingHead.Side;
import io.streambed.science.network.SeededGenerator.Purpose;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * The intra-domain term (arXiv 2211.01554): within each tower the embedding of an item and that of
 * the same item with a little noise are told from those of other items,
 *
 * <pre>
 * L = weight (L_data + L_parameters), each symmetric InfoNCE with s_ij = u_i · v_j / temperature
 * </pre>
 *
 * u and v of length 1, without the towers' terms b and c. Rows of repeats are items of their own.
 *
 * <p>Holds memory that the engine looks into: one batch at a time.
 */
final class IntraDomain {
  private final Intra settings;
  private final EmbeddingHead head;
  private final EmbeddingHead sphere;
  private final int parameters;
  private final long seed;
  private NativeFloats noise = new NativeFloats(0);

  /**
   * @param head of the towers
   * @param parameters P
   * @param seed of the noise
   */
  IntraDomain(Intra settings, EmbeddingHead head, int parameters, long seed) {
    this.settings = settings;
    this.head = head;
    this.parameters = parameters;
    this.seed = seed;
    sphere = head.unitLength();
  }

  /** Standardised rows of data, [N, ...], and behind them the same with noise, [2 N, ...]. */
  NDArray twice(NDManager manager, NDArray rows, long step) {
    ZigguratSampler.NormalizedGaussian gaussian =
        ZigguratSampler.NormalizedGaussian.of(SeededGenerator.of(seed, Purpose.DATA_NOISE, step));
    float[] values = new float[Math.toIntExact(rows.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (settings.dataNoise() * gaussian.sample());
    }
    noise = noise.holding(values.length);
    noise.put(0, values, 0, values.length);
    return rows.concat(rows.add(noise.view(manager, 0, rows.getShape())), 0);
  }

  /** Noise on whitened parameters, [N, P], in each row on a random half of them (at least one). */
  float[] parameterNoise(int rows, long step) {
    UniformRandomProvider random = SeededGenerator.of(seed, Purpose.PARAMETER_NOISE, step);
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    PermutationSampler half =
        new PermutationSampler(random, parameters, Math.max(1, parameters / 2));
    float[] values = new float[rows * parameters];
    for (int row = 0; row < rows; row++) {
      for (int p : half.sample()) {
        values[row * parameters + p] = (float) (settings.parameterNoise() * gaussian.sample());
      }
    }
    return values;
  }

  /**
   * Adds the gradient of one domain's part to {@code slopes}, laid out as {@code outputs}, and
   * returns that part, nats.
   *
   * @param outputs a tower's, items in the first {@code count} rows
   * @param from row of the first item's twin with noise
   */
  double add(NDManager manager, float[] outputs, int from, int count, float[] slopes) {
    float scale = (float) (1 / settings.temperature());
    float[] items = directions(outputs, 0, count);
    float[] twins = directions(outputs, from, count);
    Shape shape = new Shape(count, sphere.width());
    InfoNce contrast =
        InfoNce.of(
            manager.create(sphere.embed(Side.DATA, items, count, scale), shape),
            manager.create(sphere.embed(Side.PARAMETERS, twins, count, 1), shape));
    float[] byItems = contrast.byData().toFloatArray();
    float[] byTwins = contrast.byParameters().toFloatArray();
    add(sphere.outputSlopes(Side.DATA, items, byItems, count, scale), slopes, 0);
    add(sphere.outputSlopes(Side.PARAMETERS, twins, byTwins, count, 1), slopes, from);
    return settings.weight() * contrast.loss();
  }

  /** The first E of {@code count} rows of outputs from row {@code from} on. */
  private float[] directions(float[] outputs, int from, int count) {
    int size = sphere.outputs();
    float[] directions = new float[count * size];
    for (int row = 0; row < count; row++) {
      System.arraycopy(outputs, (from + row) * head.outputs(), directions, row * size, size);
    }
    return directions;
  }

  private void add(float[] byDirection, float[] slopes, int from) {
    int size = sphere.outputs();
    for (int i = 0; i < byDirection.length; i++) {
      slopes[(from + i / size) * head.outputs() + i % size] +=
          (float) settings.weight() * byDirection[i];
    }
  }
}
