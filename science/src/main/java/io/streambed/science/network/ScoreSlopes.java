package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import io.streambed.science.network.EmbeddingHead.Side;
import io.streambed.science.prior.Prior;
import java.lang.ref.Reference;

/**
 * Scores s = F · G(x) of many parameters with one datum and their slopes by x: one pass forward and
 * one backward through the emulator, with all weights at rest.
 *
 * <p>Holds memory that the engine looks into: one pass at a time.
 */
final class ScoreSlopes {
  private final Prior prior;
  private final Standardisation standardisation;
  private final CriticNetwork network;
  private final ParameterFeed feed;
  private NativeFloats memory = new NativeFloats(0);

  ScoreSlopes(Prior prior, Standardisation standardisation, CriticNetwork network) {
    this.prior = prior;
    this.standardisation = standardisation;
    this.network = network;
    this.feed = new ParameterFeed(prior, standardisation);
  }

  /**
   * Fills rows {@code from} to {@code from + count - 1}.
   *
   * @param x own units, [S, P]
   * @param f embedding of the datum, [E + 2]
   * @param leaves all weights, in no graph
   * @param scores s, [S]
   * @param slopes ds/dx, [S, P]
   */
  void run(
      double[] x,
      int from,
      int count,
      float[] f,
      NDArray[] leaves,
      double[] scores,
      double[] slopes) {
    int p = prior.size();
    feed.begin(count);
    for (int row = from; row < from + count; row++) {
      feed.add(x, row * p);
    }
    EmbeddingHead head = network.head();
    float[] byWhitened =
        TensorRuntime.compute(
            true,
            manager -> {
              NDArray inputs = feed.rows(manager);
              inputs.setRequiresGradient(true);
              NDArray outputs = network.emulate(inputs, leaves);
              float[] rows = outputs.toFloatArray();
              float[] g = head.embed(Side.PARAMETERS, rows, count, 1);
              float[] repeated = new float[g.length];
              for (int i = 0; i < count; i++) {
                System.arraycopy(f, 0, repeated, i * f.length, f.length);
                scores[from + i] = score(f, g, i * f.length);
              }
              float[] byOutput = head.outputSlopes(Side.PARAMETERS, rows, repeated, count, 1);
              memory = memory.holding(byOutput.length);
              memory.put(0, byOutput, 0, byOutput.length);
              TensorRuntime.backward(outputs, memory.view(manager, 0, outputs.getShape()));
              return inputs.getGradient().toFloatArray();
            });
    Reference.reachabilityFence(this);
    standardisation.pullBack(prior, x, from, count, byWhitened, slopes);
  }

  private static double score(float[] f, float[] g, int at) {
    double sum = 0;
    for (int e = 0; e < f.length; e++) {
      sum += (double) f[e] * g[at + e];
    }
    return sum;
  }
}
