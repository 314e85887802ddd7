package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.streambed.science.ContrastSettings.Sides;
import io.streambed.science.network.EmbeddingHead.Side;

/**
 * The loss of a batch from the raw outputs of both towers, and its gradient by them, all outside
 * the engine's graph.
 *
 * <p>Holds memory that the engine looks into: one batch at a time.
 */
final class ContrastiveStep {
  private final EmbeddingHead head;
  private final Sides sides;
  private final int repeats;
  private NativeFloats memory = new NativeFloats(0);

  /**
   * @param sides which halves of the loss count
   * @param repeats rows of the encoder's outputs whose embeddings add up to one item's
   */
  ContrastiveStep(EmbeddingHead head, Sides sides, int repeats) {
    this.head = head;
    this.sides = sides;
    this.repeats = repeats;
  }

  /**
   * What a batch says.
   *
   * @param loss InfoNCE of the sides that count, nats
   * @param inBatch L_φ|y against the batch alone, nats
   * @param byEncoded gradient by the encoder's outputs, [B * repeats, outputs]
   * @param byEmulated gradient by the emulator's outputs, [B + M, outputs]
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
   * @param emulated the emulator's outputs, [B + M, outputs]
   * @param scale 1 / τ
   */
  Gradient of(NDManager manager, float[] encoded, float[] emulated, float scale) {
    int rows = encoded.length / head.outputs();
    int pairs = rows / repeats;
    int all = emulated.length / head.outputs();
    int width = head.width();
    float[] f = RowSum.of(head.embed(Side.DATA, encoded, rows, scale), pairs, repeats, width);
    float[] g = head.embed(Side.PARAMETERS, emulated, all, 1);
    memory = memory.holding(f.length + g.length);
    memory.put(0, f, 0, f.length);
    memory.put(f.length, g, 0, g.length);
    InfoNce contrast =
        contrast(
            memory.view(manager, 0, new Shape(pairs, width)),
            memory.view(manager, f.length, new Shape(all, width)));
    float[] byData = contrast.byData().toFloatArray();
    float[] byParameters = contrast.byParameters().toFloatArray();
    float[] byRow = RowSum.slopes(byData, pairs, repeats, width);
    return new Gradient(
        contrast.loss(),
        contrast.inBatch(),
        head.outputSlopes(Side.DATA, encoded, byRow, rows, scale),
        head.outputSlopes(Side.PARAMETERS, emulated, byParameters, all, 1),
        -head.scaleSlope(f, byData, pairs));
  }

  private InfoNce contrast(NDArray data, NDArray parameters) {
    return switch (sides) {
      case BOTH -> InfoNce.of(data, parameters);
      case PARAMETERS -> InfoNce.oneSided(data, parameters);
      case DATA -> InfoNce.oneSided(parameters, data).mirrored();
    };
  }
}
