package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
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
  private NativeFloats memory = new NativeFloats(0);

  /**
   * @param settings what is told apart
   * @param repeats rows of the encoder's outputs whose embeddings add up to one item's
   */
  ContrastiveStep(EmbeddingHead head, ContrastSettings settings, int repeats) {
    this.head = head;
    this.settings = settings;
    this.repeats = repeats;
    ContrastSettings.Local near = settings.local();
    local = near == null ? null : new LocalNce(head.width(), near.contrasts(), near.weight());
  }

  /**
   * What a batch says.
   *
   * @param loss of all that is told apart, nats
   * @param inBatch L_φ|y against the batch alone, nats
   * @param byEncoded gradient by the encoder's outputs, [B * repeats, outputs]
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
   * @param encoded the encoder's outputs, [B * repeats, outputs]
   * @param emulated the emulator's outputs for the pairs' own parameters and all further ones
   * @param scale 1 / τ
   * @param further what was drawn behind the pairs' own parameters
   */
  Gradient of(NDManager manager, float[] encoded, float[] emulated, float scale, Drawn further) {
    int rows = encoded.length / head.outputs();
    int pairs = rows / repeats;
    int all = emulated.length / head.outputs();
    int width = head.width();
    float[] f = RowSum.of(head.embed(Side.DATA, encoded, rows, scale), pairs, repeats, width);
    float[] g = head.embed(Side.PARAMETERS, emulated, all, 1);
    int candidates = pairs + further.negatives();
    memory = memory.holding(f.length + candidates * width);
    memory.put(0, f, 0, f.length);
    memory.put(f.length, g, 0, candidates * width);
    InfoNce contrast =
        contrast(
            memory.view(manager, 0, new Shape(pairs, width)),
            memory.view(manager, f.length, new Shape(candidates, width)));
    float[] byData = contrast.byData().toFloatArray();
    float[] byParameters = Arrays.copyOf(contrast.byParameters().toFloatArray(), g.length);
    double loss = contrast.loss();
    if (local != null && further.local().length > 0) {
      loss += local.add(f, g, candidates, further.local(), byData, byParameters);
    }
    float[] byRow = RowSum.slopes(byData, pairs, repeats, width);
    return new Gradient(
        loss,
        contrast.inBatch(),
        head.outputSlopes(Side.DATA, encoded, byRow, rows, scale),
        head.outputSlopes(Side.PARAMETERS, emulated, byParameters, all, 1),
        -head.scaleSlope(f, byData, pairs));
  }

  private InfoNce contrast(NDArray data, NDArray parameters) {
    return switch (settings.sides()) {
      case BOTH -> InfoNce.of(data, parameters);
      case PARAMETERS -> InfoNce.oneSided(data, parameters);
      case DATA -> InfoNce.oneSided(parameters, data).mirrored();
    };
  }
}
