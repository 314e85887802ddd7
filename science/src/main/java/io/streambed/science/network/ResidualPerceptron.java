package io.streambed.science.network;

import ai.djl.ndarray.NDArray;

/**
 * Residual perceptron with a direct path: trunk(stem(x)) + skip(x). The direct path holds linear
 * statistics exactly.
 */
final class ResidualPerceptron implements Tower {
  private final FeatureMap features;
  private final Linear stem;
  private final ResidualTrunk trunk;
  private final Linear skip;

  /** Declares its weights as {@code name.stem.weight} and so on. */
  ResidualPerceptron(
      WeightLayout layout, String name, FeatureMap features, int width, int blocks, int outputs) {
    this.features = features;
    stem = Linear.declare(layout, name + ".stem", features.size(), width);
    trunk = new ResidualTrunk(layout, name, width, blocks, outputs);
    skip = Linear.declare(layout, name + ".skip", features.size(), outputs);
  }

  /** {@code inputs} [N, values]. */
  @Override
  public NDArray forward(NDArray inputs, NDArray[] weights) {
    NDArray x = features.of(inputs);
    return trunk.forward(stem.forward(x, weights), weights).addi(skip.forward(x, weights));
  }
}
