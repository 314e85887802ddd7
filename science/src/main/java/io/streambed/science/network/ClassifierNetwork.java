package io.streambed.science.network;

import ai.djl.ndarray.NDArray;

/**
 * logit(x) = W3 relu(W2 relu(W1 x + b1) + b2) + b3, every value uniform within ± sqrt(6 / (in +
 * out)) at first.
 */
final class ClassifierNetwork {
  private final WeightLayout layout = new WeightLayout();
  private final int inputs;
  private final Linear first;
  private final Linear second;
  private final Linear output;

  ClassifierNetwork(int inputs, int hidden) {
    this.inputs = inputs;
    first = linear("first", inputs, hidden);
    second = linear("second", hidden, hidden);
    output = linear("output", hidden, 1);
  }

  WeightLayout layout() {
    return layout;
  }

  int inputs() {
    return inputs;
  }

  /**
   * What a forward pass leaves behind.
   *
   * @param x inputs, [N, inputs]
   * @param first activations, [N, hidden]
   * @param second activations, [N, hidden]
   * @param logits [N, 1]
   */
  record Pass(NDArray x, NDArray first, NDArray second, NDArray logits) {}

  /** [N, inputs] to logits [N, 1]. */
  Pass forward(NDArray x, NDArray[] weights) {
    NDArray h = first.forward(x, weights).getNDArrayInternal().relu();
    NDArray z = second.forward(h, weights).getNDArrayInternal().relu();
    return new Pass(x, h, z, output.forward(z, weights));
  }

  /**
   * Gradients of all weights, by index of the layout. By hand: at this size most of the engine's
   * own backward pass is bookkeeping.
   *
   * @param slopes of the loss by each logit, [N, 1]
   */
  NDArray[] backward(Pass pass, NDArray slopes, NDArray[] weights) {
    NDArray[] gradients = new NDArray[weights.length];
    output.gradients(slopes, pass.second(), gradients);
    NDArray behind = output.behind(slopes, weights).muli(pass.second().sign());
    second.gradients(behind, pass.first(), gradients);
    behind = second.behind(behind, weights).muli(pass.first().sign());
    first.gradients(behind, pass.x(), gradients);
    return gradients;
  }

  /** Adds factor W to the gradient of every matrix W (not of b) and returns half the sum of W². */
  double penalise(float[] weights, float[] gradient, float factor) {
    double squares = 0;
    for (Linear linear : new Linear[] {first, second, output}) {
      WeightLayout.Entry entry = layout.entry(linear.weight());
      for (int i = entry.offset(); i < entry.offset() + entry.size(); i++) {
        gradient[i] += factor * weights[i];
        squares += (double) weights[i] * weights[i];
      }
    }
    return squares / 2;
  }

  private Linear linear(String name, int in, int out) {
    double bound = Math.sqrt(6.0 / (in + out));
    return new Linear(
        layout.uniform(name + ".weight", bound, out, in),
        layout.uniform(name + ".bias", bound, out));
  }
}
