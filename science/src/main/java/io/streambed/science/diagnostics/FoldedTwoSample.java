package io.streambed.science.diagnostics;

import io.streambed.science.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The protocol of a classifier two-sample test: both sides standardised by the reference, five
 * shuffled folds, mean accuracy on the fold that the classifier has not seen.
 */
final class FoldedTwoSample {
  private static final int FOLDS = 5;

  private final int parameters;
  private final float[] rows;
  private final boolean[] ours;

  private FoldedTwoSample(int parameters, float[] rows, boolean[] ours) {
    this.parameters = parameters;
    this.rows = rows;
    this.ours = ours;
  }

  /** Some classifier, trained and asked in one. */
  @FunctionalInterface
  interface Classifier {

    /**
     * The more probable class of each held-out row.
     *
     * @param rows standardised, [N, P] row-major
     * @param ours the class of each, [N]
     * @param held rows to be classified, [M, P] row-major
     * @param seed of all that is random
     * @return [M]
     */
    boolean[] classify(float[] rows, int parameters, boolean[] ours, float[] held, long seed);
  }

  /**
   * Mean held-out accuracy.
   *
   * @throws IllegalArgumentException if sizes or parameters differ, draws are weighted unequally,
   *     there are fewer than five, or a parameter has no spread in the reference
   */
  static double accuracy(
      Draws reference, Draws draws, Classifier classifier, long seed, Executor executor) {
    FoldedTwoSample test = standardised(reference, draws);
    int[] order = PermutationSampler.natural(test.ours.length);
    PermutationSampler.shuffle(RandomSource.PHILOX_4X64.create(seed), order);
    List<CompletableFuture<Double>> folds = new ArrayList<>(FOLDS);
    for (int fold = 0; fold < FOLDS; fold++) {
      int number = fold;
      folds.add(
          CompletableFuture.supplyAsync(
              () -> test.foldAccuracy(classifier, order, number, seed), executor));
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

  private static FoldedTwoSample standardised(Draws reference, Draws draws) {
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
    return new FoldedTwoSample(parameters, rows, ours);
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
  private double foldAccuracy(Classifier classifier, int[] order, int fold, long seed) {
    int from = start(fold);
    int to = start(fold + 1);
    int[] held = Arrays.copyOfRange(order, from, to);
    int[] trained = new int[order.length - held.length];
    System.arraycopy(order, 0, trained, 0, from);
    System.arraycopy(order, to, trained, from, order.length - to);
    boolean[] predicted =
        classifier.classify(
            select(trained), parameters, labels(trained), select(held), seed * FOLDS + fold);
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
