package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.streambed.science.Data;
import io.streambed.science.Outcome;
import io.streambed.science.Parameters;
import io.streambed.science.prior.GaussianProposal;
import io.streambed.science.prior.LogNormal;
import io.streambed.science.prior.MultivariateNormal;
import io.streambed.science.prior.ParameterSpace;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.prior.Proposal;
import io.streambed.science.prior.Uniform;
import java.util.List;
import org.apache.commons.rng.simple.RandomSource;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class FlowCoordinatesTest {
  private static final Prior PRIOR =
      Prior.of(
          new ParameterSpace(List.of("a", "b", "c", "d"), List.of("1", "1", "1", "1")),
          List.of(
              new Uniform(-1, 3),
              new LogNormal(1, 0.5),
              MultivariateNormal.of(new double[] {1, -1}, new double[] {2, 1, 1, 2})));

  private static final GaussianProposal NARROW =
      GaussianProposal.of(
          1,
          new double[] {0.3, 1, 0.5, -1},
          new double[] {
            0.5, 0.2, 0.1, 0.1, 0.2, 0.4, 0.1, 0.1, 0.1, 0.1, 0.3, 0.1, 0.1, 0.1, 0.1, 0.2
          },
          0.999);

  private static Standardisation standardisation(Proposal proposal) {
    List<Outcome.Pair> pairs =
        List.of(pair(proposal, 0, 0.5f), pair(proposal, 1, 1), pair(proposal, 2, 3));
    return Standardisation.from(SmallTask.settings(), PRIOR, proposal, pairs, 1);
  }

  private static Outcome.Pair pair(Proposal proposal, long run, float y) {
    double[] x = proposal.sample(PRIOR, RandomSource.PHILOX_4X64.create(run));
    return new Outcome.Pair(run, proposal.id(), Parameters.of(x), Data.of(new float[] {y}, 1));
  }

  @Test
  void theWayBackGivesTheParameters() {
    double[] x = {-0.9, 1.2, 0.1, 0.2, 2.9, 4, 3, -2};
    for (Proposal proposal : List.of(new PriorProposal(), NARROW)) {
      FlowCoordinates coordinates = new FlowCoordinates(PRIOR, standardisation(proposal));
      assertArrayEquals(x, coordinates.toOwnUnits(coordinates.of(x, 2)), 1e-5);
    }
  }

  /** log p(w) + log |dw/dx| = log p(x), the determinant by central differences. */
  @Test
  void theDensityOfThePriorIsThatOfTheseCoordinates() {
    double[] x = {1.5, 2, 0.1, 0.2};
    for (Proposal proposal : List.of(new PriorProposal(), NARROW)) {
      FlowCoordinates coordinates = new FlowCoordinates(PRIOR, standardisation(proposal));
      double[] slopes = new double[16];
      double h = 1e-2;
      for (int q = 0; q < 4; q++) {
        double[] around = new double[8];
        System.arraycopy(x, 0, around, 0, 4);
        System.arraycopy(x, 0, around, 4, 4);
        around[q] += h;
        around[4 + q] -= h;
        float[] w = coordinates.of(around, 2);
        for (int p = 0; p < 4; p++) {
          slopes[p * 4 + q] = (w[p] - w[4 + p]) / (2 * h);
        }
      }
      double logSlope = Math.log(Math.abs(CommonOps_DDRM.det(new DMatrixRMaj(4, 4, true, slopes))));
      assertEquals(
          PRIOR.logDensity(x) - logSlope, coordinates.logPrior(x, 1)[0], 1e-3, proposal.toString());
    }
  }

  /** The wall at 3 is sqrt 3 deviations from the middle, 1; two deviations are beyond it. */
  @Test
  void whatIsBeyondAWallHasNoPriorDensity() {
    FlowCoordinates coordinates = new FlowCoordinates(PRIOR, standardisation(new PriorProposal()));
    double[] x = coordinates.toOwnUnits(new float[] {2, 0, 0, 0});
    assertEquals(1 + 2 * 4 / Math.sqrt(12), x[0], 0.03);
    assertEquals(Double.NEGATIVE_INFINITY, coordinates.logPrior(x, 1)[0]);
  }

  @Test
  void aWhiteningWithoutAnInverseIsRefused() {
    Standardisation flat =
        Standardisation.ofArrays(new float[4], new float[16], new float[] {0}, new float[] {1});
    assertThrows(IllegalArgumentException.class, () -> new FlowCoordinates(PRIOR, flat));
  }
}
