package io.streambed.science.posterior;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Posterior.Sampler;
import io.streambed.science.Posterior.Status;
import io.streambed.science.prior.Distribution;
import io.streambed.science.prior.GaussianProposal;
import io.streambed.science.prior.KernelProposal;
import io.streambed.science.prior.Kernels;
import io.streambed.science.prior.LogNormal;
import io.streambed.science.prior.ParameterSpace;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.prior.Proposal;
import io.streambed.science.prior.TruncatedProposal;
import io.streambed.science.prior.Uniform;
import io.streambed.science.prior.UnitBox;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

/** Tempered SMC where u is not x, and where the proposal is not the prior. */
class SmcCoordinatesTest {
  private static final int SAMPLES = 4000;

  /** 5 deviations of a mean and of a deviation of 4,000 draws, half of them effective. */
  private static final double MEAN_BOUND = 5 / Math.sqrt(SAMPLES / 2.0);

  private static final double DEVIATION_BOUND = 5 / Math.sqrt(SAMPLES);

  private static Sampled sample(Prior prior, Proposal proposal, Emulator emulator) {
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(13L);
    Bank bank = Bank.create(prior, proposal, 1 << 15, random);
    Sampled sampled =
        new Ladder(prior, proposal, bank, ClosedForm.settings())
            .sample(ClosedForm.scoring(emulator, bank), SAMPLES, Deadline.none(), random);
    assertEquals(Sampler.TEMPERED_SMC, sampled.sampler());
    assertEquals(Status.COMPLETE, sampled.status());
    return sampled;
  }

  /**
   * Likelihood N(0.95, 0.05²) of each parameter of the box [-1, 1]^5: a normal cut at one
   * deviation, whose mean is 0.2876 deviations lower and whose deviation is 0.7936 of it (λ = φ(1)
   * / Φ(1) = 0.28760; 1 - λ - λ² = 0.62969).
   */
  @Test
  void aPosteriorThatPressesAgainstABoundIsTheTruncatedNormal() {
    Distribution box = new Uniform(-1, 1);
    Prior prior =
        Prior.of(
            new ParameterSpace(List.of("a", "b", "c", "d", "e"), List.of("1", "1", "1", "1", "1")),
            List.of(box, box, box, box, box));
    Emulator emulator =
        (x, count) -> {
          float[] scores = new float[count];
          for (int i = 0; i < 5 * count; i++) {
            double z = (x[i] - 0.95) / 0.05;
            scores[i / 5] -= (float) (0.5 * z * z);
          }
          return scores;
        };
    Sampled sampled = sample(prior, new PriorProposal(), emulator);
    double deviation = 0.05 * Math.sqrt(0.62969);
    for (int p = 0; p < 5; p++) {
      assertEquals(0.95 - 0.2876 * 0.05, sampled.draws().mean(p), MEAN_BOUND * deviation);
      assertEquals(1, sampled.draws().deviation(p) / deviation, DEVIATION_BOUND);
      for (double value : sampled.draws().column(p)) {
        assertTrue(value > -1 && value < 1);
      }
    }
  }

  /**
   * Log-normal parameters: in logarithms prior N(0, 1), likelihood N(0.5, 0.03²); the product is
   * normal.
   */
  @Test
  void aLogNormalPosteriorUnderAnyWiderProposalIsTheProductOfPriorAndLikelihood() {
    int p = 6;
    Distribution scale = new LogNormal(0, 1);
    Prior prior =
        Prior.of(
            new ParameterSpace(
                List.of("a", "b", "c", "d", "e", "f"), List.of("1", "1", "1", "1", "1", "1")),
            List.of(scale, scale, scale, scale, scale, scale));
    double[] centre = new double[p];
    double[] covariance = new double[p * p];
    for (int i = 0; i < p; i++) {
      centre[i] = 0.45;
      covariance[i * p + i] = 0.12 * 0.12;
    }
    Emulator emulator =
        (x, count) -> {
          float[] scores = new float[count];
          for (int i = 0; i < p * count; i++) {
            double z = (Math.log(x[i]) - 0.5) / 0.03;
            scores[i / p] -= (float) (0.5 * z * z);
          }
          return scores;
        };
    double[] lower = new double[p];
    double[] upper = new double[p];
    Arrays.fill(lower, scale.cumulative(Math.exp(0.1)));
    Arrays.fill(upper, scale.cumulative(Math.exp(0.9)));
    UnitBox box = UnitBox.of(lower, upper);
    for (Proposal proposal :
        List.of(
            GaussianProposal.of(1, centre, covariance, 0.999),
            new TruncatedProposal(1, box),
            KernelProposal.of(1, box, Kernels.of(p, centre, covariance), 0.2, 1))) {
      assertProduct(sample(prior, proposal, emulator), p);
    }
  }

  private static void assertProduct(Sampled sampled, int p) {
    double precision = 1 / (0.03 * 0.03) + 1;
    double mean = 0.5 / (0.03 * 0.03) / precision;
    double deviation = 1 / Math.sqrt(precision);
    for (int i = 0; i < p; i++) {
      double sum = 0;
      double squares = 0;
      for (double value : sampled.draws().column(i)) {
        double z = (Math.log(value) - mean) / deviation;
        sum += z;
        squares += z * z;
      }
      assertEquals(0, sum / SAMPLES, MEAN_BOUND);
      assertEquals(1, Math.sqrt(squares / SAMPLES), DEVIATION_BOUND);
    }
    assertTrue(sampled.trust().cutMass() < 1e-3);
  }
}
