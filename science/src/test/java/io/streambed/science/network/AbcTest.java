package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.AbcSettings;
import io.streambed.science.Data;
import io.streambed.science.EstimatorSettings.DataTransform;
import io.streambed.science.Outcome;
import io.streambed.science.Parameters;
import io.streambed.science.Posterior.Sampler;
import io.streambed.science.Tensor;
import io.streambed.science.posterior.Deadline;
import io.streambed.science.posterior.PosteriorEstimator;
import io.streambed.science.posterior.Sampled;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.prior.Proposal;
import io.streambed.science.prior.TruncatedProposal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rejection ABC on φ ~ N(0, 1), y = φ + 0.5 e, where p(φ | y) = N(0.8 y, 0.2). */
class AbcTest {
  private static final SmallTask TASK = SmallTask.gaussian(1);
  private static final AbcSettings SETTINGS = new AbcSettings(DataTransform.NONE, 20_000, 200, 1);
  private static final double DEVIATION = Math.sqrt(0.2);

  /** Kernels of Scott's width make the draws 1 + h² as wide, squared: h = 200^(-1/5) = 0.35. */
  private static final double WIDENING = Math.sqrt(1 + Math.pow(200, -0.4));

  private static Learner learner(Proposal proposal) {
    Standardisation standardisation =
        Standardisation.from(SETTINGS, TASK.prior(), proposal, pairs(proposal, 0, 500), 1);
    return Learner.create(
        SETTINGS, SmallTask.training(0), TASK.prior(), proposal, TASK.shape(), standardisation, 1);
  }

  private static List<Outcome.Pair> pairs(Proposal proposal, int from, int count) {
    UniformRandomProvider random = RandomSource.L64_X128_MIX.create(from);
    List<Outcome.Pair> pairs = new ArrayList<>();
    for (int run = from; run < from + count; run++) {
      double[] x = proposal.sample(TASK.prior(), random);
      Data data = Data.of(TASK.run().apply(x, random), 1);
      pairs.add(new Outcome.Pair(run, proposal.id(), Parameters.of(x), data));
    }
    return pairs;
  }

  private static Learner fed(Proposal proposal, int count) {
    Learner learner = learner(proposal);
    for (int from = 0; from < count; from += 1000) {
      learner.step(pairs(proposal, from, 1000));
    }
    return learner;
  }

  private static PosteriorEstimator load(Proposal proposal, SortedMap<String, Tensor> tensors) {
    return Estimators.load(SETTINGS, TASK.prior(), proposal, TASK.shape(), tensors);
  }

  private static Sampled sample(PosteriorEstimator estimator, float y) {
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(3L);
    return estimator
        .sampler(16, SmallTask.ladder(), random)
        .sample(Data.of(new float[] {y}), 4000, Deadline.none(), random);
  }

  /** The mean of 200 neighbours is within 4 of its deviations, 0.28 of the posterior's. */
  @Test
  void drawsFollowThePosteriorWidenedByTheKernels() {
    PriorProposal proposal = new PriorProposal();
    try (PosteriorEstimator estimator = load(proposal, fed(proposal, 20_000).tensors())) {
      Sampled sampled = sample(estimator, 1);
      assertEquals(Sampler.DIRECT, sampled.sampler());
      assertEquals(0.8, sampled.draws().mean(0), 0.28 * DEVIATION);
      assertEquals(WIDENING, sampled.draws().deviation(0) / DEVIATION, 0.22);
      assertEquals(0.01, sampled.trust().acceptance());
      assertEquals(1 / (1 / 4000.0 + 1 / 200.0), sampled.trust().effectiveSampleSize(), 1e-6);
      assertEquals(0, sampled.trust().cutMass());
    }
  }

  /** Without weights it would be the product with N(1, 0.25), of mean 0.98, too far by 0.4. */
  @ParameterizedTest
  @MethodSource("io.streambed.science.network.SmallTask#narrowed")
  void pairsOfAProposalAreWeightedToThePrior(Proposal proposal) {
    try (PosteriorEstimator estimator = load(proposal, fed(proposal, 20_000).tensors())) {
      Sampled sampled = sample(estimator, 1);
      assertEquals(0.8, sampled.draws().mean(0), 0.3 * DEVIATION);
      // A truncated prior's pairs weigh alike.
      boolean alike = proposal instanceof TruncatedProposal;
      assertEquals(!alike, sampled.trust().effectiveSampleSize() < 190);
      assertTrue(sampled.trust().cutMass() < 0.05, sampled.trust().toString());
    }
  }

  /**
   * s = log q - log p, q the density of the draws; exact: log N(φ; 0.8 y, 0.2) - log N(φ; 0, 1).
   */
  @Test
  void scoresAreLogRatiosAtCandidatesAndOwnParameters() {
    List<Data> data = List.of(Data.of(new float[] {1}), Data.of(new float[] {-0.5f}));
    double[] x = {0.8, -0.4};
    try (PosteriorEstimator estimator =
        load(new PriorProposal(), fed(new PriorProposal(), 20_000).tensors())) {
      float[] scores = estimator.candidates(x, 2).scores(data);
      double[] own = estimator.own(data, x);
      for (int n = 0; n < 2; n++) {
        assertEquals(own[n], scores[3 * n], 1e-6);
        // At the mode the kernels' widening costs its logarithm.
        double exact = -Math.log(DEVIATION) + 0.5 * x[n] * x[n];
        assertEquals(exact - Math.log(WIDENING), own[n], 0.25);
      }
      assertTrue(scores[1] < scores[0] - 2, "far from the posterior");
    }
  }

  @Test
  void aPairThatComesAgainStaysOneAndAnOldOneGivesWay() {
    Learner learner = learner(new PriorProposal());
    List<Outcome.Pair> pairs = pairs(new PriorProposal(), 0, 100);
    learner.step(pairs);
    SortedMap<String, Tensor> once = learner.tensors();
    learner.step(pairs);
    assertEquals(once, learner.tensors());
    assertEquals(2, learner.steps());
    List<Outcome.Pair> later = pairs(new PriorProposal(), 20_000, 2);
    learner.step(later);
    Tensor kept = Objects.requireNonNull(learner.tensors().get(KeptPairs.PARAMETERS));
    assertEquals(List.of(100, 1), kept.shape());
    assertEquals((float) later.get(1).parameters().get(0), kept.toArray()[1]);
    assertEquals((float) pairs.get(2).parameters().get(0), kept.toArray()[2]);
  }

  /** Entropy of the posterior less that of the prior: -log 0.447 = 0.80 nats of information. */
  @Test
  void theHeldOutLossIsMinusTheMeanLogRatio() {
    double loss = fed(new PriorProposal(), 20_000).loss(pairs(new PriorProposal(), 50_000, 32));
    assertEquals(-0.8, loss, 0.5);
  }

  @Test
  void aClosedEstimatorAnUnknownTensorAndNoPairsAreRefused() {
    SortedMap<String, Tensor> tensors = fed(new PriorProposal(), 1000).tensors();
    PosteriorEstimator estimator = load(new PriorProposal(), tensors);
    estimator.close();
    assertThrows(IllegalStateException.class, () -> sample(estimator, 0));
    tensors.put("payload", Tensor.of(new float[1], 1));
    assertThrows(IllegalArgumentException.class, () -> load(new PriorProposal(), tensors));
    assertThrows(
        IllegalArgumentException.class,
        () -> load(new PriorProposal(), learner(new PriorProposal()).tensors()));
  }
}
