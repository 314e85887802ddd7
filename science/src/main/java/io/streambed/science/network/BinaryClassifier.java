package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.streambed.science.network.SeededGenerator.Purpose;
import java.lang.ref.Reference;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A perceptron with two hidden ReLU layers that tells two classes apart, trained as scikit-learn's
 * MLPClassifier trains by default: Adam at 1e-3 on the log loss, batches of 200, L2 penalty 1e-4,
 * until the training loss has not improved by 1e-4 for more than 10 epochs.
 *
 * <p>A function of its arguments. Any number of threads may train and predict at once.
 */
public final class BinaryClassifier {
  private static final int BATCH = 200;
  private static final double RATE = 1e-3;
  private static final double PENALTY = 1e-4;
  private static final double TOLERANCE = 1e-4;
  private static final int PATIENCE = 10;
  private static final int MOST_EPOCHS = 10_000;
  private static final int CHUNK = 4096;

  private final ClassifierNetwork network;
  private final float[] weights;
  private final int epochs;

  private BinaryClassifier(ClassifierNetwork network, float[] weights, int epochs) {
    this.network = network;
    this.weights = weights;
    this.epochs = epochs;
  }

  /**
   * Trains on all rows, in an order shuffled anew each epoch.
   *
   * @param x rows, [N, dim] row-major, standardised
   * @param dim values of a row
   * @param label the class of each row, [N]
   * @param hidden width of both hidden layers
   * @param seed of starting weights and order
   * @throws IllegalArgumentException if a shape is wrong or there is no row
   */
  public static BinaryClassifier train(float[] x, int dim, boolean[] label, int hidden, long seed) {
    if (label.length == 0 || dim < 1 || hidden < 1 || x.length != label.length * dim) {
      throw new IllegalArgumentException(
          "expected rows [%d, %d] and hidden >= 1, got %d values and %d"
              .formatted(label.length, dim, x.length, hidden));
    }
    ClassifierNetwork network = new ClassifierNetwork(dim, hidden);
    UniformRandomProvider random = SeededGenerator.of(seed, Purpose.CLASSIFIER, 0);
    ClassifierTraining training =
        new ClassifierTraining(network, network.layout().start(random), PENALTY, RATE);
    int[] order = new int[label.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    int batch = Math.min(BATCH, order.length);
    double best = Double.POSITIVE_INFINITY;
    int epochs = 0;
    for (int stale = 0; stale <= PATIENCE && epochs < MOST_EPOCHS; epochs++) {
      shuffle(order, random);
      double sum = 0;
      for (int from = 0; from < order.length; from += batch) {
        int count = Math.min(batch, order.length - from);
        sum += count * training.step(x, label, order, from, count);
      }
      double loss = sum / order.length;
      stale = loss > best - TOLERANCE ? stale + 1 : 0;
      best = Math.min(best, loss);
    }
    return new BinaryClassifier(network, training.weights(), epochs);
  }

  /** Epochs of training. */
  public int epochs() {
    return epochs;
  }

  /**
   * The more probable class of each row.
   *
   * @param x rows, [N, dim] row-major, standardised as those of the training
   * @return [N]
   * @throws IllegalArgumentException if these are no whole rows
   */
  public boolean[] predict(float[] x) {
    float[] logits = logits(x);
    boolean[] label = new boolean[logits.length];
    for (int i = 0; i < label.length; i++) {
      label[i] = logits[i] > 0;
    }
    return label;
  }

  /**
   * Probability that a row is of the class true, as learnt.
   *
   * @param x rows, [N, dim] row-major, standardised as those of the training
   * @return [N], each 0 to 1
   * @throws IllegalArgumentException if these are no whole rows
   */
  public float[] probabilities(float[] x) {
    float[] logits = logits(x);
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) (1 / (1 + Math.exp(-logits[i])));
    }
    return logits;
  }

  private float[] logits(float[] x) {
    int dim = network.inputs();
    if (x.length % dim != 0) {
      throw new IllegalArgumentException(
          "expected rows [N, %d], got %d values".formatted(dim, x.length));
    }
    float[] logits = new float[x.length / dim];
    Weights served = new Weights(network.layout());
    served.set(weights);
    NativeFloats rows = new NativeFloats(Math.min(CHUNK, logits.length) * dim);
    for (int from = 0; from < logits.length; from += CHUNK) {
      int count = Math.min(CHUNK, logits.length - from);
      rows.put(0, x, from * dim, count * dim);
      float[] part =
          TensorRuntime.compute(
              false,
              manager -> {
                NDArray inputs = rows.view(manager, 0, new Shape(count, dim));
                return network.forward(inputs, served.leaves(manager)).logits().toFloatArray();
              });
      System.arraycopy(part, 0, logits, from, count);
    }
    Reference.reachabilityFence(served);
    Reference.reachabilityFence(rows);
    return logits;
  }

  private static void shuffle(int[] order, UniformRandomProvider random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }
}
