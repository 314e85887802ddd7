package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class BinaryClassifierTest {

  private static float[] gaussian(int values, long seed) {
    UniformRandomProvider random = RandomSource.L64_X128_MIX.create(seed);
    float[] x = new float[values];
    for (int i = 0; i < values; i++) {
      x[i] = (float) SmallTask.gaussianDraw(random);
    }
    return x;
  }

  private static boolean[] quadrant(float[] x) {
    boolean[] label = new boolean[x.length / 2];
    for (int i = 0; i < label.length; i++) {
      label[i] = x[2 * i] * x[2 * i + 1] > 0;
    }
    return label;
  }

  private static double accuracy(boolean[] expected, boolean[] actual) {
    int right = 0;
    for (int i = 0; i < expected.length; i++) {
      right += expected[i] == actual[i] ? 1 : 0;
    }
    return (double) right / expected.length;
  }

  @Test
  void quadrantsThatNoLineSeparatesAreLearnt() {
    float[] x = gaussian(2 * 2000, 1);
    float[] fresh = gaussian(2 * 2000, 2);
    BinaryClassifier classifier = BinaryClassifier.train(x, 2, quadrant(x), 20, 1);
    assertTrue(accuracy(quadrant(fresh), classifier.predict(fresh)) > 0.96);
  }

  @Test
  void labelsByChanceAreNotLearnt() {
    float[] x = gaussian(2 * 2000, 3);
    boolean[] label = new boolean[2000];
    for (int i = 0; i < label.length; i++) {
      label[i] = i % 2 == 0;
    }
    float[] fresh = gaussian(2 * 2000, 4);
    BinaryClassifier classifier = BinaryClassifier.train(x, 2, label, 20, 1);
    // Four deviations of a fair coin over 2,000 rows: one false alarm in 16,000 seeds.
    assertEquals(0.5, accuracy(label, classifier.predict(fresh)), 0.045);
    assertTrue(classifier.epochs() > 10);
  }

  @Test
  void theSameSeedGivesTheSameAnswers() {
    float[] x = gaussian(3 * 300, 5);
    boolean[] label = new boolean[300];
    for (int i = 0; i < 300; i++) {
      label[i] = x[3 * i] > 0.5;
    }
    BinaryClassifier first = BinaryClassifier.train(x, 3, label, 10, 8);
    BinaryClassifier second = BinaryClassifier.train(x, 3, label, 10, 8);
    assertEquals(first.epochs(), second.epochs());
    assertArrayEquals(first.predict(x), second.predict(x));
  }

  @Test
  void rowsThatAreNotWholeAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> BinaryClassifier.train(new float[5], 2, new boolean[2], 4, 1));
  }

  @Test
  void theGradientByHandIsThatOfTheEngine() {
    ClassifierNetwork network = new ClassifierNetwork(3, 5);
    Weights served = new Weights(network.layout());
    served.set(network.layout().start(RandomSource.L64_X128_MIX.create(7L)));
    float[] x = gaussian(7 * 3, 8);
    float[] slopes = gaussian(7, 9);
    float[] byHand = new float[network.layout().length()];
    TensorRuntime.compute(
        false,
        manager -> {
          NDArray[] leaves = served.leaves(manager);
          ClassifierNetwork.Pass pass = network.forward(manager.create(x, new Shape(7, 3)), leaves);
          NDArray[] gradients =
              network.backward(pass, manager.create(slopes, new Shape(7, 1)), leaves);
          for (int i = 0; i < gradients.length; i++) {
            served.copy(gradients[i], i, byHand);
          }
          return 0;
        });
    float[] byEngine = new float[network.layout().length()];
    new EnginePass(served, network.layout().partFrom(0))
        .run(
            (manager, leaves) ->
                network.forward(manager.create(x, new Shape(7, 3)), leaves).logits(),
            outputs -> slopes,
            byEngine);
    assertArrayEquals(byEngine, byHand, 1e-5f);
  }
}
