package io.streambed.app.judge;

import io.streambed.science.Draws;
import io.streambed.science.diagnostics.BoostedTwoSample;
import io.streambed.science.diagnostics.ClassifierTwoSample;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToDoubleFunction;

/**
 * Compares posteriors with draws of a reference, on as many as the smaller side has, with the folds
 * spread over all processors: 0.5 where they cannot be told apart, 1 where they can.
 */
public final class PosteriorJudge {

  private PosteriorJudge() {}

  /**
   * C2ST as published.
   *
   * @param classifiers how many, each with folds and start of its own; their median counts
   * @param seed of folds and classifiers
   */
  public static double accuracy(Draws reference, Draws draws, int classifiers, long seed) {
    int size = Math.min(reference.size(), draws.size());
    return inFolds(
        folds ->
            ClassifierTwoSample.median(
                reference.first(size), draws.first(size), classifiers, seed, folds));
  }

  /**
   * The same by gradient-boosted trees, the stronger judge in few dimensions.
   *
   * @param seed of folds and trees
   * @throws IllegalStateException if their native library cannot be loaded
   */
  public static double boostedAccuracy(Draws reference, Draws draws, long seed) {
    int size = Math.min(reference.size(), draws.size());
    return inFolds(
        folds -> BoostedTwoSample.accuracy(reference.first(size), draws.first(size), seed, folds));
  }

  private static double inFolds(ToDoubleFunction<Executor> judge) {
    ExecutorService folds =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      return judge.applyAsDouble(folds);
    } finally {
      folds.shutdownNow();
    }
  }
}
