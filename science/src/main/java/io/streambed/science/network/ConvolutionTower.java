package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;

/**
 * Residual network of convolutions along time: a stem of kernel 7 and stride 4; h +=
 * second(relu(first( relu(h)))), kernels of 3, for each block; mean over time; layer normalisation;
 * a linear head.
 */
final class ConvolutionTower implements Tower {
  private static final double EPSILON = 1e-5;
  private static final int STEM_KERNEL = 7;
  private static final int STEM_STRIDE = 4;
  private static final int KERNEL = 3;
  private final FeatureMap features;
  private final int width;
  private final Convolution stem;
  private final List<Convolution> first = new ArrayList<>();
  private final List<Convolution> second = new ArrayList<>();
  private final Linear head;

  /**
   * Declares its weights as {@code name.stem.weight} and so on; {@code features} are of the
   * channels.
   */
  ConvolutionTower(
      WeightLayout layout, String name, FeatureMap features, int width, int blocks, int outputs) {
    this.features = features;
    this.width = width;
    stem =
        Convolution.declare(
            layout, name + ".stem", features.size(), width, STEM_KERNEL, STEM_STRIDE);
    for (int b = 0; b < blocks; b++) {
      String block = name + ".block" + b;
      first.add(Convolution.declare(layout, block + ".inner", width, width, KERNEL, 1));
      second.add(Convolution.declare(layout, block + ".outer", width, width, KERNEL, 1));
    }
    head = Linear.declare(layout, name + ".head", width, outputs);
  }

  /** {@code inputs} [N, C, T]. */
  @Override
  public NDArray forward(NDArray inputs, NDArray[] weights) {
    NDManager manager = inputs.getManager();
    NDArray h = stem.forward(features.of(inputs), weights);
    for (int b = 0; b < first.size(); b++) {
      NDArray z = first.get(b).forward(h.getNDArrayInternal().relu(), weights);
      h = second.get(b).forward(z.getNDArrayInternal().relu(), weights).addi(h);
    }
    NDArray pooled =
        JniUtils.layerNorm(
            (PtNDArray) h.mean(new int[] {2}),
            new Shape(width),
            (PtNDArray) manager.ones(new Shape(width)),
            (PtNDArray) manager.zeros(new Shape(width)),
            EPSILON);
    return head.forward(pooled, weights);
  }

  /** One convolution along the last axis, [N, in, T] to [N, out, about T / stride]. */
  private record Convolution(int weight, int bias, int kernel, int stride) {
    static Convolution declare(
        WeightLayout layout, String name, int in, int out, int kernel, int stride) {
      double bound = 1 / Math.sqrt((double) in * kernel);
      return new Convolution(
          layout.uniform(name + ".weight", bound, out, in, kernel),
          layout.uniform(name + ".bias", bound, out),
          kernel,
          stride);
    }

    NDArray forward(NDArray x, NDArray[] weights) {
      return JniUtils.convolution(
          (PtNDArray) x,
          (PtNDArray) weights[weight],
          (PtNDArray) weights[bias],
          new Shape(stride),
          new Shape(kernel / 2),
          new Shape(1),
          1);
    }
  }
}
