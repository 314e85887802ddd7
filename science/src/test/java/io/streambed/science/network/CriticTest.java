package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Data;
import io.streambed.science.EmbedAndEmulateSettings;
import io.streambed.science.Outcome;
import io.streambed.science.Tensor;
import io.streambed.science.prior.PriorProposal;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CriticTest {
  private static final SmallTask TASK = SmallTask.gaussian(2);
  private static final EmbedAndEmulateSettings SETTINGS = SmallTask.settings();
  private static final TrainingSettings TRAINING = SmallTask.training(100);

  private static SortedMap<String, Tensor> tensors() {
    Learner learner = TASK.learner(SETTINGS, TRAINING, 1);
    TASK.train(learner, TRAINING, 0, 5);
    return learner.tensors();
  }

  private static Critic load(SortedMap<String, Tensor> tensors) {
    return Critic.load(SETTINGS, TASK.prior(), new PriorProposal(), TASK.shape(), tensors);
  }

  private static void assertRefused(SortedMap<String, Tensor> tensors, String message) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> load(tensors));
    String actual = String.valueOf(refusal.getMessage());
    assertTrue(actual.contains(message), actual);
  }

  @Test
  void itsScoresGiveTheLossOfTheLearner() {
    Learner learner = TASK.learner(SETTINGS, TRAINING, 1);
    TASK.train(learner, TRAINING, 0, 5);
    List<Outcome.Pair> pairs = TASK.pairs(64, 5);
    double[] x = new double[64 * 2];
    for (int n = 0; n < 64; n++) {
      System.arraycopy(pairs.get(n).parameters().toArray(), 0, x, n * 2, 2);
    }
    try (Critic critic = load(learner.tensors())) {
      float[] f = critic.encode(pairs.stream().map(Outcome.Pair::data).toList());
      float[] s = Scores.of(f, 64, critic.emulate(x, 64), 64, critic.width());
      double loss = 0;
      for (int i = 0; i < 64; i++) {
        double row = 0;
        double column = 0;
        for (int k = 0; k < 64; k++) {
          row += Math.exp(s[i * 64 + k] - s[i * 64 + i]);
          column += Math.exp(s[k * 64 + i] - s[i * 64 + i]);
        }
        loss += (Math.log(row) + Math.log(column)) / 64;
      }
      assertEquals(learner.loss(pairs), loss, 1e-4);
    }
  }

  @Test
  void fewScoresByLoopsAreTheManyByTheEngine() {
    try (Critic critic = load(tensors())) {
      List<Data> data = TASK.pairs(9, 3).stream().map(Outcome.Pair::data).toList();
      float[] f = critic.encode(data);
      float[] g = critic.emulate(new double[] {0, 0, 1, 1, -1, 2}, 3);
      float[] all = Scores.of(f, 9, g, 3, critic.width());
      float[] one = Scores.of(f, 1, g, 3, critic.width());
      assertArrayEquals(one, java.util.Arrays.copyOf(all, 3), 1e-4f);
    }
  }

  /** s = f · g / τ + b + c: differences of differences over φ and y leave f · g / τ alone. */
  @Test
  void embeddingsGiveTheScoresButForTermsOfOneSide() {
    try (Critic critic = load(tensors())) {
      List<Data> data = TASK.pairs(2, 3).stream().map(Outcome.Pair::data).toList();
      double[] x = {0.3, -0.2, -1, 1};
      float[] s = critic.candidates(x, 2).scores(data);
      float[] f = critic.embedData(data);
      float[] g = critic.embedParameters(x, 2);
      int e = critic.embedding();
      double crossed = 0;
      for (int k = 0; k < e; k++) {
        crossed += (f[k] - f[e + k]) * (g[k] - g[e + k]) / critic.temperature();
      }
      assertEquals(8, e);
      assertEquals(s[0] - s[1] - s[2] + s[3], crossed, 1e-4);
      assertEquals(1, Scores.dot(f, 0, f, 0, e), 1e-5);
    }
  }

  /** Central differences of 32-bit embeddings of length 1, whose kinks cost some per cent. */
  @Test
  void slopesOfTheEmbeddingAreThoseOfDifferences() {
    try (Critic critic = load(tensors())) {
      double h = 1e-3;
      double[] x = {0.3, -0.2, -1, 1, 0.8, 0.1};
      double[] slopes = critic.embeddingSlopes(x, 3);
      int e = critic.embedding();
      double misses = 0;
      double squares = 0;
      for (int p = 0; p < 2; p++) {
        double[] above = x.clone();
        double[] below = x.clone();
        for (int row = 0; row < 3; row++) {
          above[2 * row + p] += h;
          below[2 * row + p] -= h;
        }
        float[] high = critic.embedParameters(above, 3);
        float[] low = critic.embedParameters(below, 3);
        for (int i = 0; i < 3 * e; i++) {
          double difference = (high[i] - low[i]) / (2 * h);
          misses += Math.pow(slopes[2 * i + p] - difference, 2);
          squares += difference * difference;
        }
      }
      assertEquals(3 * e * 2, slopes.length);
      assertEquals(0, Math.sqrt(misses / squares), 0.03);
    }
  }

  @Test
  void emulatingInChunksIsEmulatingRowByRow() {
    double[] x = new double[2 * 5000];
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.sin(i);
    }
    try (Critic critic = load(tensors())) {
      float[] all = critic.emulate(x, 5000);
      assertEquals(5000 * critic.width(), all.length);
      for (int row : new int[] {0, 2047, 2048, 4999}) {
        float[] one = critic.emulate(new double[] {x[2 * row], x[2 * row + 1]}, 1);
        int at = row * critic.width();
        assertArrayEquals(one, java.util.Arrays.copyOfRange(all, at, at + critic.width()), 1e-4f);
      }
    }
  }

  @Test
  void aMissingTensorIsNamed() {
    SortedMap<String, Tensor> tensors = tensors();
    tensors.remove("encoder.head.weight");
    assertRefused(tensors, "expected tensor encoder.head.weight [9, 32], got none");
  }

  @Test
  void anotherShapeIsNamed() {
    SortedMap<String, Tensor> tensors = tensors();
    tensors.put("standard.data.mean", Tensor.of(new float[3], 3));
    assertRefused(tensors, "expected tensor standard.data.mean [2], got [3]");
  }

  @Test
  void anUnknownTensorIsNamed() {
    SortedMap<String, Tensor> tensors = tensors();
    tensors.put("payload", Tensor.of(new float[1], 1));
    assertRefused(tensors, "got an unknown one, payload");
  }

  @Test
  void aValueThatIsNotFiniteIsNamed() {
    SortedMap<String, Tensor> tensors = tensors();
    float[] values = Objects.requireNonNull(tensors.get("emulator.stem.bias")).toArray();
    values[4] = Float.POSITIVE_INFINITY;
    tensors.put("emulator.stem.bias", Tensor.of(values, values.length));
    assertRefused(
        tensors, "expected finite values in tensor emulator.stem.bias, got Infinity at 4");
  }

  @Test
  void aScaleOfZeroIsRefused() {
    SortedMap<String, Tensor> tensors = tensors();
    tensors.put("standard.data.scale", Tensor.of(new float[] {1, 0}, 2));
    assertRefused(tensors, "expected values > 0 in tensor standard.data.scale");
  }

  @Test
  void dataOfAnotherShapeAreRefused() {
    try (Critic critic = load(tensors())) {
      assertThrows(
          IllegalArgumentException.class, () -> critic.encode(List.of(Data.of(new float[3]))));
      assertThrows(IllegalArgumentException.class, () -> critic.emulate(new double[3], 2));
    }
  }

  @Test
  void closingWaitsForThoseInsideAndTurnsLaterOnesAway() throws Exception {
    ExecutorService readers = Executors.newFixedThreadPool(3);
    try {
      for (int round = 0; round < 20; round++) {
        Critic critic = load(tensors());
        CountDownLatch inside = new CountDownLatch(3);
        List<Future<?>> ends =
            java.util.stream.IntStream.range(0, 3)
                .<Future<?>>mapToObj(r -> readers.submit(() -> readUntilClosed(critic, inside)))
                .toList();
        assertTrue(inside.await(30, TimeUnit.SECONDS));
        critic.close();
        critic.close();
        for (Future<?> end : ends) {
          end.get(30, TimeUnit.SECONDS);
        }
      }
    } finally {
      readers.shutdownNow();
    }
  }

  private static void readUntilClosed(Critic critic, CountDownLatch inside) {
    assertThrows(
        IllegalStateException.class,
        () -> {
          while (true) {
            critic.emulate(new double[200], 100);
            inside.countDown();
          }
        });
  }
}
