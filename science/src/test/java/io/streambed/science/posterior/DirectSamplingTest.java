package io.streambed.science.posterior;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Posterior.Sampler;
import io.streambed.science.Posterior.Status;
import io.streambed.science.prior.GaussianProposal;
import io.streambed.science.prior.Prior;
import java.util.Arrays;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class DirectSamplingTest {
  private static final Prior PRIOR = ClosedForm.standardNormal(1);

  /** Support: |u| up to the 0.9 quantile of chi, 1.645. */
  private static final DirectSampling SAMPLING =
      new DirectSampling(PRIOR, GaussianProposal.of(1, new double[] {0}, new double[] {1}, 0.9));

  private static Sampled sample(DirectSampling.Source source, int samples, Deadline deadline) {
    return SAMPLING.sample(
        source, samples, samples, Double.NaN, deadline, RandomSource.PHILOX_4X64.create(1L));
  }

  @Test
  void whatFallsOutsideTheSupportIsDrawnAgainAndReported() {
    Sampled sampled = sample((count, random) -> new double[] {0.5, 2, -1, 3}, 4, Deadline.none());
    assertEquals(Status.COMPLETE, sampled.status());
    assertEquals(Sampler.DIRECT, sampled.sampler());
    assertEquals(0.5, sampled.trust().cutMass());
    assertTrue(
        Arrays.equals(new double[] {0.5, -1, 0.5, -1}, sampled.draws().toArray()),
        Arrays.toString(sampled.draws().toArray()));
  }

  @Test
  void aDeadlineFillsUpWithTheDrawsThereAre() {
    Sampled sampled = sample((count, random) -> new double[] {0.5, 2, -1, 3}, 4, () -> true);
    assertEquals(Status.DEADLINE, sampled.status());
    assertEquals(4, sampled.draws().size());
    assertEquals(2, sampled.trust().effectiveSampleSize());
  }

  @Test
  void anEstimatorThatIsNeverInsideIsSaidToBeBroken() {
    assertThrows(
        IllegalStateException.class,
        () -> sample((count, random) -> new double[] {9, 9}, 2, Deadline.none()));
  }
}
