package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.streambed.science.Outcome;
import java.lang.ref.Reference;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Scores of some data of a batch with all its parameters, and the gradient of what is made of them,
 * on the thread that calls.
 *
 * <p>Holds memory that the engine looks into: one call at a time.
 */
final class DiscrepancyPass {
  private final DiscrepancyNetwork network;
  private final PairFeed feed;
  private final Weights served;
  private final EnginePass pass;

  DiscrepancyPass(DiscrepancyNetwork network, PairFeed feed, Weights served) {
    this.network = network;
    this.feed = feed;
    this.served = served;
    pass = new EnginePass(served, network.layout().partFrom(0));
  }

  /** Scores of pairs {@code from} to {@code to - 1} with the parameters of all, row-major. */
  float[] scores(List<Outcome.Pair> batch, int from, int to) {
    float[] scores =
        TensorRuntime.compute(
            false,
            manager ->
                summed(
                    rows(manager, served.leaves(manager), batch, from, to).toFloatArray(),
                    to - from));
    Reference.reachabilityFence(this);
    return scores;
  }

  /**
   * The same scores, and back.
   *
   * @param loss from the scores to the slopes of the loss by each
   * @param gradient takes the gradient by every weight that comes of them
   */
  void step(
      List<Outcome.Pair> batch, int from, int to, UnaryOperator<float[]> loss, float[] gradient) {
    pass.run(
        (manager, leaves) -> rows(manager, leaves, batch, from, to),
        outputs -> {
          float[] slopes = loss.apply(summed(outputs, to - from));
          return RowSum.slopes(slopes, to - from, repeats(), slopes.length / (to - from));
        },
        gradient);
  }

  private NDArray rows(
      NDManager manager, NDArray[] leaves, List<Outcome.Pair> batch, int from, int to) {
    return network.all(
        network.encode(feed.data(manager, batch.subList(from, to)), leaves),
        network.emulate(feed.parameters(manager, batch), leaves),
        leaves);
  }

  private float[] summed(float[] scores, int items) {
    return RowSum.of(scores, items, repeats(), scores.length / (items * repeats()));
  }

  private int repeats() {
    return network.inputs().repeats();
  }
}
