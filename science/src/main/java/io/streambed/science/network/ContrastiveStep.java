package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.streambed.science.network.EmbeddingHead.Side;

/**
 * The loss of a batch from the raw outputs of both towers, and its gradient by them, all outside
 * the engine's graph.
 *
 * <p>Holds memory that the engine looks into: one batch at a time.
 */
final class ContrastiveStep {
  private final EmbeddingHead head;
  private final int repeats;
  private NativeFloats memory = new NativeFloats(0);
  private float[] encoderSlopes = new float[0];
  private float[] emulatorSlopes = new float[0];
  private double temperatureSlope;

  /**
   * @param repeats rows of the encoder's outputs whose embeddings add up to one item's
   */
  ContrastiveStep(EmbeddingHead head, int repeats) {
    this.head = head;
    this.repeats = repeats;
  }

  /**
   * Computes loss and gradients.
   *
   * @param encoded the encoder's outputs, [B * repeats, outputs]
   * @param emulated the emulator's outputs, [B + M, outputs]
   * @param scale 1 / τ
   * @return symmetric InfoNCE, nats
   */
  double take(NDManager manager, NDArray encoded, NDArray emulated, float scale) {
    float[] raw = encoded.toFloatArray();
    float[] rawParameters = emulated.toFloatArray();
    int rows = raw.length / head.outputs();
    int pairs = rows / repeats;
    int all = rawParameters.length / head.outputs();
    int width = head.width();
    float[] f = RowSum.of(head.embed(Side.DATA, raw, rows, scale), pairs, repeats, width);
    float[] g = head.embed(Side.PARAMETERS, rawParameters, all, 1);
    reserve(f.length + g.length);
    memory.put(0, f, 0, f.length);
    memory.put(f.length, g, 0, g.length);
    InfoNce contrast =
        InfoNce.of(
            memory.view(manager, 0, new Shape(pairs, width)),
            memory.view(manager, f.length, new Shape(all, width)));
    float[] byData = contrast.byData().toFloatArray();
    float[] byParameters = contrast.byParameters().toFloatArray();
    temperatureSlope = -head.scaleSlope(f, byData, pairs);
    float[] byRow = RowSum.slopes(byData, pairs, repeats, width);
    encoderSlopes = head.outputSlopes(Side.DATA, raw, byRow, rows, scale);
    emulatorSlopes = head.outputSlopes(Side.PARAMETERS, rawParameters, byParameters, all, 1);
    return contrast.loss();
  }

  /** Adds the gradients of all weights behind the outputs that were taken last. */
  void backward(NDManager manager, NDArray encoded, NDArray emulated) {
    reserve(encoderSlopes.length + emulatorSlopes.length);
    memory.put(0, encoderSlopes, 0, encoderSlopes.length);
    memory.put(encoderSlopes.length, emulatorSlopes, 0, emulatorSlopes.length);
    TensorRuntime.backward(encoded, memory.view(manager, 0, encoded.getShape()));
    TensorRuntime.backward(
        emulated, memory.view(manager, encoderSlopes.length, emulated.getShape()));
  }

  /** Gradient by log τ. */
  double temperatureSlope() {
    return temperatureSlope;
  }

  private void reserve(int size) {
    if (size > memory.capacity()) {
      memory = new NativeFloats(size);
    }
  }
}
