package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;

/**
 * Residual perceptron that shapes the splines of a coupling: h = stem(x); h += outer(relu(inner(
 * relu(h)))) for each block; head(h). No normalisation, as in the authors' code.
 *
 * <p>Its backward pass is by hand, outside any graph: at this size most of the engine's own would
 * be bookkeeping.
 */
final class SplineConditioner {
  private final Linear stem;
  private final List<Linear> inner = new ArrayList<>();
  private final List<Linear> outer = new ArrayList<>();
  private final Linear head;

  /** Declares its weights as {@code name.stem.weight} and so on. */
  SplineConditioner(
      WeightLayout layout, String name, int inputs, int width, int blocks, int outputs) {
    stem = Linear.declare(layout, name + ".stem", inputs, width);
    for (int b = 0; b < blocks; b++) {
      inner.add(Linear.declare(layout, name + ".block" + b + ".inner", width, width));
      outer.add(Linear.declare(layout, name + ".block" + b + ".outer", width, width));
    }
    head = Linear.declare(layout, name + ".head", width, outputs);
  }

  /**
   * What a forward pass leaves behind.
   *
   * @param x inputs, [B, inputs]
   * @param before what enters each block behind its first relu, [B, width]
   * @param within what leaves the second relu of each block, [B, width]
   * @param last what enters the head, [B, width]
   * @param outputs [B, outputs]
   */
  record Pass(
      NDArray x, List<NDArray> before, List<NDArray> within, NDArray last, NDArray outputs) {}

  /** {@code x} [B, inputs]. */
  Pass forward(NDArray x, NDArray[] weights) {
    List<NDArray> before = new ArrayList<>();
    List<NDArray> within = new ArrayList<>();
    NDArray h = stem.forward(x, weights);
    for (int b = 0; b < inner.size(); b++) {
      NDArray bent = h.getNDArrayInternal().relu();
      NDArray z = inner.get(b).forward(bent, weights).getNDArrayInternal().relu();
      before.add(bent);
      within.add(z);
      h = outer.get(b).forward(z, weights).addi(h);
    }
    return new Pass(x, before, within, h, head.forward(h, weights));
  }

  /**
   * Takes slopes back to the inputs.
   *
   * @param slopes of the loss by the outputs, [B, outputs]
   * @param gradients gets those of all weights, by index of the layout
   * @return slopes by the inputs, [B, inputs]
   */
  NDArray backward(Pass pass, NDArray slopes, NDArray[] weights, NDArray[] gradients) {
    head.gradients(slopes, pass.last(), gradients);
    NDArray by = head.behind(slopes, weights);
    for (int b = inner.size() - 1; b >= 0; b--) {
      NDArray z = pass.within().get(b);
      NDArray bent = pass.before().get(b);
      outer.get(b).gradients(by, z, gradients);
      NDArray behind = outer.get(b).behind(by, weights).muli(z.sign());
      inner.get(b).gradients(behind, bent, gradients);
      by = inner.get(b).behind(behind, weights).muli(bent.sign()).addi(by);
    }
    stem.gradients(by, pass.x(), gradients);
    return stem.behind(by, weights);
  }
}
