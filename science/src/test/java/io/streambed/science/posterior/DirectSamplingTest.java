package io.streambed.science.posterior;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Posterior.Sampler;
import io.streambed.science.Posterior.Status;
import io.streambed.science.Trust;
import io.streambed.science.prior.GaussianProposal;
import io.streambed.science.prior.ParameterSpace;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.prior.Uniform;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class DirectSamplingTest {
  private static final Prior NORMAL = ClosedForm.standardNormal(1);

  /** Support: |u| up to the 0.9 quantile of chi, 1.645. */
  private static final DirectSampling NARROWED =
      new DirectSampling(NORMAL, GaussianProposal.of(1, new double[] {0}, new double[] {1}, 0.9));

  private static final DirectSampling WALLED =
      new DirectSampling(
          Prior.of(new ParameterSpace(List.of("p"), List.of("1")), List.of(new Uniform(0, 4))),
          new PriorProposal());

  /** The same values over and over. */
  private static DirectSampling.Source cycle(double... values) {
    return (count, random) -> {
      double[] draws = new double[count];
      for (int i = 0; i < count; i++) {
        draws[i] = values[i % values.length];
      }
      return draws;
    };
  }

  private static Sampled sample(
      DirectSampling sampling, DirectSampling.Source source, int samples, Deadline deadline) {
    return sampling.sample(
        source, samples, samples, Double.NaN, deadline, RandomSource.PHILOX_4X64.create(1L));
  }

  /** p~ / p is 1 / 0.9 inside. */
  @Test
  void whatFallsOutsideTheProposalIsDrawnAgainAndReportedAsCut() {
    Sampled sampled = sample(NARROWED, cycle(0.5, 2, -1, 3), 4, Deadline.none());
    assertEquals(Status.COMPLETE, sampled.status());
    assertEquals(Sampler.DIRECT, sampled.sampler());
    Trust trust = sampled.trust();
    assertEquals(0.5, trust.cutMass());
    assertEquals(0, trust.leakedMass());
    assertEquals(0.5, trust.acceptance());
    assertEquals(Math.log(0.5 / 0.9), trust.logNormaliser(), 1e-12);
    assertTrue(
        Arrays.equals(new double[] {0.5, -1, 0.5, -1}, sampled.draws().toArray()),
        Arrays.toString(sampled.draws().toArray()));
  }

  /** The walls themselves have no place in unbounded coordinates. */
  @Test
  void whatFallsOutsideThePriorIsDrawnAgainAndReportedAsLeaked() {
    Sampled sampled =
        sample(
            WALLED,
            cycle(1, -1, 5, 3, 4, 2, Double.NaN, Double.POSITIVE_INFINITY),
            6,
            Deadline.none());
    Trust trust = sampled.trust();
    assertEquals(5 / 8.0, trust.leakedMass());
    assertEquals(0, trust.cutMass());
    assertEquals(3 / 8.0, trust.acceptance());
    assertEquals(Math.log(3 / 8.0), trust.logNormaliser(), 1e-12);
    assertTrue(Arrays.equals(new double[] {1, 3, 2, 1, 3, 2}, sampled.draws().toArray()));
  }

  @Test
  void manyDrawsComeFromManyCalls() {
    Sampled sampled = sample(WALLED, cycle(1, -1), 10_000, Deadline.none());
    assertEquals(Status.COMPLETE, sampled.status());
    assertEquals(10_000, sampled.trust().effectiveSampleSize());
    assertEquals(0.5, sampled.trust().leakedMass(), 1e-3);
  }

  @Test
  void aDeadlineFillsUpWithTheDrawsThereAre() {
    Sampled sampled = sample(NARROWED, cycle(0.5, 2, -1, 3), 1000, () -> true);
    assertEquals(Status.DEADLINE, sampled.status());
    assertEquals(1000, sampled.draws().size());
    assertEquals(500, sampled.trust().effectiveSampleSize());
  }

  @Test
  void tooFewInsideGiveWhatThereIsAsDegraded() {
    double[] rare = new double[1024];
    Arrays.fill(rare, 9);
    rare[0] = 0.5;
    Sampled sampled = sample(NARROWED, cycle(rare), 1000, Deadline.none());
    assertEquals(Status.DEGRADED, sampled.status());
    assertEquals(1000, sampled.draws().size());
    assertTrue(sampled.trust().effectiveSampleSize() < 200, sampled.trust().toString());
  }

  @Test
  void anEstimatorThatIsNeverInsideIsSaidToBeBroken() {
    assertThrows(IllegalStateException.class, () -> sample(NARROWED, cycle(9), 2, Deadline.none()));
  }
}
