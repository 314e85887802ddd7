package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Data;
import io.streambed.science.EmbedAndEmulateSettings;
import io.streambed.science.EstimatorSettings;
import io.streambed.science.EstimatorSettings.Encoder;
import io.streambed.science.prior.PriorProposal;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncoderTest {
  private static final double IGNORANT = 2 * Math.log(64);

  private static double lossAfter(int steps, SmallTask task, Learner learner) {
    task.train(learner, SmallTask.training(steps), 0, steps);
    return learner.loss(task.pairs(512, 99));
  }

  @Test
  void aConvolutionLearnsAFrequency() {
    EmbedAndEmulateSettings settings =
        SmallTask.settings(Encoder.CONVOLUTION, EstimatorSettings.Critic.COSINE, 0);
    SmallTask task = SmallTask.waves(64);
    Learner learner = task.learner(settings, SmallTask.training(150), 1);
    double loss = lossAfter(150, task, learner);
    assertTrue(loss < IGNORANT - 3, "loss " + loss + " of " + IGNORANT);
  }

  @Test
  void aSumOfRepeatsLearnsWhatTheirMeanTells() {
    // With 4 repeats the mutual information is log(5) / 2 = 0.80 nats, twice in the loss.
    EmbedAndEmulateSettings settings =
        SmallTask.settings(Encoder.SUM_OF_REPEATS, EstimatorSettings.Critic.INNER_PRODUCT, 0);
    SmallTask task = SmallTask.repeats(4);
    Learner learner = task.learner(settings, SmallTask.training(300), 1);
    double loss = lossAfter(300, task, learner);
    assertTrue(loss < IGNORANT - 1.3 && loss > IGNORANT - 1.9, "loss " + loss);
  }

  @Test
  void embeddingsOfRepeatsAddWhateverTheirNumber() {
    EmbedAndEmulateSettings settings =
        SmallTask.settings(Encoder.SUM_OF_REPEATS, EstimatorSettings.Critic.COSINE, 0);
    SmallTask task = SmallTask.repeats(2);
    Learner learner = task.learner(settings, SmallTask.training(10), 1);
    try (Critic critic =
        Critic.load(settings, task.prior(), new PriorProposal(), task.shape(), learner.tensors())) {
      float[] both = critic.encode(List.of(Data.of(new float[] {1, 2, 3}, 3, 1)));
      float[] parts =
          critic.encode(List.of(Data.of(new float[] {1, 2}, 2, 1), Data.of(new float[] {3}, 1, 1)));
      float[] sum = new float[critic.width()];
      for (int e = 0; e < sum.length; e++) {
        sum[e] = parts[e] + parts[sum.length + e];
      }
      assertArrayEquals(sum, both, 1e-4f);
      assertArrayEquals(new float[] {3}, new float[] {both[8]});
    }
  }

  @Test
  void repeatsNeedTwoAxes() {
    EmbedAndEmulateSettings settings =
        SmallTask.settings(Encoder.SUM_OF_REPEATS, EstimatorSettings.Critic.COSINE, 0);
    assertThrows(IllegalArgumentException.class, () -> new CriticNetwork(settings, 1, List.of(4)));
  }
}
