package io.streambed.science.network;

import java.util.function.Function;
import java.util.function.IntFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/** A flow with its weights and Adam. */
final class FittedFlow {
  private static final double CLIP = 5;
  private final WeightLayout layout = new WeightLayout();
  private final SplineFlow flow;
  private final Weights served;
  private final SplineGradient pass;
  private final SplineDensity density;
  private final float[] weights;
  private final float[] first;
  private final float[] second;
  private final float[] gradient;
  private long updates;

  FittedFlow(SplineSettings settings, long seed) {
    flow = new SplineFlow(layout, "flow", settings);
    weights = layout.start(RandomSource.L64_X128_MIX.create(seed));
    first = new float[weights.length];
    second = new float[weights.length];
    gradient = new float[weights.length];
    served = new Weights(layout);
    pass = new SplineGradient(flow, served);
    density = new SplineDensity(flow);
  }

  /** The flow of NPE-C (arXiv 1905.07488): 5 couplings, 10 bins within ± 3, 2 blocks of 50. */
  static SplineSettings standard(int parameters, int context) {
    return new SplineSettings(parameters, context, 5, 10, 3, 50, 2);
  }

  /** A batch with as many rows of u as of context. */
  record Batch(float[] u, float[] context) {}

  WeightLayout layout() {
    return layout;
  }

  float[] weights() {
    return weights;
  }

  float[] gradient() {
    return gradient;
  }

  SplineGradient pass() {
    return pass;
  }

  /** Moves every weight by up to ± {@code bound}, so that the flow is far from the identity. */
  FittedFlow roughened(double bound, long seed) {
    UniformRandomProvider random = RandomSource.L64_X128_MIX.create(seed);
    for (WeightLayout.Entry entry : layout.entries()) {
      for (int i = 0; i < entry.size(); i++) {
        weights[entry.offset() + i] += (float) (bound * (2 * random.nextDouble() - 1));
      }
    }
    return this;
  }

  /** Loss and, in {@link #gradient}, its gradient. */
  SplineGradient.Result differentiate(
      float[] u, float[] context, Function<double[], DensityLoss> loss) {
    served.set(weights);
    return pass.run(u, context, loss, gradient);
  }

  /** One step of Adam; the loss before it. */
  double step(float[] u, float[] context, Function<double[], DensityLoss> loss, double rate) {
    double value = differentiate(u, context, loss).loss();
    float clip = (float) Math.min(1, CLIP / Adam.norm(gradient));
    Adam.update(weights, first, second, gradient, clip, rate, ++updates);
    return value;
  }

  /** Maximum likelihood on fresh batches, the rate falling to 0 along a cosine. */
  void fit(int steps, double rate, IntFunction<Batch> batches) {
    for (int step = 0; step < steps; step++) {
      Batch batch = batches.apply(step);
      double now = rate * 0.5 * (1 + Math.cos(Math.PI * step / steps));
      step(batch.u(), batch.context(), DensityLoss::negativeMean, now);
    }
  }

  double[] logDensity(float[] u, float[] context) {
    served.set(weights);
    return TensorRuntime.compute(
        false, manager -> density.logDensity(served.leaves(manager), u, context));
  }

  SplineDensity.Draws draw(float[] context, int count, long seed) {
    served.set(weights);
    UniformRandomProvider random = RandomSource.L64_X128_MIX.create(seed);
    return TensorRuntime.compute(
        false, manager -> density.draw(served.leaves(manager), context, count, random));
  }

  /** The z of each u, one context for all. */
  double[] towardsBase(double[] u, float[] context) {
    served.set(weights);
    double[] logDensity = new double[u.length / flow.settings().parameters()];
    SplineContext given = SplineContext.of(context, context.length, logDensity.length);
    return TensorRuntime.compute(
        false, manager -> density.towardsBase(served.leaves(manager), u, given, logDensity));
  }

  /** The u of each z, one context for all; adds log |det dz/du| to {@code logDensity}. */
  double[] fromBase(double[] z, float[] context, double[] logDensity) {
    served.set(weights);
    SplineContext given = SplineContext.of(context, context.length, logDensity.length);
    return TensorRuntime.compute(
        false, manager -> density.fromBase(served.leaves(manager), z, given, logDensity));
  }
}
