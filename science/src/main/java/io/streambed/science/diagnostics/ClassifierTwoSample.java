package io.streambed.science.diagnostics;

import io.streambed.science.Draws;
import io.streambed.science.network.BinaryClassifier;
import java.util.concurrent.Executor;
import org.apache.commons.statistics.descriptive.Median;

/**
 * Classifier two-sample test, C2ST (Lopez-Paz, Oquab, arXiv 1610.06545), as the benchmark of arXiv
 * 2101.04653 computes it: the accuracy with which a perceptron with two hidden layers of 10 P units
 * tells our draws from the reference's, on held-out folds. 0.5 = indistinguishable, 1 = trivially
 * different.
 *
 * <p>A weak judge in two dimensions, where the small network may stop early: report a divergence,
 * or {@link BoostedTwoSample}, beside it.
 */
public final class ClassifierTwoSample {
  private static final int HIDDEN_PER_PARAMETER = 10;

  private ClassifierTwoSample() {}

  /**
   * Mean held-out accuracy over five shuffled folds.
   *
   * @param reference equally weighted draws; their mean and deviation standardise both sides
   * @param draws equally weighted, as many
   * @param seed of folds and classifiers: the same gives the same figure, whatever the executor
   * @param executor runs the five folds; {@code Runnable::run} for this thread
   * @throws IllegalArgumentException if sizes or parameters differ, draws are weighted unequally,
   *     there are fewer than five, or a parameter has no spread in the reference
   */
  public static double accuracy(Draws reference, Draws draws, long seed, Executor executor) {
    return FoldedTwoSample.accuracy(
        reference, draws, ClassifierTwoSample::perceptron, seed, executor);
  }

  /**
   * Median of {@link #accuracy} over seeds seed, seed + 1, ..., seed + classifiers - 1, each with
   * folds and classifiers of its own: one network that stopped early does not decide.
   *
   * @param classifiers how many seeds, at least 1; the mean of the middle two where even
   */
  public static double median(
      Draws reference, Draws draws, int classifiers, long seed, Executor executor) {
    if (classifiers < 1) {
      throw new IllegalArgumentException("expected at least 1 classifier, got " + classifiers);
    }
    double[] accuracies = new double[classifiers];
    for (int k = 0; k < classifiers; k++) {
      accuracies[k] = accuracy(reference, draws, seed + k, executor);
    }
    return Median.withDefaults().evaluate(accuracies);
  }

  private static boolean[] perceptron(
      float[] rows, int parameters, boolean[] ours, float[] held, long seed) {
    int hidden = HIDDEN_PER_PARAMETER * parameters;
    return BinaryClassifier.train(rows, parameters, ours, hidden, seed).predict(held);
  }
}
