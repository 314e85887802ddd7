package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Evaluates a flow and draws from it, outside any graph.
 *
 * <p>Holds memory that the engine looks into: one thread at a time. Who serves many threads keeps
 * one for each.
 */
final class SplineDensity {
  /** Rows that the conditioners take at once; more would leave the cache. */
  private static final int CHUNK = 2048;

  private final SplineFlow flow;
  private NativeFloats memory = new NativeFloats(0);

  SplineDensity(SplineFlow flow) {
    this.flow = flow;
  }

  /**
   * Draws with their log densities.
   *
   * @param u [S, P]
   * @param logDensity log q(u | y) of each, [S], nats
   */
  record Draws(float[] u, double[] logDensity) {}

  /**
   * log q(u | y) of each row, nats, [B].
   *
   * @param weights all weights of the layout, by index
   * @param u standardised parameters, [B, P]
   * @param context standardised y, [N, C], N a divisor of B: one for all, or each for B / N rows
   * @throws IllegalArgumentException if a shape is wrong
   */
  double[] logDensity(NDArray[] weights, float[] u, float[] context) {
    int rows = flow.rows(u);
    int size = flow.settings().parameters();
    double[] logDensity = new double[rows];
    SplineContext given = SplineContext.of(context, flow.settings().context(), rows);
    for (int from = 0; from < rows; from += CHUNK) {
      int count = Math.min(CHUNK, rows - from);
      double[] part = SplineFlow.widened(Arrays.copyOfRange(u, from * size, (from + count) * size));
      double[] values = new double[count];
      flow.addBase(towardsBase(weights, part, given.part(from, count), values), values);
      System.arraycopy(values, 0, logDensity, from, count);
    }
    return logDensity;
  }

  /**
   * Independent draws by the exact inverse of the flow, a function of the generator's state.
   *
   * @param weights all weights of the layout, by index
   * @param context one standardised y, [C]
   * @param count S
   * @throws IllegalArgumentException if the context is not one row
   */
  Draws draw(NDArray[] weights, float[] context, int count, UniformRandomProvider random) {
    if (count < 0 || context.length != flow.settings().context()) {
      throw new IllegalArgumentException(
          "expected context [%d] and count >= 0, got %d values and %d"
              .formatted(flow.settings().context(), context.length, count));
    }
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    int size = flow.settings().parameters();
    Draws draws = new Draws(new float[count * size], new double[count]);
    SplineContext given = SplineContext.of(context, context.length, count);
    for (int from = 0; from < count; from += CHUNK) {
      int rows = Math.min(CHUNK, count - from);
      double[] z = new double[rows * size];
      for (int i = 0; i < z.length; i++) {
        z[i] = gaussian.sample();
      }
      double[] values = new double[rows];
      flow.addBase(z, values);
      double[] u = fromBase(weights, z, given, values);
      for (int i = 0; i < u.length; i++) {
        draws.u()[from * size + i] = (float) u[i];
      }
      System.arraycopy(values, 0, draws.logDensity(), from, rows);
    }
    return draws;
  }

  /** The z of each u, [B, P]; adds log |det dz/du| to {@code logDensity}, [B]. */
  double[] towardsBase(NDArray[] weights, double[] u, SplineContext context, double[] logDensity) {
    double[] x = u;
    for (SplineFlow.Stage stage : flow.stages()) {
      SplineCoupling coupling = stage.coupling();
      x = coupling.forward(x, splines(coupling, weights, x, context), logDensity);
      TriangularProduct mix = stage.mix().map(weights);
      x = mix.forward(x);
      add(mix.logDeterminant(), logDensity);
    }
    return x;
  }

  /** The u of each z, [B, P]; adds log |det dz/du| to {@code logDensity}, [B]. */
  double[] fromBase(NDArray[] weights, double[] z, SplineContext context, double[] logDensity) {
    double[] x = z;
    List<SplineFlow.Stage> stages = flow.stages();
    for (int i = stages.size() - 1; i >= 0; i--) {
      TriangularProduct mix = stages.get(i).mix().map(weights);
      x = mix.inverse(x);
      add(mix.logDeterminant(), logDensity);
      SplineCoupling coupling = stages.get(i).coupling();
      x = coupling.inverse(x, splines(coupling, weights, x, context), logDensity);
    }
    return x;
  }

  private float[] splines(
      SplineCoupling coupling, NDArray[] weights, double[] x, SplineContext context) {
    float[] filled = coupling.inputs(x, context);
    memory = memory.holding(filled.length);
    memory.put(0, filled, 0, filled.length);
    Shape shape = new Shape(filled.length / coupling.inputs(), coupling.inputs());
    float[] splines =
        TensorRuntime.compute(
            false,
            manager ->
                coupling
                    .conditioner()
                    .forward(memory.view(manager, 0, shape), weights)
                    .outputs()
                    .toFloatArray());
    Reference.reachabilityFence(this);
    coupling.prepare(splines);
    return splines;
  }

  private static void add(double value, double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += value;
    }
  }
}
