package io.streambed.science.diagnostics;

import com.microsoft.ml.lightgbm.PredictionType;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
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
  private static final int TREES = 100;
  private static final String SETTINGS =
      "objective=binary num_leaves=31 min_data_in_leaf=20 learning_rate=0.1 max_bin=255"
          + " deterministic=true force_row_wise=true num_threads=1 verbosity=-1 seed=";

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
    return FoldedTwoSample.accuracy(reference, draws, BoostedTwoSample::trees, seed, executor);
  }

  private static boolean[] trees(
      float[] rows, int parameters, boolean[] ours, float[] held, long seed) {
    String settings = SETTINGS + (int) (seed & Integer.MAX_VALUE);
    float[] labels = new float[ours.length];
    for (int n = 0; n < labels.length; n++) {
      labels[n] = ours[n] ? 1 : 0;
    }
    try (LGBMDataset data =
        LGBMDataset.createFromMat(rows, ours.length, parameters, true, settings, null)) {
      data.setField("label", labels);
      try (LGBMBooster booster = LGBMBooster.create(data, settings)) {
        boolean stopped = false;
        for (int tree = 0; tree < TREES && !stopped; tree++) {
          stopped = booster.updateOneIter();
        }
        return classes(booster, held, parameters);
      }
    } catch (LGBMException e) {
      throw new IllegalStateException("expected LightGBM to train and predict, got an error", e);
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "expected LightGBM's native library to load (on Linux it needs libgomp), got an error",
          e);
    }
  }

  private static boolean[] classes(LGBMBooster booster, float[] held, int parameters)
      throws LGBMException {
    double[] probabilities =
        booster.predictForMat(
            held,
            held.length / parameters,
            parameters,
            true,
            PredictionType.C_API_PREDICT_NORMAL,
            "num_threads=1");
    boolean[] ours = new boolean[probabilities.length];
    for (int n = 0; n < ours.length; n++) {
      ours[n] = probabilities[n] > 0.5;
    }
    return ours;
  }
}
