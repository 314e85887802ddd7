package io.streambed.science.network;

import java.util.Arrays;

/**
 * Loss and gradient of consecutive pairs of a batch, on the thread that calls, a few at a time.
 *
 * <p>Holds memory that the engine looks into: one call at a time.
 */
final class NpeCPass {
  /** Rows of the flow in one forward and backward pass. */
  private static final int ROWS = 2048;

  private final Weights served;
  private final SplineGradient pass;
  private final SplineDensity density;
  private final float[] gradient;
  private final float[] part;

  NpeCPass(FlowNetwork network, Weights served) {
    this.served = served;
    pass = new SplineGradient(network.flow(), served);
    density = new SplineDensity(network.flow());
    gradient = new float[network.layout().length()];
    part = new float[gradient.length];
  }

  /** Sum of the loss of all pairs, nats. */
  double loss(AtomBatch batch) {
    double sum = 0;
    for (int from = 0; from < batch.pairs(); from += chunk(batch)) {
      int first = from;
      int last = Math.min(batch.pairs(), from + chunk(batch));
      double[] logDensity =
          TensorRuntime.compute(
              false,
              manager ->
                  density.logDensity(
                      served.leaves(manager), batch.rows(first, last), batch.context(first, last)));
      sum += (last - first) * batch.loss(first, last, logDensity).value();
    }
    return sum;
  }

  /**
   * Sum of the loss of pairs {@code from} to {@code to - 1}, nats; the gradient of the batch's mean
   * loss by those pairs as {@link #gradient}.
   */
  double step(AtomBatch batch, int from, int to) {
    Arrays.fill(gradient, 0);
    double sum = 0;
    for (int start = from; start < to; start += chunk(batch)) {
      int first = start;
      int last = Math.min(to, start + chunk(batch));
      double share = (double) (last - first) / batch.pairs();
      sum +=
          pass.run(
                  batch.rows(first, last),
                  batch.context(first, last),
                  logDensity -> batch.loss(first, last, logDensity).times(share),
                  part)
              .loss();
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += part[i];
      }
    }
    return sum * batch.pairs();
  }

  /** Of the last {@link #step}, laid out as the network's weights. */
  float[] gradient() {
    return gradient;
  }

  /** Runs between forward and backward; for tests of memory that is freed too early. */
  void betweenPasses(Runnable hook) {
    pass.betweenPasses(hook);
  }

  private static int chunk(AtomBatch batch) {
    return Math.max(1, ROWS / batch.atoms());
  }
}
