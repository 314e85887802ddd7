package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.streambed.science.AbcSettings;
import io.streambed.science.Data;
import io.streambed.science.EstimatorSettings;
import io.streambed.science.EstimatorSettings.Critic;
import io.streambed.science.EstimatorSettings.DataTransform;
import io.streambed.science.EstimatorSettings.Encoder;
import io.streambed.science.NpeCSettings;
import io.streambed.science.NreCSettings;
import io.streambed.science.Outcome;
import io.streambed.science.Tensor;
import io.streambed.science.posterior.PosteriorEstimator;
import io.streambed.science.prior.GaussianProposal;
import io.streambed.science.prior.KernelProposal;
import io.streambed.science.prior.Kernels;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.prior.Proposal;
import io.streambed.science.prior.TruncatedProposal;
import io.streambed.science.prior.UnitBox;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every kind of estimator, on pairs of the prior and of a narrower proposal. */
class EveryEstimatorTest {
  private static final SmallTask TASK = SmallTask.gaussian(2);
  private static final TrainingSettings TRAINING = SmallTask.training(20);
  private static final GaussianProposal NARROW =
      GaussianProposal.of(1, new double[] {0.5, 0}, new double[] {0.3, 0.1, 0.1, 0.2}, 0.999);

  private static final UnitBox BOX = UnitBox.of(new double[] {0.4, 0.2}, new double[] {1, 0.9});
  private static final Proposal TRUNCATED = new TruncatedProposal(1, BOX);
  private static final Proposal KERNELS =
      KernelProposal.of(
          1,
          BOX,
          Kernels.of(2, new double[] {0.5, 0, 1, 0.5}, new double[] {0.3, 0.1, 0.1, 0.2}),
          0.2,
          1);

  static Stream<Arguments> kinds() {
    return Stream.of(
            SmallTask.settings(),
            SmallTask.settings(Encoder.PERCEPTRON, Critic.DISCREPANCY, 0),
            new NreCSettings(DataTransform.NONE, 7, 1, 16, 1, 1, 1),
            new AbcSettings(DataTransform.NONE, 500, 20, 1),
            new NpeCSettings(DataTransform.NONE, 2, 4, 3, 8, 1, 5, 1))
        .flatMap(
            settings ->
                Stream.of(new PriorProposal(), NARROW, TRUNCATED, KERNELS)
                    .map(proposal -> Arguments.of(settings, proposal)));
  }

  private static Learner trained(
      EstimatorSettings settings, Proposal proposal, long seed, int steps) {
    Learner learner = TASK.learner(settings, TRAINING, proposal, seed);
    TASK.train(learner, TRAINING, proposal, 0, steps);
    return learner;
  }

  private static PosteriorEstimator load(
      EstimatorSettings settings, Proposal proposal, SortedMap<String, Tensor> tensors) {
    return Estimators.load(settings, TASK.prior(), proposal, TASK.shape(), tensors);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theSameSeedGivesTheSameStateToTheLastBit(EstimatorSettings settings, Proposal proposal) {
    byte[] once = trained(settings, proposal, 5, 20).state().toBytes();
    assertArrayEquals(once, trained(settings, proposal, 5, 20).state().toBytes());
    assertNotEquals(
        trained(settings, proposal, 5, 1).tensors(), trained(settings, proposal, 6, 1).tensors());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aResumedLearnerGoesOnToTheLastBit(EstimatorSettings settings, Proposal proposal) {
    Learner whole = trained(settings, proposal, 7, 20);
    Learner resumed =
        Learner.restore(
            settings,
            TRAINING,
            TASK.prior(),
            proposal,
            TASK.shape(),
            LearnerState.fromBytes(trained(settings, proposal, 7, 8).state().toBytes()));
    TASK.train(resumed, TRAINING, proposal, 8, 20);
    assertArrayEquals(whole.state().toBytes(), resumed.state().toBytes());
    assertEquals(whole.tensors(), resumed.tensors());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void candidatesScoreAsTheirOwnParametersDo(EstimatorSettings settings, Proposal proposal) {
    List<Outcome.Pair> pairs = TASK.pairs(proposal, 5, 99);
    List<Data> data = pairs.stream().map(Outcome.Pair::data).toList();
    double[] x = new double[10];
    for (int n = 0; n < 5; n++) {
      System.arraycopy(pairs.get(n).parameters().toArray(), 0, x, 2 * n, 2);
    }
    SortedMap<String, Tensor> tensors = trained(settings, proposal, 1, 8).tensors();
    try (PosteriorEstimator estimator = load(settings, proposal, tensors)) {
      float[] all = estimator.candidates(x, 5).scores(data);
      double[] own = estimator.own(data, x);
      for (int n = 0; n < 5; n++) {
        assertEquals(own[n], all[6 * n], 1e-4);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aTensorTooManyOrTooFewIsRefused(EstimatorSettings settings, Proposal proposal) {
    SortedMap<String, Tensor> tensors = trained(settings, proposal, 1, 1).tensors();
    tensors.put("payload", Tensor.of(new float[1], 1));
    assertThrows(IllegalArgumentException.class, () -> load(settings, proposal, tensors));
    tensors.remove("payload");
    tensors.remove(tensors.firstKey());
    assertThrows(IllegalArgumentException.class, () -> load(settings, proposal, tensors));
  }
}
