package io.streambed.science.posterior;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.prior.GaussianProposal;
import io.streambed.science.prior.ParameterSpace;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Uniform;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class BankTest {

  /**
   * At u = 33 the distance of x from 1 is 42 times the spacing of numbers there, so that u comes
   * back as 32.999 or 0.024 away from it; the proposal's support ends at 0.021.
   */
  @Test
  void aDrawThatRoundingPutsOutsideTheSupportWeighsNothing() {
    Prior prior =
        Prior.of(new ParameterSpace(List.of("phi"), List.of("1")), List.of(new Uniform(0, 1)));
    GaussianProposal proposal =
        GaussianProposal.of(1, new double[] {33}, new double[] {6.4e-5}, 0.99);
    Bank bank = Bank.create(prior, proposal, 64, RandomSource.PHILOX_4X64.create(3L));
    double[] logWeights = bank.logWeights(new double[64]);
    int outside = 0;
    for (int s = 0; s < 64; s++) {
      if (proposal.contains(prior.toUnbounded(bank.draw(s)))) {
        assertTrue(Double.isFinite(logWeights[s]), Arrays.toString(logWeights));
      } else {
        assertEquals(Double.NEGATIVE_INFINITY, logWeights[s]);
        outside++;
      }
    }
    assertTrue(outside > 0, "the case is not tested: no draw fell outside");
  }
}
