package io.streambed.science.posterior;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Posterior.Status;
import io.streambed.science.prior.GaussianProposal;
import io.streambed.science.prior.KernelProposal;
import io.streambed.science.prior.Kernels;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import io.streambed.science.prior.TruncatedProposal;
import io.streambed.science.prior.UnitBox;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class CutMassTest {

  private static Sampled sample(int p, double posteriorDeviation, double supportMass) {
    double[] mean = new double[p];
    double[] deviations = new double[p];
    double[] covariance = new double[p * p];
    for (int i = 0; i < p; i++) {
      mean[i] = 0.4;
      deviations[i] = posteriorDeviation;
      covariance[i * p + i] = 0.1 * 0.1;
    }
    GaussianDensity exact = ClosedForm.gaussian(mean, deviations, 0);
    Prior prior = ClosedForm.standardNormal(p);
    GaussianProposal proposal = GaussianProposal.of(1, mean, covariance, supportMass);
    Emulator emulator = ClosedForm.posterior(prior, (x, i) -> exact.logDensity(1, x, i));
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(77L);
    Bank bank = Bank.create(prior, proposal, 1 << 15, random);
    return new Ladder(prior, proposal, bank, ClosedForm.settings())
        .sample(ClosedForm.scoring(emulator, bank), 2000, Deadline.none(), random);
  }

  /**
   * With posterior and proposal both N(m, 0.1²) the mass outside is what the support leaves out.
   */
  @Test
  void theShareOutsideTheSupportOfAGaussianPosteriorIsFound() {
    assertEquals(0.001, sample(8, 0.1, 0.999).trust().cutMass(), 2e-4);
    assertEquals(0.1, sample(3, 0.1, 0.9).trust().cutMass(), 0.01);
  }

  @Test
  void aPosteriorTwiceAsWideAsTheProposalIsCutByTheSquaredRadiusOverFour() {
    int p = 4;
    double squaredRadius = ChiSquaredDistribution.of(p).inverseCumulativeProbability(0.95);
    double outside = ChiSquaredDistribution.of(p).survivalProbability(squaredRadius / 4);
    Sampled sampled = sample(p, 0.2, 0.95);
    assertEquals(outside, sampled.trust().cutMass(), 0.02);
    assertEquals(Status.COMPLETE, sampled.status());
  }

  @Test
  void drawsStayInsideTheSupport() {
    int p = 4;
    double squaredRadius = ChiSquaredDistribution.of(p).inverseCumulativeProbability(0.95);
    Sampled sampled = sample(p, 0.2, 0.95);
    for (int s = 0; s < sampled.draws().size(); s++) {
      double[] row = new double[p];
      for (int i = 0; i < p; i++) {
        row[i] = (sampled.draws().get(s, i) - 0.4) / 0.1;
      }
      double squares = Arrays.stream(row).map(z -> z * z).sum();
      assertTrue(squares <= squaredRadius * (1 + 1e-6), "draw " + s + " at " + squares);
    }
  }

  @Test
  void aPosteriorWellInsideLosesNothing() {
    assertTrue(sample(4, 0.05, 0.999).trust().cutMass() < 1e-4);
  }

  /** The box holds two deviations of the posterior on either side in each of three coordinates. */
  @Test
  void theShareOutsideABoxIsFound() {
    NormalDistribution standard = NormalDistribution.of(0, 1);
    double[] lower = new double[3];
    double[] upper = new double[3];
    Arrays.fill(lower, standard.cumulativeProbability(0.2));
    Arrays.fill(upper, standard.cumulativeProbability(0.6));
    UnitBox box = UnitBox.of(lower, upper);
    double[] corner = {0.4, 0.4, 0.4};
    GaussianDensity exact = ClosedForm.gaussian(corner, new double[] {0.1, 0.1, 0.1}, 0);
    Prior prior = ClosedForm.standardNormal(3);
    Emulator emulator = ClosedForm.posterior(prior, (x, i) -> exact.logDensity(1, x, i));
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(78L);
    double[] narrow = {0.01, 0, 0, 0, 0.01, 0, 0, 0, 0.01};
    for (Proposal proposal :
        List.of(
            new TruncatedProposal(1, box),
            KernelProposal.cut(1, prior, box, Kernels.of(3, corner, narrow), 0.2, random))) {
      Bank bank = Bank.create(prior, proposal, 1 << 16, random);
      Sampled sampled =
          new Ladder(prior, proposal, bank, ClosedForm.settings())
              .sample(ClosedForm.scoring(emulator, bank), 2000, Deadline.none(), random);
      double inside = standard.probability(-2, 2);
      assertEquals(1 - inside * inside * inside, sampled.trust().cutMass(), 0.01);
      assertEquals(Status.COMPLETE, sampled.status());
    }
  }
}
