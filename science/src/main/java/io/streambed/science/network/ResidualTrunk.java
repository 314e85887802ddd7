package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;

/**
 * h += outer(relu(inner(norm(h)))) for each block; head(norm(h)).
 *
 * <p>Layer normalisation has no gain and offset of its own: the linear map behind it has both.
 */
final class ResidualTrunk {
  private static final double EPSILON = 1e-5;
  private final int width;
  private final List<Linear> inner = new ArrayList<>();
  private final List<Linear> outer = new ArrayList<>();
  private final Linear head;

  /** Declares its weights as {@code name.block0.inner.weight} and so on. */
  ResidualTrunk(WeightLayout layout, String name, int width, int blocks, int outputs) {
    this.width = width;
    for (int b = 0; b < blocks; b++) {
      inner.add(Linear.declare(layout, name + ".block" + b + ".inner", width, width));
      outer.add(Linear.declare(layout, name + ".block" + b + ".outer", width, width));
    }
    head = Linear.declare(layout, name + ".head", width, outputs);
  }

  /** From h, [N, width], to [N, outputs]. */
  NDArray forward(NDArray h, NDArray[] weights) {
    NDManager manager = h.getManager();
    NDArray gain = manager.ones(new Shape(width));
    NDArray offset = manager.zeros(new Shape(width));
    NDArray x = h;
    for (int b = 0; b < inner.size(); b++) {
      NDArray z = inner.get(b).forward(norm(x, gain, offset), weights);
      x = outer.get(b).forward(z.getNDArrayInternal().relu(), weights).addi(x);
    }
    return head.forward(norm(x, gain, offset), weights);
  }

  private NDArray norm(NDArray h, NDArray gain, NDArray offset) {
    return JniUtils.layerNorm(
        (PtNDArray) h, new Shape(width), (PtNDArray) gain, (PtNDArray) offset, EPSILON);
  }
}
