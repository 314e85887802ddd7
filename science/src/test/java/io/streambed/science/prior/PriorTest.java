package io.streambed.science.prior;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class PriorTest {
  private static final Prior PRIOR =
      Prior.of(
          new ParameterSpace(List.of("forcing", "rate"), List.of("m/s", "1/s")),
          List.of(new Uniform(-1, 3), new LogNormal(0, 1)));

  @Test
  void theDensityIsTheProductOverParameters() {
    // -log 4, and log-normal at e.
    assertEquals(
        -1.3862943611198906 - 2.418938533204673, PRIOR.logDensity(new double[] {0, Math.E}), 1e-13);
    assertEquals(Double.NEGATIVE_INFINITY, PRIOR.logDensity(new double[] {4, Math.E}));
  }

  @Test
  void theUnboundedDensityHasTheJacobian() {
    // At u = (0, 1): x = (1, e), Jacobians log 1 and 1.
    assertEquals(
        -1.3862943611198906 - 2.418938533204673 + 1,
        PRIOR.logDensityUnbounded(new double[] {0, 1}),
        1e-13);
  }

  @Test
  void coordinatesRoundTrip() {
    double[] x = {2.5, 0.3};
    assertArrayEquals(x, PRIOR.fromUnbounded(PRIOR.toUnbounded(x)), 1e-14);
  }

  @Test
  void standardCoordinatesAreWrittenToTheirRow() {
    double[] c = {9, 9, 9, 9};
    PRIOR.toStandard(new double[] {7, 3, Math.E}, 1, c, 2);
    assertArrayEquals(new double[] {9, 9, Math.sqrt(3), 1}, c, 1e-14);
    double[] x = {7, 7, 7};
    PRIOR.fromStandard(c, 2, x, 1);
    assertArrayEquals(new double[] {7, 3, Math.E}, x, 1e-14);
  }

  @Test
  void theSameGeneratorStateGivesTheSameDraw() {
    double[] draw = PRIOR.sample(RandomSource.PHILOX_4X64.create(3L));
    assertArrayEquals(draw, PRIOR.sample(RandomSource.PHILOX_4X64.create(3L)));
    assertTrue(PRIOR.logDensity(draw) > Double.NEGATIVE_INFINITY);
  }

  @Test
  void thePriorAsProposalIsThePrior() {
    PriorProposal proposal = new PriorProposal();
    double[] u = {0.3, -0.2};
    assertEquals(0, proposal.id());
    assertEquals(PRIOR.logDensityUnbounded(u), proposal.logDensityUnbounded(PRIOR, u));
    assertArrayEquals(
        PRIOR.sample(RandomSource.PHILOX_4X64.create(3L)),
        proposal.sample(PRIOR, RandomSource.PHILOX_4X64.create(3L)));
  }

  @Test
  void wrongShapesAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> Prior.of(PRIOR.space(), List.of(new Normal(0, 1))));
    String message =
        assertThrows(IllegalArgumentException.class, () -> PRIOR.logDensity(new double[3]))
            .getMessage();
    assertEquals("expected parameters of shape [2], got [3]", message);
  }
}
