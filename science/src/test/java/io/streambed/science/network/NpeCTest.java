package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.streambed.science.EstimatorSettings.DataTransform;
import io.streambed.science.NpeCSettings;
import io.streambed.science.Outcome;
import io.streambed.science.prior.GaussianProposal;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.prior.Proposal;
import io.streambed.science.prior.TruncatedProposal;
import io.streambed.science.prior.UnitBox;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The objective of NPE-C on φ ~ N(0, I), y = φ + 0.5 e. */
class NpeCTest {
  private static final SmallTask TASK = SmallTask.gaussian(2);

  /** As many atoms as the batch has pairs: however they are chosen, the loss is the same. */
  private static final TrainingSettings TRAINING = new TrainingSettings(12, 3e-3, 10, 100, 5, 0.9);

  private static final NpeCSettings SETTINGS =
      new NpeCSettings(DataTransform.NONE, 3, 6, 3, 12, 1, 12, 1);

  static List<Proposal> proposals() {
    return List.of(
        new PriorProposal(),
        GaussianProposal.of(1, new double[] {0.5, 0}, new double[] {0.3, 0.1, 0.1, 0.2}, 0.999),
        new TruncatedProposal(1, UnitBox.of(new double[] {0.4, 0.2}, new double[] {1, 0.9})));
  }

  private static Learner trained(Proposal proposal, int steps) {
    Learner learner = TASK.learner(SETTINGS, TRAINING, proposal, 3);
    TASK.train(learner, TRAINING, proposal, 0, steps);
    return learner;
  }

  private static NpeCObjective objective(Learner learner) {
    return assertInstanceOf(
        NpeCObjective.class, assertInstanceOf(GradientLearner.class, learner).objective());
  }

  @ParameterizedTest
  @MethodSource("proposals")
  void theGradientIsThatOfCentralDifferencesOfTheLoss(Proposal proposal) {
    Learner learner = trained(proposal, 50);
    NpeCObjective objective = objective(learner);
    List<Outcome.Pair> batch = TASK.pairs(proposal, 12, 9);
    float[] weights = learner.state().arrays().get(0);
    float[] gradient = new float[weights.length];
    double loss = objective.step(weights, batch, 0, gradient);
    assertEquals(objective.loss(weights, batch), loss, 1e-6);
    CentralDifferences.assertGradient(objective, weights, batch, gradient, 1e-3, 0.02, 1e-3);
  }

  /**
   * 5,000 pairs alone, and 600 with 12 atoms each, take either half more than one pass. Atoms are a
   * function of the step's number.
   */
  @ParameterizedTest
  @MethodSource("proposals")
  void theGradientOfABatchInManyPassesIsThatOfItsLoss(Proposal proposal) {
    Learner learner = trained(proposal, 5);
    NpeCObjective objective = objective(learner);
    float[] weights = learner.state().arrays().get(0);
    List<Outcome.Pair> batch =
        TASK.pairs(proposal, proposal instanceof PriorProposal ? 5000 : 600, 2);
    float[] gradient = new float[weights.length];
    objective.step(weights, batch, 4, gradient);
    double length = Adam.norm(gradient);
    double h = 1e-3;
    float[] up = weights.clone();
    float[] down = weights.clone();
    for (int i = 0; i < weights.length; i++) {
      up[i] += (float) (h / length * gradient[i]);
      down[i] -= (float) (h / length * gradient[i]);
    }
    float[] ignored = new float[weights.length];
    double rise = objective.step(up, batch, 4, ignored) - objective.step(down, batch, 4, ignored);
    assertEquals(length, rise / (2 * h), 0.01 * length);
  }

  @ParameterizedTest
  @MethodSource("proposals")
  void aCollectionBetweenThePassesLeavesTheGradientAlone(Proposal proposal) {
    Learner learner = trained(proposal, 3);
    NpeCObjective objective = objective(learner);
    List<Outcome.Pair> batch = TASK.pairs(proposal, 12, 1);
    float[] weights = learner.state().arrays().get(0);
    float[] undisturbed = new float[weights.length];
    objective.step(weights, batch, 0, undisturbed);
    objective.betweenPasses(FreedMemory::overwrite);
    float[] disturbed = new float[weights.length];
    objective.step(weights, batch, 0, disturbed);
    assertArrayEquals(undisturbed, disturbed);
  }
}
