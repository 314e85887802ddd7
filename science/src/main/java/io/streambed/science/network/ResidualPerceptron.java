package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;

/**
 * Residual perceptron with a direct path: h = stem(x); h += outer(relu(inner(norm(h)))) for each
 * block; head(norm(h)) + skip(x). The direct path holds linear statistics exactly.
 *
 * <p>Layer normalisation has no gain and offset of its own: the linear map behind it has both.
 */
final class ResidualPerceptron implements Tower {
  private static final double EPSILON = 1e-5;
  private final FeatureMap features;
  private final int width;
  private final Linear stem;
  private final List<Linear> inner = new ArrayList<>();
  private final List<Linear> outer = new ArrayList<>();
  private final Linear head;
  private final Linear skip;

  /** Declares its weights as {@code name.stem.weight} and so on. */
  ResidualPerceptron(
      WeightLayout layout, String name, FeatureMap features, int width, int blocks, int outputs) {
    this.features = features;
    this.width = width;
    stem = Linear.declare(layout, name + ".stem", features.size(), width);
    for (int b = 0; b < blocks; b++) {
      inner.add(Linear.declare(layout, name + ".block" + b + ".inner", width, width));
      outer.add(Linear.declare(layout, name + ".block" + b + ".outer", width, width));
    }
    head = Linear.declare(layout, name + ".head", width, outputs);
    skip = Linear.declare(layout, name + ".skip", features.size(), outputs);
  }

  /** {@code inputs} [N, values]. */
  @Override
  public NDArray forward(NDArray inputs, NDArray[] weights) {
    NDManager manager = inputs.getManager();
    NDArray gain = manager.ones(new Shape(width));
    NDArray offset = manager.zeros(new Shape(width));
    NDArray x = features.of(inputs);
    NDArray h = stem.forward(x, weights);
    for (int b = 0; b < inner.size(); b++) {
      NDArray z = inner.get(b).forward(norm(h, gain, offset), weights);
      h = outer.get(b).forward(z.getNDArrayInternal().relu(), weights).addi(h);
    }
    return head.forward(norm(h, gain, offset), weights).addi(skip.forward(x, weights));
  }

  private NDArray norm(NDArray h, NDArray gain, NDArray offset) {
    return JniUtils.layerNorm(
        (PtNDArray) h, new Shape(width), (PtNDArray) gain, (PtNDArray) offset, EPSILON);
  }
}
