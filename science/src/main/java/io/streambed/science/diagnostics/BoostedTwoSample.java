package io.streambed.science.diagnostics;

import io.streambed.science.Draws;
import java.util.concurrent.Executor;

/**
 * The two-sample test of {@link ClassifierTwoSample} with gradient-boosted trees as classifier: a
 * stronger judge in few dimensions, where fine structure escapes the benchmark's small perceptron.
 * Not comparable with published C2ST.
 *
 * <p>LightGBM (Ke et al., NeurIPS 2017) with the usual sizes: 100 trees of at most 31 leaves with
 * 20 rows or more, rate 0.1, 255 bins. Its native library comes with the dependency; on Linux it
 * needs the system's libgomp.
 */
public final class BoostedTwoSample {

  private BoostedTwoSample() {}

  /**
   * Mean held-out accuracy over five shuffled folds: 0.5 = indistinguishable, 1 = trivially
   * different.
   *
   * @param reference equally weighted draws; their mean and deviation standardise both sides
   * @param draws equally weighted, as many
   * @param seed of folds and trees: the same gives the same figure, whatever the executor
   * @param executor runs the five folds; {@code Runnable::run} for this thread
   * @throws IllegalArgumentException if sizes or parameters differ, draws are weighted unequally,
   *     there are fewer than five, or a parameter has no spread in the reference
   * @throws IllegalStateException if the native library cannot be loaded
   */
  public static double accuracy(Draws reference, Draws draws, long seed, Executor executor) {
    return FoldedTwoSample.accuracy(reference, draws, BoostedTrees::classify, seed, executor);
  }
}
