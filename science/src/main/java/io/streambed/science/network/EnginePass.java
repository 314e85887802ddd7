package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.lang.ref.Reference;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * Forward and backward pass of a network, or of a part of one, on the thread that calls.
 *
 * <p>Holds memory that the engine looks into: one pass at a time.
 */
final class EnginePass {
  private final Weights served;
  private final WeightLayout.Part part;
  private NativeFloats slopes = new NativeFloats(0);

  /**
   * @param part the weights whose gradients are wanted
   */
  EnginePass(Weights served, WeightLayout.Part part) {
    this.served = served;
    this.part = part;
  }

  /**
   * Writes the gradients of this part's weights to their places in {@code gradient}.
   *
   * @param network from the weights, by index of the layout, null outside the part, to outputs
   * @param loss from the outputs, row-major, to the slopes of the loss by each
   */
  void run(
      BiFunction<NDManager, NDArray[], NDArray> network,
      UnaryOperator<float[]> loss,
      float[] gradient) {
    TensorRuntime.compute(
        true,
        manager -> {
          NDArray[] leaves = served.recorded(manager, part);
          NDArray outputs = network.apply(manager, leaves);
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
