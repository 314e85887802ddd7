package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.streambed.science.Data;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.List;

/**
 * Loss and gradient of consecutive items of a batch, on the thread that calls, a few at a time.
 *
 * <p>Holds memory that the engine looks into: one call at a time.
 */
final class NreCPass {
  /** Rows of parameters and data together in one forward and backward pass. */
  private static final int ROWS = 4096;

  private final RatioNetwork network;
  private final double odds;
  private final DataFeed data;
  private final Weights served;
  private final EnginePass pass;
  private final float[] gradient;
  private final float[] part;
  private NativeFloats rows = new NativeFloats(0);
  private Runnable betweenPasses = () -> {};

  NreCPass(RatioNetwork network, double odds, DataFeed data, Weights served) {
    this.network = network;
    this.odds = odds;
    this.data = data;
    this.served = served;
    pass = new EnginePass(served, network.layout().partFrom(0));
    gradient = new float[network.layout().length()];
    part = new float[gradient.length];
  }

  /**
   * A batch with its contrasts: item n meets the parameters of items n, n + 1, ... n + K, the first
   * following on the last.
   *
   * @param data B items
   * @param parameters whitened, [B, P]
   * @param contrasts K, below B
   */
  record Batch(List<Data> data, Whitened parameters, int contrasts) {}

  /** Sum of the loss of items {@code from} to {@code to - 1}, nats. */
  double loss(Batch batch, int from, int to) {
    double sum = 0;
    for (int start = from; start < to; start += chunk(batch)) {
      int first = start;
      int items = Math.min(chunk(batch), to - start);
      float[] scores =
          TensorRuntime.compute(
              false,
              manager ->
                  scores(batch, first, items, manager, served.leaves(manager)).toFloatArray());
      sum += NreCLoss.of(scores, items, odds, 1, new float[scores.length]);
    }
    Reference.reachabilityFence(this);
    return sum;
  }

  /** The same, with the gradient of the batch's mean loss by those items as {@link #gradient}. */
  double step(Batch batch, int from, int to) {
    Arrays.fill(gradient, 0);
    double[] sum = new double[1];
    double scale = 1.0 / batch.data().size();
    for (int start = from; start < to; start += chunk(batch)) {
      int first = start;
      int items = Math.min(chunk(batch), to - start);
      pass.run(
          (manager, leaves) -> scores(batch, first, items, manager, leaves),
          scores -> {
            float[] slopes = new float[scores.length];
            sum[0] += NreCLoss.of(scores, items, odds, scale, slopes);
            betweenPasses.run();
            return slopes;
          },
          part);
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += part[i];
      }
    }
    Reference.reachabilityFence(this);
    return sum[0];
  }

  /** Of the last {@link #step}, laid out as the network's weights. */
  float[] gradient() {
    return gradient;
  }

  /** Runs between forward and backward; for tests of memory that is freed too early. */
  void betweenPasses(Runnable hook) {
    betweenPasses = hook;
  }

  private static int chunk(Batch batch) {
    return Math.max(1, ROWS / (batch.contrasts() + 1));
  }

  /** Row k of the scores, of K + 1, is of items meeting the parameters k places on. */
  private NDArray scores(Batch batch, int first, int items, NDManager manager, NDArray[] leaves) {
    Whitened parameters = batch.parameters();
    int size = parameters.parameters();
    int sets = batch.contrasts() + 1;
    rows = rows.holding(sets * items * size);
    int count = batch.data().size();
    for (int k = 0; k < sets; k++) {
      for (int i = 0; i < items; i++) {
        parameters.copy((first + i + k) % count, rows, (k * items + i) * size);
      }
    }
    return network.forward(
        rows.view(manager, 0, new Shape((long) sets * items, size)),
        data.rows(manager, batch.data().subList(first, first + items)),
        leaves);
  }
}
