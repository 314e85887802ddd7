package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.ContrastSettings;
import io.streambed.science.Data;
import io.streambed.science.EmbedAndEmulateSettings;
import io.streambed.science.EstimatorSettings;
import io.streambed.science.EstimatorSettings.DataTransform;
import io.streambed.science.EstimatorSettings.Encoder;
import io.streambed.science.prior.Distribution;
import io.streambed.science.prior.LogNormal;
import io.streambed.science.prior.Normal;
import io.streambed.science.prior.ParameterSpace;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.prior.TruncatedNormal;
import io.streambed.science.prior.Uniform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

/** Slopes of the score by parameters of every kind of distribution, whitened with correlations. */
class ScoreSlopesTest {
  private static final int P = 4;
  private static final int ROWS = 3000;
  private static final Prior PRIOR =
      Prior.of(
          new ParameterSpace(List.of("a", "b", "c", "d"), List.of("1", "1", "1", "1")),
          List.of(
              new Uniform(-5, 20),
              new Normal(3, 0.5),
              new LogNormal(-1, 0.5),
              new TruncatedNormal(0.05, 0.05, 0, Double.POSITIVE_INFINITY)));
  private static final SmallTask TASK =
      new SmallTask(
          PRIOR,
          List.of(2),
          (x, random) ->
              new float[] {
                (float) (x[0] / 10 + x[1] + SmallTask.gaussianDraw(random)),
                (float) (10 * x[3] - x[2] + SmallTask.gaussianDraw(random))
              });

  private static EmbedAndEmulateSettings settings(
      EstimatorSettings.Critic critic, boolean quadratic) {
    return new EmbedAndEmulateSettings(
        Encoder.PERCEPTRON,
        critic,
        DataTransform.NONE,
        8,
        32,
        2,
        1,
        2,
        quadratic,
        0.1,
        true,
        true,
        ContrastSettings.inBatch(0));
  }

  private static Critic critic(EmbedAndEmulateSettings settings) {
    TrainingSettings training = SmallTask.training(100);
    Learner learner = TASK.learner(settings, training, 1);
    TASK.train(learner, training, 0, 60);
    return Critic.load(settings, PRIOR, new PriorProposal(), List.of(2), learner.tensors());
  }

  private static double[] parameters() {
    double[] x = new double[ROWS * P];
    var random = RandomSource.PHILOX_4X64.create(4L);
    for (int row = 0; row < ROWS; row++) {
      System.arraycopy(PRIOR.sample(random), 0, x, row * P, P);
    }
    return x;
  }

  private static double[] scores(Critic critic, float[] f, double[] x) {
    float[] s = Scores.of(f, 1, critic.emulate(x, ROWS), ROWS, critic.width());
    double[] scores = new double[ROWS];
    Arrays.setAll(scores, i -> s[i]);
    return scores;
  }

  /**
   * Central differences of 32-bit scores in unbounded coordinates: their own error, by rounding and
   * by kinks of the network, is some hundredths of the slopes' root mean square.
   */
  @Test
  void slopesAreThoseOfCentralDifferences() {
    double[] x = parameters();
    double[] step = {0.004, 0.002, 0.002, 0.004};
    for (EstimatorSettings.Critic kind :
        List.of(EstimatorSettings.Critic.COSINE, EstimatorSettings.Critic.INNER_PRODUCT)) {
      for (boolean quadratic : new boolean[] {false, true}) {
        try (Critic critic = critic(settings(kind, quadratic))) {
          float[] f = critic.encode(List.of(Data.of(new float[] {2, 1}, 2)));
          double[] slopes = new double[x.length];
          double[] scores = critic.scoresAndSlopes(x, ROWS, f, slopes);
          assertArrayEquals(scores(critic, f, x), scores, 1e-3);
          for (int p = 0; p < P; p++) {
            Distribution distribution = (Distribution) PRIOR.blocks().get(p);
            double h = step[p];
            double[] above = x.clone();
            double[] below = x.clone();
            double[] stretch = new double[ROWS];
            for (int row = 0; row < ROWS; row++) {
              int at = row * P + p;
              double u = distribution.toUnbounded(x[at]);
              above[at] = distribution.fromUnbounded(u + h);
              below[at] = distribution.fromUnbounded(u - h);
              stretch[row] = Math.exp(distribution.logJacobian(u));
            }
            double[] high = scores(critic, f, above);
            double[] low = scores(critic, f, below);
            double misses = 0;
            double squares = 0;
            for (int row = 0; row < ROWS; row++) {
              double slope = slopes[row * P + p] * stretch[row];
              double difference = slope - (high[row] - low[row]) / (2 * h);
              misses += difference * difference;
              squares += slope * slope;
            }
            double share = Math.sqrt(misses / squares);
            assertTrue(share < 0.03, kind + " " + quadratic + " " + p + ": " + share);
          }
        }
      }
    }
  }

  @Test
  void collectionsAndOtherThreadsLeaveSlopesAlone() throws Exception {
    double[] x = parameters();
    ExecutorService executor = Executors.newFixedThreadPool(3);
    AtomicBoolean over = new AtomicBoolean();
    try (Critic critic = critic(settings(EstimatorSettings.Critic.COSINE, true))) {
      float[] f = critic.encode(List.of(Data.of(new float[] {2, 1}, 2)));
      double[] alone = new double[x.length];
      critic.scoresAndSlopes(x, ROWS, f, alone);
      Future<?> collector =
          executor.submit(
              () -> {
                while (!over.get()) {
                  System.gc();
                }
              });
      List<Future<double[]>> others = new ArrayList<>();
      for (int thread = 0; thread < 2; thread++) {
        others.add(
            executor.submit(
                () -> {
                  double[] slopes = new double[x.length];
                  for (int repeat = 0; repeat < 10; repeat++) {
                    Arrays.fill(slopes, Double.NaN);
                    critic.scoresAndSlopes(x, ROWS, f, slopes);
                    assertArrayEquals(alone, slopes);
                  }
                  return slopes;
                }));
      }
      for (Future<double[]> other : others) {
        assertArrayEquals(alone, other.get());
      }
      over.set(true);
      collector.get();
    } finally {
      over.set(true);
      executor.shutdownNow();
    }
  }

  @Test
  void shapesThatDifferAreRefused() {
    try (Critic critic = critic(settings(EstimatorSettings.Critic.COSINE, false))) {
      IllegalArgumentException error =
          assertThrows(
              IllegalArgumentException.class,
              () -> critic.scoresAndSlopes(new double[8], 2, new float[10], new double[7]));
      assertEquals(
          "expected parameters and slopes [2, 4] and an embedding [10], got 8, 7 and 10 values",
          error.getMessage());
    }
  }
}
