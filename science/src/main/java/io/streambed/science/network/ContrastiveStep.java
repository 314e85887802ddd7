package io.streambed.science.network;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.streambed.science.ContrastSettings;
import io.streambed.science.network.EmbeddingHead.Side;
import io.streambed.science.network.FurtherParameters.Drawn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The loss of a batch from the raw outputs of both towers, and its gradient by them, all outside
 * the engine's graph.
 *
 * <p>Holds memory that the engine looks into: one batch at a time.
 */
final class ContrastiveStep {
  private final EmbeddingHead head;
  private final ContrastSettings settings;
  private final int repeats;
  private final @Nullable LocalNce local;
  private final EmbeddingQueue queue;
  private final @Nullable IntraDomain intra;
  private NativeFloats memory = new NativeFloats(0);

  /**
   * @param settings what is told apart
   * @param repeats rows of the encoder's outputs whose embeddings add up to one item's
   * @param intra the term within each domain, if any
   */
  ContrastiveStep(
      EmbeddingHead head, ContrastSettings settings, int repeats, @Nullable IntraDomain intra) {
    this.intra = intra;
    this.head = head;
    this.settings = settings;
    this.repeats = repeats;
    queue = new EmbeddingQueue(settings.queue(), head);
    ContrastSettings.Local near = settings.local();
    local = near == null ? null : new LocalNce(head.width(), near.contrasts(), near.weight());
  }

  /** The embeddings of earlier data, to which each batch adds its own. */
  EmbeddingQueue queue() {
    return queue;
  }

  /**
   * What a batch says.
   *
   * @param loss of all that is told apart, nats
   * @param inBatch L_φ|y against the batch alone, nats
   * @param byEncoded gradient by the encoder's outputs, laid out as they are
   * @param byEmulated gradient by the emulator's outputs, laid out as they are
   * @param byLogTemperature gradient by log τ
   */
  record Gradient(
      double loss,
      double inBatch,
      float[] byEncoded,
      float[] byEmulated,
      double byLogTemperature) {}

  /**
   * Computes loss and gradients.
   *
   * @param encoded the encoder's outputs, [B * repeats, outputs], with the intra-domain term
   *     followed by those of the data with noise
   * @param emulated the emulator's outputs for the pairs' own parameters and all further ones
   * @param scale 1 / τ
   * @param further what was drawn behind the pairs' own parameters
   */
  Gradient of(NDManager manager, float[] encoded, float[] emulated, float scale, Drawn further) {
    int rows = encoded.length / head.outputs() / (intra == null ? 1 : 2);
    int pairs = rows / repeats;
    int all = emulated.length / head.outputs();
    int width = head.width();
    float[] f = data(encoded, pairs, scale);
    float[] g = parameters(emulated);
    float[] data = queue.behind(f, scale);
    int candidates = pairs + further.negatives();
    memory = memory.holding(data.length + candidates * width);
    memory.put(0, data, 0, data.length);
    memory.put(data.length, weighted(g, further.logWeights()), 0, candidates * width);
    InfoNce contrast =
        InfoNce.of(
            settings.sides(),
            pairs,
            memory.view(manager, 0, new Shape(data.length / width, width)),
            memory.view(manager, data.length, new Shape(candidates, width)));
    float[] byData = contrast.byData().toFloatArray();
    float[] byParameters = Arrays.copyOf(contrast.byParameters().toFloatArray(), g.length);
    double loss = contrast.loss();
    if (local != null) {
      loss += local.add(f, g, candidates, further.local(), byData, byParameters);
    }
    if (Double.isFinite(loss)) {
      queue.add(f, scale);
    }
    float[] byRow = RowSum.slopes(byData, pairs, repeats, width);
    float[] byEncoded = head.outputSlopes(Side.DATA, encoded, byRow, rows, scale);
    float[] byEmulated = head.outputSlopes(Side.PARAMETERS, emulated, byParameters, all, 1);
    if (intra != null) {
      byEncoded = Arrays.copyOf(byEncoded, encoded.length);
      loss += intra.add(manager, encoded, rows, rows, byEncoded);
      loss += intra.add(manager, emulated, all - pairs, pairs, byEmulated);
    }
    return new Gradient(
        loss, contrast.inBatch(), byEncoded, byEmulated, -head.scaleSlope(f, byData, pairs));
  }

  /** F, [B, E + 2], of the encoder's first {@code pairs} items. */
  float[] data(float[] encoded, int pairs, float scale) {
    float[] rows = head.embed(Side.DATA, encoded, pairs * repeats, scale);
    return RowSum.of(rows, pairs, repeats, head.width());
  }

  /** G of all the emulator's outputs, [N, E + 2]. */
  float[] parameters(float[] emulated) {
    return head.embed(Side.PARAMETERS, emulated, emulated.length / head.outputs(), 1);
  }

  /** G with log w added to every score of its first rows; {@code g} itself if there is none. */
  private float[] weighted(float[] g, float[] logWeights) {
    if (logWeights.length == 0) {
      return g;
    }
    float[] weighted = g.clone();
    for (int j = 0; j < logWeights.length; j++) {
      // F has a one here for each repeat.
      weighted[(j + 1) * head.width() - 2] += logWeights[j] / repeats;
    }
    return weighted;
  }
}
