package io.streambed.science.diagnostics;

import io.streambed.science.Draws;
import io.streambed.science.network.BinaryClassifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.descriptive.Median;

/**
 * Classifier two-sample test, C2ST (Lopez-Paz, Oquab, arXiv 1610.06545), as the benchmark of arXiv
 * 2101.04653 computes it: the accuracy with which a perceptron with two hidden layers of 10 P units
 * tells our draws from the reference's, on held-out folds. 0.5 = indistinguishable, 1 = trivially
 * different.
 *
 * <p>A weak judge in two dimensions, where the small network may stop early: report a divergence
 * beside it.
 */
public final class ClassifierTwoSample {
  private static final int FOLDS = 5;
  private static final int HIDDEN_PER_PARAMETER = 10;

  private final int parameters;
  private final float[] rows;
  private final boolean[] ours;

  private ClassifierTwoSample(int parameters, float[] rows, boolean[] ours) {
    this.parameters = parameters;
    this.rows = rows;
    this.ours = ours;
  }

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
    ClassifierTwoSample test = standardised(reference, draws);
    int[] order = PermutationSampler.natural(test.ours.length);
    PermutationSampler.shuffle(RandomSource.PHILOX_4X64.create(seed), order);
    List<CompletableFuture<Double>> folds = new ArrayList<>(FOLDS);
    for (int fold = 0; fold < FOLDS; fold++) {
      int number = fold;
      folds.add(
          CompletableFuture.supplyAsync(() -> test.foldAccuracy(order, number, seed), executor));
    }
    try {
      return folds.stream().mapToDouble(CompletableFuture::join).average().orElseThrow();
    } catch (CompletionException e) {
      folds.forEach(fold -> fold.cancel(false));
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
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

  private static ClassifierTwoSample standardised(Draws reference, Draws draws) {
    int size = reference.size();
    int parameters = reference.parameters();
    if (draws.size() != size || draws.parameters() != parameters || size < FOLDS) {
      throw new IllegalArgumentException(
          "expected draws [%d, %d] as the reference has, at least %d, got [%d, %d]"
              .formatted(size, parameters, FOLDS, draws.size(), draws.parameters()));
    }
    requireEqualWeights(reference);
    requireEqualWeights(draws);
    float[] rows = new float[2 * size * parameters];
    for (int p = 0; p < parameters; p++) {
      double mean = reference.mean(p);
      double deviation = reference.deviation(p) * Math.sqrt(size / (size - 1.0));
      if (!(deviation > 0)) {
        throw new IllegalArgumentException(
            "expected spread in every parameter of the reference, got none in parameter " + p);
      }
      for (int s = 0; s < size; s++) {
        rows[s * parameters + p] = (float) ((reference.get(s, p) - mean) / deviation);
        rows[(size + s) * parameters + p] = (float) ((draws.get(s, p) - mean) / deviation);
      }
    }
    boolean[] ours = new boolean[2 * size];
    Arrays.fill(ours, size, 2 * size, true);
    return new ClassifierTwoSample(parameters, rows, ours);
  }

  private static void requireEqualWeights(Draws draws) {
    for (int s = 0; s < draws.size(); s++) {
      if (Math.abs(draws.weight(s) * draws.size() - 1) > 1e-9) {
        throw new IllegalArgumentException(
            "expected equally weighted draws, got weight %s of draw %d of %d"
                .formatted(draws.weight(s), s, draws.size()));
      }
    }
  }

  /** Trains on all folds but one and counts right answers on that one. */
  private double foldAccuracy(int[] order, int fold, long seed) {
    int from = start(fold);
    int to = start(fold + 1);
    int[] held = Arrays.copyOfRange(order, from, to);
    int[] trained = new int[order.length - held.length];
    System.arraycopy(order, 0, trained, 0, from);
    System.arraycopy(order, to, trained, from, order.length - to);
    BinaryClassifier classifier =
        BinaryClassifier.train(
            select(trained),
            parameters,
            labels(trained),
            HIDDEN_PER_PARAMETER * parameters,
            seed * FOLDS + fold);
    boolean[] predicted = classifier.predict(select(held));
    boolean[] truth = labels(held);
    int right = 0;
    for (int i = 0; i < held.length; i++) {
      right += predicted[i] == truth[i] ? 1 : 0;
    }
    return right / (double) held.length;
  }

  /** Folds differ by one row at most, the larger ones first. */
  private int start(int fold) {
    return fold * (ours.length / FOLDS) + Math.min(fold, ours.length % FOLDS);
  }

  private float[] select(int[] indices) {
    float[] selected = new float[indices.length * parameters];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(rows, indices[i] * parameters, selected, i * parameters, parameters);
    }
    return selected;
  }

  private boolean[] labels(int[] indices) {
    boolean[] labels = new boolean[indices.length];
    for (int i = 0; i < indices.length; i++) {
      labels[i] = ours[indices[i]];
    }
    return labels;
  }
}
