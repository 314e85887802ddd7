package io.streambed.science.diagnostics;

import com.microsoft.ml.lightgbm.PredictionType;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Gradient-boosted trees that tell two classes apart, by LightGBM on one thread: 100 trees of at
 * most 31 leaves with 20 rows or more, rate 0.1, 255 bins.
 */
final class BoostedTrees {
  private static final int TREES = 100;
  private static final String SETTINGS =
      "objective=binary num_leaves=31 min_data_in_leaf=20 learning_rate=0.1 max_bin=255"
          + " deterministic=true force_row_wise=true num_threads=1 verbosity=-1 seed=";

  private BoostedTrees() {}

  /** As {@link FoldedTwoSample.Classifier#classify}. */
  static boolean[] classify(float[] rows, int parameters, boolean[] ours, float[] held, long seed) {
    String settings = SETTINGS + (int) (seed & Integer.MAX_VALUE);
    float[] labels = new float[ours.length];
    for (int n = 0; n < labels.length; n++) {
      labels[n] = ours[n] ? 1 : 0;
    }
    try {
      NativeLibrary.load();
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

  /**
   * The library unpacks itself under a fixed name into the common temporary folder, over the copy
   * that another process may be running. So it is sent to a folder of this process's own.
   */
  private static final class NativeLibrary {
    private static final String FOLDER = "java.io.tmpdir";

    static {
      String common = System.getProperty(FOLDER);
      try {
        Path own = Files.createTempDirectory("streambed-lightgbm");
        System.setProperty(FOLDER, own.toString());
        LGBMBooster.loadNative();
        delete(own);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        System.setProperty(FOLDER, common);
      }
    }

    /** Does nothing but to have this class initialised. */
    static void load() {}

    /** What is loaded stays in memory; where it cannot be deleted at once, at the end. */
    private static void delete(Path folder) throws IOException {
      folder.toFile().deleteOnExit();
      try (Stream<Path> files = Files.list(folder)) {
        List<Path> unpacked = files.toList();
        for (Path file : unpacked) {
          if (!file.toFile().delete()) {
            file.toFile().deleteOnExit();
          }
        }
      }
      folder.toFile().delete();
    }
  }
}
