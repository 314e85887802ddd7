package io.streambed.app.judge;

import io.streambed.science.Draws;
import io.streambed.science.diagnostics.ClassifierTwoSample;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Compares posteriors with draws of a reference. */
public final class PosteriorJudge {

  private PosteriorJudge() {}

  /**
   * C2ST on as many draws as the smaller side has, its folds spread over all processors: 0.5 where
   * they cannot be told apart, 1 where they can.
   *
   * @param seed of folds and classifiers
   */
  public static double accuracy(Draws reference, Draws draws, long seed) {
    int size = Math.min(reference.size(), draws.size());
    ExecutorService folds =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      return ClassifierTwoSample.accuracy(reference.first(size), draws.first(size), seed, folds);
    } finally {
      folds.shutdownNow();
    }
  }
}
