package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.lang.ref.Reference;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Forward and backward pass of one tower, on the thread that calls.
 *
 * <p>Holds memory that the engine looks into: one pass at a time.
 */
final class TowerPass {
  private final Weights served;
  private final WeightLayout.Part part;
  private final BiFunction<NDArray, NDArray[], NDArray> tower;
  private NativeFloats slopes = new NativeFloats(0);

  /**
   * @param part the weights that {@code tower} uses
   * @param tower from inputs and weights to outputs
   */
  TowerPass(Weights served, WeightLayout.Part part, BiFunction<NDArray, NDArray[], NDArray> tower) {
    this.served = served;
    this.part = part;
    this.tower = tower;
  }

  /**
   * Writes the gradients of this tower's weights to their places in {@code gradient}.
   *
   * @param inputs of the tower
   * @param loss from the tower's outputs, row-major, to the slopes of the loss by each
   */
  void run(Function<NDManager, NDArray> inputs, UnaryOperator<float[]> loss, float[] gradient) {
    TensorRuntime.compute(
        true,
        manager -> {
          NDArray[] leaves = served.recorded(manager, part);
          NDArray outputs = tower.apply(inputs.apply(manager), leaves);
          float[] byOutput = loss.apply(outputs.toFloatArray());
          slopes = slopes.holding(byOutput.length);
          slopes.put(0, byOutput, 0, byOutput.length);
          TensorRuntime.backward(outputs, slopes.view(manager, 0, outputs.getShape()));
          for (int i = part.from(); i < part.to(); i++) {
            served.copy(leaves[i].getGradient(), i, gradient);
          }
          return outputs;
        });
    Reference.reachabilityFence(this);
  }
}
