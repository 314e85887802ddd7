package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.lang.ref.Reference;

/**
 * Adam on the mean log loss of batches, with the penalty alpha / 2 Σ W² / batch on the matrices.
 */
final class ClassifierTraining {
  private final ClassifierNetwork network;
  private final float[] weights;
  private final float[] first;
  private final float[] second;
  private final float[] gradient;
  private final double penalty;
  private final double rate;
  private final Weights served;
  private NativeFloats rows = new NativeFloats(0);
  private NativeFloats slopes = new NativeFloats(0);
  private float[] gathered = new float[0];
  private long updates;

  /**
   * @param weights laid out by the network; changed by every step
   */
  ClassifierTraining(ClassifierNetwork network, float[] weights, double penalty, double rate) {
    this.network = network;
    this.weights = weights;
    this.penalty = penalty;
    this.rate = rate;
    first = new float[weights.length];
    second = new float[weights.length];
    gradient = new float[weights.length];
    served = new Weights(network.layout());
  }

  float[] weights() {
    return weights;
  }

  /**
   * One update on the rows {@code order[from]} to {@code order[from + count - 1]}; the loss before
   * it, nats.
   */
  double step(float[] x, boolean[] label, int[] order, int from, int count) {
    int dim = network.inputs();
    if (count * dim > gathered.length) {
      gathered = new float[count * dim];
      rows = new NativeFloats(count * dim);
      slopes = new NativeFloats(count);
    }
    for (int i = 0; i < count; i++) {
      System.arraycopy(x, order[from + i] * dim, gathered, i * dim, dim);
    }
    rows.put(0, gathered, 0, count * dim);
    served.set(weights);
    double loss =
        TensorRuntime.compute(
            false,
            manager -> {
              NDArray[] leaves = served.leaves(manager);
              ClassifierNetwork.Pass pass =
                  network.forward(rows.view(manager, 0, new Shape(count, dim)), leaves);
              float[] slope = new float[count];
              double sum = slope(pass.logits().toFloatArray(), label, order, from, slope);
              slopes.put(0, slope, 0, count);
              NDArray[] gradients =
                  network.backward(pass, slopes.view(manager, 0, new Shape(count, 1)), leaves);
              for (int i = 0; i < gradients.length; i++) {
                served.copy(gradients[i], i, gradient);
              }
              return sum / count;
            });
    Reference.reachabilityFence(this);
    double squares = network.penalise(weights, gradient, (float) (penalty / count));
    Adam.update(weights, first, second, gradient, 1, rate, ++updates);
    return loss + penalty * squares / count;
  }

  /** Sum of -log p(label), and its slope by each logit divided by their number. */
  private static double slope(
      float[] logits, boolean[] label, int[] order, int from, float[] slope) {
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      double z = label[order[from + i]] ? -logits[i] : logits[i];
      double odds = Math.exp(-Math.abs(z));
      sum += Math.max(z, 0) + Math.log1p(odds);
      double wrong = z > 0 ? 1 / (1 + odds) : odds / (1 + odds);
      slope[i] = (float) ((label[order[from + i]] ? -wrong : wrong) / logits.length);
    }
    return sum;
  }
}
